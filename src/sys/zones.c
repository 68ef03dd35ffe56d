/* Time zones, from the files of the machine. */
#include "sys/zones.h"

#include "sys/file.h"
#include "sys/text.h"
#include "sys/tzif.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 64, FILE_MAX_BYTES = 1024 * 1024 };

static const char *folder(void)
{
    const char *named = getenv("TZDIR"); /* as the C library does */
    return named && *named ? named : "/usr/share/zoneinfo";
}

/* --- Names --- */

/* Letters, digits and "_+-", in parts between slashes: nothing that leads out of the folder, nor a rule such as
 * "UTC-5" or "+05:00".  right/ counts leap seconds; posix/ doubles all names. */
static bool is_name(struct str s)
{
    if (!s.n || s.n > NAME_MAX_BYTES || str_starts(s, STR("right/")) || str_starts(s, STR("posix/"))) return false;
    if (str_is(s, "localtime") || str_is(s, "posixrules") || str_is(s, "Factory")) return false;
    bool begins = true; /* a part, which has to do so with a letter */
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other = (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' || c == '/';
        if (!letter && (begins || !other)) return false;
        begins = c == '/';
    }
    return !begins;
}

static const char *path_of(struct arena *a, struct str name)
{
    return arena_format(a, "%s/%.*s", folder(), STR_ARG(name)).p;
}

static bool is_known(struct arena *a, struct str name)
{
    struct stat st;
    return str_is(name, "UTC") || (is_name(name) && stat(path_of(a, name), &st) == 0 && S_ISREG(st.st_mode));
}

/* --- The machine's table of countries and zones: lines "DE<tab>coordinates<tab>Europe/Berlin[<tab>comments]" --- */

static struct str read_table(struct arena *a)
{
    struct str table = {0}, none = {0};
    enum err err = file_read(a, arena_format(a, "%s/zone.tab", folder()).p, FILE_MAX_BYTES, &table, NULL);
    return err ? none : table;
}

static bool next_row(struct str *table, struct str *ret_country, struct str *ret_zone)
{
    while (table->n) {
        struct str line, country, coordinates, zone, comments;
        str_cut(*table, '\n', &line, table);
        if (!line.n || line.p[0] == '#' || !str_cut(line, '\t', &country, &line)) continue;
        if (!str_cut(line, '\t', &coordinates, &line)) continue;
        str_cut(line, '\t', &zone, &comments);
        *ret_country = country, *ret_zone = str_trim(zone);
        return true;
    }
    return false;
}

static struct str last_part(struct str name)
{
    struct str part;
    do str_cut(name, '/', &part, &name);
    while (name.n);
    return part;
}

/* The likeliest name: spelt alike as a whole, or by its city ("berlin", "New York"). */
static struct str nearest(struct arena *a, struct str name)
{
    struct str table = read_table(a), country, zone, best = {0};
    char spelt[NAME_MAX_BYTES];
    if (!name.n || name.n > sizeof spelt) return best;
    for (size_t i = 0; i < name.n; i++) spelt[i] = name.p[i] == ' ' ? '_' : name.p[i];
    struct str wanted = text_fold(a, (struct str){spelt, name.n}), city = last_part(wanted);
    unsigned limit = wanted.n < 6 ? 1 : 2, least = limit + 1;
    while (least && next_row(&table, &country, &zone)) {
        struct str folded = text_fold(a, zone);
        unsigned distance = text_distance(folded, wanted, limit);
        if (distance > limit) distance = text_distance(last_part(folded), city, limit);
        if (distance < least) least = distance, best = zone;
    }
    return best;
}

static enum err unknown(struct arena *a, struct str name, struct err_info *info)
{
    struct stat st;
    if (stat(folder(), &st) != 0)
        return err_set(
            info, ERR_SYSTEM, "this machine has no time zone data in %s: install the package tzdata", folder());
    bool showable = name.n <= NAME_MAX_BYTES && str_utf8(name, NULL);
    for (size_t i = 0; showable && i < name.n; i++) showable = (unsigned char)name.p[i] >= ' ' && name.p[i] != 0x7F;
    struct str shown = showable ? name : STR("...");
    struct str best = nearest(a, name);
    if (best.n)
        return err_set(
            info, ERR_INPUT, "there is no time zone \"%.*s\"; did you mean %.*s?", STR_ARG(shown), STR_ARG(best));
    return err_set(info, ERR_INPUT,
        "there is no time zone \"%.*s\"; name one as Europe/Berlin or America/New_York (see timedatectl "
        "list-timezones)",
        STR_ARG(shown));
}

enum err zones_load(struct arena *a, struct str name, struct zone *ret, struct err_info *info)
{
    struct str bytes;
    instant_t from = civil_at(day_from_ymd(ZONES_FIRST_YEAR, 1, 1), 0, 0);
    instant_t to = civil_at(day_from_ymd(ZONES_LAST_YEAR + 1, 1, 1), 0, 0);
    if (str_is(name, "UTC")) { /* needs no data */
        *ret = (struct zone){0};
        return OK;
    }
    if (!is_known(a, name)) return unknown(a, name, info);
    enum err err = file_read(a, path_of(a, name), FILE_MAX_BYTES, &bytes, info);
    if (err) return err_context(info, err, "time zone %.*s", STR_ARG(name));
    return tzif_read(a, bytes, from, to, ret) ? OK : unknown(a, name, info);
}

/* --- The zone here, and those of countries --- */

/* The zone that a path such as /usr/share/zoneinfo/Europe/Berlin (or ../usr/share/...) is of. */
static struct str name_of_path(struct str path)
{
    static const char within[] = "zoneinfo/";
    for (size_t i = 0; i + sizeof within - 1 <= path.n; i++) {
        struct str rest = {path.p + i, path.n - i};
        if (str_starts(rest, STR(within))) return (struct str){rest.p + sizeof within - 1, rest.n - sizeof within + 1};
    }
    return path;
}

struct str zones_local_name(struct arena *a)
{
    const char *tz = getenv("TZ");
    if (tz) {
        struct str name = name_of_path(str_from(*tz == ':' ? tz + 1 : tz));
        return is_known(a, name) ? arena_str(a, name) : STR("UTC");
    }
    char link[256];
    ssize_t n = readlink("/etc/localtime", link, sizeof link);
    struct str name = n > 0 ? name_of_path((struct str){link, (size_t)n}) : (struct str){0};
    if (is_known(a, name)) return arena_str(a, name);
    if (file_read(a, "/etc/timezone", NAME_MAX_BYTES, &name, NULL) == OK && is_known(a, str_trim(name)))
        return str_trim(name);
    return STR("UTC");
}

struct str zones_of_country(struct arena *a, struct str country)
{
    /* Countries of several zones of which one holds nearly everybody, or which all keep the same time. */
    static const char *const principal[][2] = {
        {"AR", "America/Argentina/Buenos_Aires"},
        {"CL", "America/Santiago"},
        {"CN", "Asia/Shanghai"},
        {"CY", "Asia/Nicosia"},
        {"DE", "Europe/Berlin"},
        {"EC", "America/Guayaquil"},
        {"ES", "Europe/Madrid"},
        {"MY", "Asia/Kuala_Lumpur"},
        {"NZ", "Pacific/Auckland"},
        {"PS", "Asia/Hebron"},
        {"PT", "Europe/Lisbon"},
        {"UA", "Europe/Kyiv"},
        {"UZ", "Asia/Tashkent"},
        {"VN", "Asia/Ho_Chi_Minh"},
    };
    for (size_t i = 0; i < sizeof principal / sizeof *principal; i++)
        if (str_is_nocase(country, principal[i][0]) && is_known(a, str_from(principal[i][1])))
            return str_from(principal[i][1]);

    struct str table = read_table(a), row_country, zone, found = {0};
    char code[3] = {0};
    if (country.n != 2) return found;
    memcpy(code, country.p, 2);
    while (next_row(&table, &row_country, &zone)) {
        if (!str_is_nocase(row_country, code)) continue;
        if (found.n) return (struct str){0};
        found = zone;
    }
    return found;
}
