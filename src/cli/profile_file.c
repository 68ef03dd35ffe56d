/* The profile as a file. */
#include "cli/profile_file.h"

#include "plan/ini.h"

#include <string.h>

const struct profile_field profile_file_fields[PROFILE_FILE_FIELDS] = {
    {"name", "Name", "name", "your name", false, false},
    {"sign", "Signs as", "sign", "how you sign, if not with your name", false, false},
    {"mail", "Mail", "mail", "your mail address", false, false},
    {"phone", "Phone", "phone", "the number under which they reach you", false, false},
    {"work", "Work", "work", "what you do, in a few words", false, false},
    {"strength", "Strengths", "strengths", "three to ten qualifications or results to draw on, a line each", true,
        false},
    {"reference-letter", "References", "reference_letters", "who wrote letters of reference that you have, a line each",
        true, false},
    {"language", "Language", "language", "how your letters are spelled: en-US or en-GB", false, false},
    {"country", "Country", "country", "where you look for work, for its holidays: DE, GB-SCT, US", false, false},
    {"zone", "Time zone", "zone", "your time zone: Europe/London", false, false},
    {"weekly-goal", "Weekly goal", "weekly_goal", "how many things you mean to do in a week", false, true},
    {"daily-number", "Daily number", "daily_number", "how many three-part messages a day", false, true}};

void profile_file_write(const struct str values[], struct buf *ret)
{
    buf_put(ret,
        "# What hearback knows about you.  A line without \"#\" counts; leave out what you do not want to say.\n"
        "[profile]\n");
    for (int i = 0; i < PROFILE_FILE_FIELDS; i++) {
        struct str rest = values[i], line;
        buf_printf(ret, "\n# %s\n", profile_file_fields[i].help);
        if (!rest.n) buf_printf(ret, "# %s =\n", profile_file_fields[i].key);
        while (rest.n) {
            str_cut(rest, '\n', &line, &rest);
            buf_printf(ret, "%s = %.*s\n", profile_file_fields[i].key, STR_ARG(line));
        }
    }
}

static int field_index(struct str key)
{
    for (int i = 0; i < PROFILE_FILE_FIELDS; i++)
        if (str_is(key, profile_file_fields[i].key)) return i;
    return -1;
}

enum err profile_file_read(
    struct str text, const char *where, struct arena *a, struct str ret_values[], struct err_info *info)
{
    struct str values[PROFILE_FILE_FIELDS] = {{0}};
    struct ini ini = {.rest = text, .where = where, .where_n = strlen(where)};
    for (;;) {
        struct ini_entry e;
        bool end = false;
        enum err err = ini_next(&ini, &e, &end, info);
        if (err) return err;
        if (end) break;
        if (!str_is(e.section, "profile"))
            return ini_fault(&ini, info, "there is no section [%.*s] here, only [profile]", STR_ARG(e.section));
        if (!e.key.n) continue;
        int i = field_index(e.key);
        if (i < 0) return ini_fault(&ini, info, "a profile has no \"%.*s\"", STR_ARG(e.key));
        if (values[i].n && !profile_file_fields[i].repeats)
            return ini_fault(&ini, info, "\"%.*s\" is said twice", STR_ARG(e.key));
        values[i] = values[i].n ? arena_format(a, "%.*s\n%.*s", STR_ARG(values[i]), STR_ARG(e.value)) : e.value;
    }
    memcpy(ret_values, values, sizeof values);
    return OK;
}
