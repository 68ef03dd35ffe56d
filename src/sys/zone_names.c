/* Names of time zones, tried from the plainest to the strangest. */
#include "sys/zone_names.h"

#include "sys/file.h"
#include "sys/paths.h"
#include "sys/zones.h"

#include <stdlib.h>

enum { NAME_BYTES_MAX = 200, TABLE_BYTES_MAX = 1 << 20 };

struct zone_name {
    struct str key, zone;
};

/* --- names of the IANA database --- */

static bool load(struct arena *a, struct str name, struct str *ret_name, struct zone *ret)
{
    if (zones_load(a, name, ret, NULL)) return false;
    *ret_name = arena_str(a, name);
    return true;
}

/* What follows the last n slashes; empty where there are fewer. */
static struct str behind(struct str s, int n)
{
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '/' && !--n) return (struct str){s.p + i + 1, s.n - i - 1};
    return (struct str){0};
}

/* "/mozilla.org/20050126_1/Europe/Berlin", "/freeassociation.sourceforge.net/America/Indiana/Knox": with a prefix a zone
 * of the database has two parts or three; of "Tzfile/EST" nobody can say what it means. */
static bool find_prefixed(struct arena *a, struct str name, struct str *ret_name, struct zone *ret)
{
    if (!name.n || name.p[0] != '/') return false;
    for (int parts = 3; parts > 1; parts--) {
        struct str end = behind(name, parts);
        if (end.n && load(a, end, ret_name, ret)) return true;
    }
    return str_is(behind(name, 1), "UTC") && load(a, STR("UTC"), ret_name, ret);
}

/* --- names of Windows --- */

/* Small letters, digits and signs: "(GMT+01.00) Amsterdam / Berlin" and "Amsterdam, Berlin" are one. */
static struct str key_of(struct arena *a, struct str s)
{
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-') p[n++] = c;
    }
    return (struct str){p, n};
}

static int by_key(const void *a, const void *b)
{
    const struct zone_name *x = a, *y = b;
    return str_compare(x->key, y->key);
}

static void read_table(struct zone_names *t, struct arena *a)
{
    struct str path, text, line, name, zone;
    size_t room = 0;
    t->read = true;
    if (paths_share(a, STR("data/windows-zones.txt"), &path, NULL)) return;
    if (file_read(a, path.p, TABLE_BYTES_MAX, &text, NULL)) return;
    while (text.n) {
        str_cut(text, '\n', &line, &text);
        if (line.n && line.p[0] != '#' && str_cut(line, '\t', &name, &zone))
            *ARENA_PUSH(a, t->items, t->n, room) = (struct zone_name){key_of(a, name), zone};
    }
    if (t->n > 1) qsort(t->items, t->n, sizeof *t->items, by_key);
}

/* "(UTC+01:00) Amsterdam, Berlin": the offset is the same for others. */
static struct str without_offset(struct str s)
{
    struct str offset, rest;
    bool has = str_starts(s, STR("(UTC")) || str_starts(s, STR("(GMT"));
    return has && str_cut(s, ')', &offset, &rest) ? str_trim(rest) : s;
}

static bool find_windows(struct zone_names *t, struct arena *a, struct str name, struct str *ret_name, struct zone *ret)
{
    if (!t->read) read_table(t, a);
    struct zone_name wanted = {.key = key_of(a, without_offset(name))};
    const struct zone_name *found =
        wanted.key.n && t->n ? bsearch(&wanted, t->items, t->n, sizeof wanted, by_key) : NULL;
    return found && load(a, found->zone, ret_name, ret);
}

bool zone_names_find(struct zone_names *t, struct arena *a, struct str name, struct str *ret_name, struct zone *ret)
{
    static const char *const utc[] = {"Z", "Etc/UTC", "Etc/GMT", "tzone://Microsoft/Utc", "(UTC)", NULL};
    name = str_trim(name);
    if (!name.n || name.n > NAME_BYTES_MAX) return false;
    if (str_among_nocase(name, utc)) return load(a, STR("UTC"), ret_name, ret);
    return load(a, name, ret_name, ret) || find_prefixed(a, name, ret_name, ret) ||
           find_windows(t, a, name, ret_name, ret);
}
