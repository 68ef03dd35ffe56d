/* The seam to the machine: zones against the C library's for every zone there
 * is, files in a folder of their own, paths, terminal, folding of names. */
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/paths.h"
#include "sys/terminal.h"
#include "sys/text.h"
#include "sys/tzif.h"
#include "sys/zones.h"

#include "base/buf.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* What a test changes of the environment and hands back. */
static void set(const char *name, const char *value)
{
    if (value)
        assert_int_equal(setenv(name, value, 1), 0);
    else
        assert_int_equal(unsetenv(name), 0);
}

static instant_t utc(int year, int month, int day, int hour)
{
    return civil_at(day_from_ymd(year, month, day), hour, 0);
}

/* --- Zones --- */

static int32_t library_offset(instant_t t)
{
    time_t at = (time_t)t;
    struct tm tm;
    assert_non_null(localtime_r(&at, &tm));
    return (int32_t)tm.tm_gmtoff;
}

/* The table against the C library: every few days, and a second before and at each change. */
static void compare_with_library(const char *name, const struct zone *zone)
{
    set("TZ", name);
    tzset();
    for (instant_t t = utc(2015, 1, 2, 3); t < utc(2041, 12, 30, 0); t += 5 * DAY_SECONDS + 7777)
        if (zone_offset(zone, t) != library_offset(t)) fail_msg("%s differs at %lld", name, (long long)t);
    for (uint32_t i = 0; i < zone->n; i++) {
        instant_t at = zone->changes[i].at;
        if (i && at <= zone->changes[i - 1].at) fail_msg("%s: changes do not ascend", name);
        if (zone_offset(zone, at) != library_offset(at) || zone_offset(zone, at - 1) != library_offset(at - 1))
            fail_msg("%s changes at another time than %lld", name, (long long)at);
    }
}

static void every_zone_agrees_with_the_c_library(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct str table, line, part;
    int compared = 0;
    assert_int_equal(file_read(&a, "/usr/share/zoneinfo/zone.tab", 1 << 20, &table, NULL), OK);
    while (table.n) {
        str_cut(table, '\n', &line, &table);
        if (!line.n || line.p[0] == '#') continue;
        for (int column = 0; column < 3; column++) str_cut(line, '\t', &part, &line);
        AUTO(arena) b = {0};
        struct zone zone;
        struct err_info info;
        if (zones_load(&b, part, &zone, &info)) fail_msg("%s", info.text);
        compare_with_library(arena_str(&b, part).p, &zone);
        compared++;
    }
    set("TZ", NULL);
    assert_true(compared > 300);
}

static void some_zones_known_by_heart(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int year, month, day, hours;
    } rows[] = {
        {"UTC", 2026, 7, 1, 0},
        {"Etc/UTC", 2026, 7, 1, 0},
        {"Europe/Berlin", 2026, 1, 1, 1},
        {"Europe/Berlin", 2026, 7, 1, 2},
        {"Europe/Berlin", 2041, 7, 1, 2}, /* by the rule, after the last year listed */
        {"America/New_York", 2026, 7, 1, -4},
        {"America/New_York", 2040, 12, 1, -5},
        {"Africa/Casablanca", 2026, 2, 1, 1},
        {"Africa/Casablanca", 2026, 3, 1, 0}, /* pauses for Ramadan */
        {"Europe/Dublin", 2026, 7, 1, 1}, /* winter is the exception there */
        {"Asia/Tokyo", 2026, 7, 1, 9},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct zone zone;
        assert_int_equal(zones_load(&a, str_from(rows[i].name), &zone, NULL), OK);
        int32_t offset = zone_offset(&zone, utc(rows[i].year, rows[i].month, rows[i].day, 12));
        assert_int_equal(offset, rows[i].hours * HOUR_SECONDS);
    }
}

static void unknown_zones_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sentence;
    } rows[] = {
        {"berlin", "did you mean Europe/Berlin?"},
        {"europe/berlin", "did you mean Europe/Berlin?"},
        {"Europe/Berln", "did you mean Europe/Berlin?"},
        {"New York", "did you mean America/New_York?"},
        {"Narnia", "name one as Europe/Berlin"},
        {"", "name one as"},
        {"../zoneinfo/UTC", "name one as"},
        {"Europe/../UTC", "name one as"},
        {"/usr/share/zoneinfo/UTC", "there is no time zone"},
        {"Europe/", "there is no time zone"},
        {"Europe", "there is no time zone"},
        {"Europe//Berlin", "there is no time zone"},
        {"UTC-5", "there is no time zone"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "there is no time zone"},
        {"+02:00", "there is no time zone"},
        {"zone.tab", "there is no time zone"},
        {"leapseconds", "there is no time zone"},
        {"right/Europe/Berlin", "there is no time zone"},
        {"localtime", "there is no time zone"},
        {"\x1B[31m", "there is no time zone \"...\""},
        {"\xFF", "there is no time zone \"...\""},
        {"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\"...\""},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct zone zone = {.offset = 42};
        struct err_info info = {.text = ""};
        assert_int_equal(zones_load(&a, str_from(rows[i].name), &zone, &info), ERR_INPUT);
        if (!strstr(info.text, rows[i].sentence)) fail_msg("%s ==> %s", rows[i].name, info.text);
        assert_int_equal(zone.offset, 42);
    }
    struct zone zone;
    struct err_info info;
    assert_int_equal(zones_load(&a, (struct str){"UTC\0x", 5}, &zone, NULL), ERR_INPUT);
    set("TZDIR", "/nonexistent");
    assert_int_equal(zones_load(&a, STR("Europe/Berlin"), &zone, &info), ERR_SYSTEM);
    assert_non_null(strstr(info.text, "tzdata"));
    assert_int_equal(zones_load(&a, STR("UTC"), &zone, NULL), OK);
    set("TZDIR", NULL);
}

/* A file that lists nothing but its rule. */
static struct str only_rule(struct arena *a, int32_t offset, const char *rule)
{
    AUTO(buf) b = {0};
    for (int header = 0; header < 2; header++) {
        buf_add(&b, STR("TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
        buf_add(&b, STR("\0\0\0\0\1\0\0\0\4")); /* one type of time, four letters */
        for (int shift = 24; shift >= 0; shift -= 8) buf_char(&b, (char)((uint32_t)offset >> shift));
        buf_add(&b, STR("\0\0ABC\0"));
    }
    buf_printf(&b, "\n%s\n", rule);
    return arena_str(a, buf_str(&b));
}

static void rules_stand_for_years_not_listed(void **state)
{
    (void)state;
    static const struct {
        int32_t hours;
        const char *rule, *same_as;
    } rows[] = {
        {1, "CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin"},
        {-5, "EST5EDT,M3.2.0,M11.1.0", "America/New_York"},
        {10, "AEST-10AEDT,M10.1.0,M4.1.0/3", "Australia/Sydney"},
        {1, "IST-1GMT0,M10.5.0,M3.5.0/1", "Europe/Dublin"},
        {9, "JST-9", "Asia/Tokyo"},
        {-3, "<-03>3", "America/Sao_Paulo"},
        {-3, "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "America/Nuuk"},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct zone by_rule, listed;
        struct str file = only_rule(&a, rows[i].hours * HOUR_SECONDS, rows[i].rule);
        assert_true(tzif_read(&a, file, utc(2015, 1, 1, 0), utc(2042, 1, 1, 0), &by_rule));
        assert_int_equal(zones_load(&a, str_from(rows[i].same_as), &listed, NULL), OK);
        for (instant_t t = utc(2024, 6, 1, 0); t < utc(2041, 12, 31, 0); t += 3 * HOUR_SECONDS)
            if (zone_offset(&by_rule, t) != zone_offset(&listed, t)) fail_msg("%s at %lld", rows[i].rule, (long long)t);
    }
    /* The kinds of days that no zone of today uses: the same day of the year, with and without 29 February. */
    struct zone zone;
    assert_true(tzif_read(&a, only_rule(&a, 0, "AAA0BBB,J60/0,J300/1"), utc(2027, 1, 1, 0), utc(2029, 1, 1, 0), &zone));
    assert_int_equal(zone.n, 4);
    assert_true(zone.changes[0].at == utc(2027, 3, 1, 0) && zone.changes[2].at == utc(2028, 3, 1, 0));
    assert_true(zone.changes[1].at == utc(2027, 10, 27, 0) && zone.changes[3].at == utc(2028, 10, 26, 24));
    assert_true(tzif_read(&a, only_rule(&a, 0, "AAA0BBB,59/0,299/1"), utc(2027, 1, 1, 0), utc(2029, 1, 1, 0), &zone));
    assert_true(zone.changes[0].at == utc(2027, 3, 1, 0) && zone.changes[2].at == utc(2028, 2, 29, 0));
    /* Summer the whole year: ends at the moment it begins again. */
    assert_true(tzif_read(
        &a, only_rule(&a, HOUR_SECONDS, "XXX3EDT4,0/0,J365/23"), utc(2027, 1, 1, 5), utc(2029, 1, 1, 0), &zone));
    assert_int_equal(zone_offset(&zone, utc(2028, 6, 1, 0)), -4 * HOUR_SECONDS);
}

static void broken_zone_files_are_refused(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct str file;
    struct zone zone;
    assert_int_equal(file_read(&a, "/usr/share/zoneinfo/Europe/Berlin", 1 << 20, &file, NULL), OK);
    assert_true(tzif_read(&a, file, 0, utc(2042, 1, 1, 0), &zone));
    for (size_t n = 0; n < file.n; n++) { /* in memory of just that size, for a sanitizer to see beyond */
        char *exact = malloc(n + !n);
        memcpy(exact, file.p, n);
        bool good = tzif_read(&a, (struct str){exact, n}, 0, utc(2042, 1, 1, 0), &zone);
        assert_false(good && n < file.n - 40); /* a missing footer leaves the listed years */
        free(exact);
    }
    for (size_t i = 0; i < file.n; i++) {
        char *changed = arena_alloc(&a, file.n, 1);
        memcpy(changed, file.p, file.n);
        changed[i] = (char)~changed[i];
        bool good = tzif_read(&a, (struct str){changed, file.n}, 0, utc(2042, 1, 1, 0), &zone);
        (void)good; /* either way, within its bounds */
    }
}

static void the_zone_here(void **state)
{
    (void)state;
    static const struct {
        const char *tz, *name;
    } rows[] = {
        {"Europe/Paris", "Europe/Paris"},
        {":Europe/Paris", "Europe/Paris"},
        {"/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"},
        {"CET-1CEST", "UTC"},
        {"Nowhere/Land", "UTC"},
        {"", "UTC"},
    };
    AUTO(arena) a = {0};
    struct zone zone;
    for (size_t i = 0; i < COUNT(rows); i++) {
        set("TZ", rows[i].tz);
        assert_true(str_is(zones_local_name(&a), rows[i].name));
    }
    set("TZ", NULL);
    assert_int_equal(zones_load(&a, zones_local_name(&a), &zone, NULL), OK);
}

static void zones_of_countries(void **state)
{
    (void)state;
    static const struct {
        const char *country, *name;
    } rows[] = {
        {"DE", "Europe/Berlin"},
        {"de", "Europe/Berlin"},
        {"GB", "Europe/London"},
        {"CH", "Europe/Zurich"},
        {"ES", "Europe/Madrid"},
        {"NZ", "Pacific/Auckland"},
        {"IN", "Asia/Kolkata"},
        {"US", ""},
        {"AU", ""},
        {"CA", ""},
        {"BR", ""},
        {"RU", ""},
        {"XX", ""},
        {"", ""},
        {"DEU", ""},
        {"D", ""},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_true(str_is(zones_of_country(&a, str_from(rows[i].country)), rows[i].name));
}

/* --- Files --- */

struct place {
    struct arena arena;
    char folder[64];
};

static int make_place(void **state)
{
    static struct place place;
    place = (struct place){.folder = "/tmp/test_sys.XXXXXX"};
    *state = &place;
    return mkdtemp(place.folder) ? 0 : -1;
}

static int leave_place(void **state)
{
    struct place *place = *state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
    arena_close(&place->arena);
    return system(command);
}

static const char *in(struct place *place, const char *name)
{
    return arena_format(&place->arena, "%s/%s", place->folder, name).p;
}

static void put(const char *path, const char *text)
{
    assert_int_equal(file_write_atomic(path, str_from(text), true, NULL), OK);
}

static void check_refused(enum err err, enum err expected, const struct err_info *info, const char *sentence)
{
    assert_int_equal(err, expected);
    if (!strstr(info->text, sentence)) fail_msg("\"%s\" lacks \"%s\"", info->text, sentence);
}

static void files_are_read_whole_or_refused(void **state)
{
    struct place *p = *state;
    struct str text = STR("untouched");
    struct err_info info;
    put(in(p, "a"), "hello");
    assert_int_equal(file_read(&p->arena, in(p, "a"), 5, &text, &info), OK);
    assert_true(str_is(text, "hello") && text.p[5] == '\0');
    put(in(p, "empty"), "");
    assert_int_equal(file_read(&p->arena, in(p, "empty"), 5, &text, &info), OK);
    assert_int_equal(text.n, 0);
    assert_int_equal(file_read(&p->arena, "/proc/self/status", 1 << 20, &text, &info), OK); /* says its size is 0 */
    assert_true(text.n > 100);

    text = STR("untouched");
    check_refused(file_read(&p->arena, in(p, "a"), 4, &text, &info), ERR_INPUT, &info, "larger than 4 bytes");
    check_refused(
        file_read(&p->arena, "/proc/self/status", 10, &text, &info), ERR_INPUT, &info, "larger than 10 bytes");
    check_refused(file_read(&p->arena, in(p, "none"), 9, &text, &info), ERR_INPUT, &info, "no such file");
    check_refused(file_read(&p->arena, p->folder, 9, &text, &info), ERR_INPUT, &info, "it is a folder");
    check_refused(file_read(&p->arena, in(p, "a/b"), 9, &text, &info), ERR_INPUT, &info, "not a folder");
    check_refused(file_read(&p->arena, "/dev/null", 9, &text, &info), ERR_INPUT, &info, "not a regular file");
    assert_int_equal(mkfifo(in(p, "pipe"), 0600), 0);
    check_refused(file_read(&p->arena, in(p, "pipe"), 9, &text, &info), ERR_INPUT, &info, "not a regular file");
    assert_non_null(strstr(info.text, "pipe")); /* the name */
    if (geteuid() != 0) {
        assert_int_equal(chmod(in(p, "a"), 0), 0);
        check_refused(file_read(&p->arena, in(p, "a"), 9, &text, &info), ERR_SYSTEM, &info, "no permission");
    }
    assert_true(str_is(text, "untouched"));
}

static void standard_input_is_read_as_a_dash(void **state)
{
    struct place *p = *state;
    struct str text = {0};
    struct err_info info;
    put(in(p, "a"), "typed");
    int saved = dup(STDIN_FILENO);
    for (size_t max = 4; max <= 5; max++) {
        int fd = open(in(p, "a"), O_RDONLY);
        assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
        close(fd);
        enum err err = file_read(&p->arena, "-", max, &text, &info);
        assert_int_equal(err, max == 5 ? OK : ERR_INPUT);
    }
    if (saved >= 0) dup2(saved, STDIN_FILENO), close(saved);
    assert_non_null(strstr(info.text, "standard input"));
    assert_true(str_is(text, "typed"));
}

static void files_are_mapped(void **state)
{
    struct place *p = *state;
    struct err_info info;
    put(in(p, "a"), "hello");
    put(in(p, "empty"), "");
    AUTO(file_map) map = {0};
    assert_int_equal(file_map(in(p, "a"), 5, &map, NULL), OK);
    assert_true(str_is(map.bytes, "hello"));
    AUTO(file_map) empty = {0};
    assert_int_equal(file_map(in(p, "empty"), 5, &empty, NULL), OK);
    assert_int_equal(empty.bytes.n, 0);
    struct file_map none = {0};
    check_refused(file_map(in(p, "a"), 4, &none, &info), ERR_INPUT, &info, "larger than");
    check_refused(file_map(p->folder, 4, &none, &info), ERR_INPUT, &info, "it is a folder");
    file_map_close(&none);
    file_map_close(NULL);
}

static int entries(const char *folder)
{
    char command[120];
    int n = -1;
    snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
    FILE *out = popen(command, "r");
    assert_non_null(out);
    assert_int_equal(fscanf(out, "%d", &n), 1);
    pclose(out);
    return n;
}

static void files_are_written_whole_or_not_at_all(void **state)
{
    struct place *p = *state;
    struct err_info info;
    struct stat st;
    struct str text;
    const char *a = in(p, "a");
    assert_int_equal(file_write_atomic(a, STR("one"), false, NULL), OK);
    assert_int_equal(stat(a, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    check_refused(file_write_atomic(a, STR("two"), false, &info), ERR_INPUT, &info, "it is there already");
    assert_int_equal(file_read(&p->arena, a, 9, &text, NULL), OK);
    assert_true(str_is(text, "one"));
    assert_int_equal(file_write_atomic(a, STR("two"), true, NULL), OK);
    assert_int_equal(file_read(&p->arena, a, 9, &text, NULL), OK);
    assert_true(str_is(text, "two"));

    assert_int_equal(symlink("a", in(p, "link")), 0);
    assert_int_equal(file_write_atomic(in(p, "link"), STR("three"), true, NULL), OK); /* the link stays one */
    assert_int_equal(lstat(in(p, "link"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(file_read(&p->arena, a, 9, &text, NULL), OK);
    assert_true(str_is(text, "three"));
    assert_int_equal(symlink("nowhere", in(p, "dangling")), 0);
    check_refused(file_write_atomic(in(p, "dangling"), STR("x"), false, &info), ERR_INPUT, &info, "there already");

    check_refused(file_write_atomic(p->folder, STR("x"), true, &info), ERR_INPUT, &info, "it is a folder");
    check_refused(file_write_atomic("/dev/null", STR("x"), true, &info), ERR_INPUT, &info, "not a regular file");
    check_refused(
        file_write_atomic(in(p, "none/x"), STR("x"), true, &info), ERR_INPUT, &info, "no such file or folder");
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
    assert_int_equal(entries(p->folder), 3); /* nothing else is left behind */
}

static void folders_are_made_with_those_above(void **state)
{
    struct place *p = *state;
    struct err_info info;
    struct stat st;
    assert_int_equal(file_make_folder(in(p, "x/y//z/"), NULL), OK);
    assert_int_equal(stat(in(p, "x/y/z"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(file_make_folder(in(p, "x/y"), NULL), OK);
    assert_int_equal(file_make_folder("/", NULL), OK);
    put(in(p, "file"), "");
    check_refused(file_make_folder(in(p, "file"), &info), ERR_INPUT, &info, "it is there already");
    check_refused(file_make_folder(in(p, "file/x"), &info), ERR_INPUT, &info, "not a folder");
    check_refused(file_make_folder("", &info), ERR_INPUT, &info, "no such");
    check_refused(file_make_folder("/proc/x/y", &info), ERR_INPUT, &info, "no such");
}

/* --- Paths, clock, terminal --- */

static void paths_follow_the_environment(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct str path;
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    set("HOME", "/h/kim");
    set("XDG_DATA_HOME", NULL);
    set("XDG_STATE_HOME", "");
    set("XDG_CONFIG_HOME", "relative"); /* to be passed over, by the specification */
    assert_int_equal(paths_data(&a, &path, NULL), OK);
    assert_true(str_is(path, "/h/kim/.local/share/hearback"));
    assert_int_equal(paths_state(&a, &path, NULL), OK);
    assert_true(str_is(path, "/h/kim/.local/state/hearback"));
    assert_int_equal(paths_config(&a, &path, NULL), OK);
    assert_true(str_is(path, "/h/kim/.config/hearback"));
    set("XDG_DATA_HOME", "/data");
    assert_int_equal(paths_data(&a, &path, NULL), OK);
    assert_true(str_is(path, "/data/hearback") && path.p[path.n] == '\0');
    set("XDG_DATA_HOME", NULL);
    set("HOME", home);
    free(home);

    set("HEARBACK_SHARE", "/srv/share");
    assert_int_equal(paths_share(&a, STR("playbooks/balanced.ini"), &path, NULL), OK);
    assert_true(str_is(path, "/srv/share/playbooks/balanced.ini"));
    static const char *const outside[] = {"", "/etc/passwd", "../x", "a/../x", "a/..", ".."};
    for (size_t i = 0; i < COUNT(outside); i++)
        assert_int_equal(paths_share(&a, str_from(outside[i]), &path, NULL), ERR_INPUT);
    assert_int_equal(paths_share(&a, STR("a..b"), &path, NULL), OK);
    set("HEARBACK_SHARE", NULL);
    assert_int_equal(paths_share(&a, STR("x"), &path, NULL), OK);
    assert_true(path.n > 2 && path.p[0] == '/');
}

static void the_clock_goes(void **state)
{
    (void)state;
    int64_t ticks = clock_ticks();
    assert_true(clock_now() > utc(2024, 1, 1, 0) && clock_now() < utc(2200, 1, 1, 0));
    assert_true(clock_ticks() >= ticks);
}

static void the_width_of_a_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *columns;
        int width;
    } rows[] = {{"120", 120}, {"5", 20}, {"99999", 1000}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        set("COLUMNS", rows[i].columns);
        assert_int_equal(terminal_stdout().width, rows[i].width);
    }
    int saved = dup(STDOUT_FILENO), null = open("/dev/null", O_WRONLY);
    fflush(stdout);
    dup2(null, STDOUT_FILENO);
    struct terminal unset, nonsense;
    set("COLUMNS", NULL);
    unset = terminal_stdout();
    set("COLUMNS", "wide");
    nonsense = terminal_stdout();
    dup2(saved, STDOUT_FILENO);
    close(saved), close(null);
    set("COLUMNS", NULL);
    assert_false(unset.is_terminal || unset.colour);
    assert_int_equal(unset.width, 80);
    assert_int_equal(nonsense.width, 80);
}

static void a_terminal_has_colours_unless_it_says_otherwise(void **state)
{
    (void)state;
    static const struct {
        const char *term, *no_color;
        bool colour;
    } rows[] = {
        {"xterm", NULL, true}, {"xterm", "", true}, {"xterm", "1", false}, {"dumb", NULL, false}, {NULL, NULL, false}};
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0) skip();
    assert_int_equal(grantpt(terminal) | unlockpt(terminal), 0);
    int side = open(ptsname(terminal), O_RDWR | O_NOCTTY), saved = dup(STDOUT_FILENO);
    char *term = getenv("TERM") ? strdup(getenv("TERM")) : NULL;
    bool as_expected = side >= 0;
    fflush(stdout);
    dup2(side, STDOUT_FILENO);
    for (size_t i = 0; i < COUNT(rows); i++) {
        set("TERM", rows[i].term);
        set("NO_COLOR", rows[i].no_color);
        struct terminal t = terminal_stdout();
        as_expected = as_expected && t.is_terminal && t.colour == rows[i].colour && t.width == 80;
    }
    dup2(saved, STDOUT_FILENO);
    close(saved), close(side), close(terminal);
    set("TERM", term);
    set("NO_COLOR", NULL);
    free(term);
    assert_true(as_expected);
}

static void the_character_set_of_a_locale(void **state)
{
    (void)state;
    static const struct {
        const char *all, *type, *language;
        bool utf8;
    } rows[] = {{"C.UTF-8", NULL, NULL, true}, {NULL, NULL, "de_DE.utf8", true}, {NULL, "en_GB.UTF-8@euro", "C", true},
        {"", "", "sr_RS.UTF-8@latin", true}, {"C", "C.UTF-8", "C.UTF-8", false}, {"POSIX", NULL, NULL, false},
        {"de_DE.ISO-8859-1", NULL, NULL, false}, {"en_US", NULL, NULL, false}, {NULL, NULL, NULL, false}};
    char *before = getenv("LC_ALL") ? strdup(getenv("LC_ALL")) : NULL;
    for (size_t i = 0; i < COUNT(rows); i++) {
        set("LC_ALL", rows[i].all);
        set("LC_CTYPE", rows[i].type);
        set("LANG", rows[i].language);
        assert_int_equal(terminal_stdout().utf8, rows[i].utf8);
    }
    set("LC_ALL", before);
    set("LC_CTYPE", NULL);
    set("LANG", NULL);
    free(before);
}

/* --- Text --- */

static void names_fold_to_keys(void **state)
{
    (void)state;
    static const struct {
        const char *name, *key;
    } rows[] = {
        {"", ""},
        {"Acme", "acme"},
        {"  ACME \t GmbH\n", "acme gmbh"},
        {"Acme\u00A0Ltd", "acme ltd"},
        {"José Müller", "jose muller"},
        {"Jose\u0301 Mu\u0308ller", "jose muller"},
        {"STRASSE Straße ẞ", "strasse strasse ss"},
        {"Łódź, Đặng, Søren, Æsir, Œuvre", "lodz, dang, soren, aesir, oeuvre"},
        {"İstanbul Iğdır", "istanbul igdir"},
        {"ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ"},
        {"Ёлка", "елка"},
        {"Ａｃｍｅ", "acme"},
        {"ﬁne", "fine"},
        {"O’Brien", "o'brien"},
        {"Smith–Jones", "smith-jones"},
        {"co\u00ADop\u200B\uFEFF", "coop"},
        {"が", "か\u3099"}, /* another syllable than か */
        {"कि", "कि"},
        {"a\xFFz", "a\uFFFDz"},
        {"\xE2\x82", "\uFFFD\uFFFD"},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str key = text_fold(&a, str_from(rows[i].name));
        if (!str_is(key, rows[i].key)) fail_msg("%s ==> %s, not %s", rows[i].name, key.p, rows[i].key);
        assert_true(str_eq(text_fold(&a, key), key));
    }
    assert_int_equal(text_fold(&a, (struct str){0}).n, 0);
}

/* Every character there is: its key is UTF-8 and its own key. */
static void every_key_is_its_own_key(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x20000 ? 1 : 251) {
        char utf8[8] = "x";
        size_t n = 1;
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        if (c < 0x80)
            utf8[n++] = (char)c;
        else if (c < 0x800)
            utf8[n++] = (char)(0xC0 | c >> 6);
        else if (c < 0x10000)
            utf8[n++] = (char)(0xE0 | c >> 12);
        else
            utf8[n++] = (char)(0xF0 | c >> 18), utf8[n++] = (char)(0x80 | (c >> 12 & 63));
        if (c >= 0x800) utf8[n++] = (char)(0x80 | (c >> 6 & 63));
        if (c >= 0x80) utf8[n++] = (char)(0x80 | (c & 63));
        utf8[n++] = 'x';
        struct str key = text_fold(&a, (struct str){utf8, n}), again = text_fold(&a, key);
        if (!str_utf8(key, NULL) || !str_eq(key, again)) fail_msg("U+%04X ==> %s ==> %s", (unsigned)c, key.p, again.p);
        arena_reset(&a);
    }
}

static void widths_are_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
    } rows[] = {{"", 0}, {"abc", 3}, {"Müller", 6}, {"Mu\u0308ller", 6}, {"日本", 4}, {"😀", 2}, {"a\u200Bb", 2},
        {"\xFF", 1}, {"a\tb", 2}};
    for (size_t i = 0; i < COUNT(rows); i++) assert_int_equal(text_width(str_from(rows[i].text)), rows[i].width);
}

static void distances_count_slips(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        unsigned limit, distance;
    } rows[] = {
        {"", "", 2, 0},
        {"today", "today", 2, 0},
        {"today", "toady", 2, 1},
        {"today", "tday", 2, 1},
        {"today", "todays", 2, 1},
        {"today", "tobay", 2, 1},
        {"ab", "ba", 2, 1},
        {"ca", "abc", 3, 3},
        {"", "ab", 2, 2},
        {"kitten", "sitting", 3, 3},
        {"kitten", "sitting", 2, 3},
        {"abcdef", "x", 2, 3},
        {"müller", "muller", 2, 1},
        {"abc", "xyz", 0, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(text_distance(str_from(rows[i].a), str_from(rows[i].b), rows[i].limit), rows[i].distance);
        assert_int_equal(text_distance(str_from(rows[i].b), str_from(rows[i].a), rows[i].limit), rows[i].distance);
    }
    char lengthy[2 * TEXT_DISTANCE_MAX];
    memset(lengthy, 'a', sizeof lengthy);
    assert_int_equal(text_distance((struct str){lengthy, sizeof lengthy}, (struct str){lengthy, 81}, 100), 101);
    assert_int_equal(text_distance((struct str){lengthy, 81}, (struct str){lengthy, 81}, 1), 0);
    assert_int_equal(text_distance((struct str){lengthy, 80}, (struct str){lengthy, 79}, 1), 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_zone_agrees_with_the_c_library),
        cmocka_unit_test(some_zones_known_by_heart),
        cmocka_unit_test(unknown_zones_are_refused),
        cmocka_unit_test(rules_stand_for_years_not_listed),
        cmocka_unit_test(broken_zone_files_are_refused),
        cmocka_unit_test(the_zone_here),
        cmocka_unit_test(zones_of_countries),
        cmocka_unit_test_setup_teardown(files_are_read_whole_or_refused, make_place, leave_place),
        cmocka_unit_test_setup_teardown(standard_input_is_read_as_a_dash, make_place, leave_place),
        cmocka_unit_test_setup_teardown(files_are_mapped, make_place, leave_place),
        cmocka_unit_test_setup_teardown(files_are_written_whole_or_not_at_all, make_place, leave_place),
        cmocka_unit_test_setup_teardown(folders_are_made_with_those_above, make_place, leave_place),
        cmocka_unit_test(paths_follow_the_environment),
        cmocka_unit_test(the_clock_goes),
        cmocka_unit_test(the_width_of_a_terminal),
        cmocka_unit_test(a_terminal_has_colours_unless_it_says_otherwise),
        cmocka_unit_test(the_character_set_of_a_locale),
        cmocka_unit_test(names_fold_to_keys),
        cmocka_unit_test(every_key_is_its_own_key),
        cmocka_unit_test(widths_are_columns),
        cmocka_unit_test(distances_count_slips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
