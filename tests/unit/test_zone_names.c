/* Zones by the names that programs write. */
#include "sys/file.h"
#include "sys/zone_names.h"
#include "sys/zones.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_known(void **state)
{
    static const char *const known[][2] = {{"Europe/Berlin", "Europe/Berlin"}, {" Europe/Berlin ", "Europe/Berlin"},
        {"W. Europe Standard Time", "Europe/Berlin"}, {"w. europe standard time", "Europe/Berlin"},
        {"Romance Standard Time", "Europe/Paris"}, {"Pacific Standard Time", "America/Los_Angeles"},
        {"India Standard Time", "Asia/Kolkata"}, {"UTC", "UTC"}, {"Z", "UTC"}, {"tzone://Microsoft/Utc", "UTC"},
        {"UTC-02", "Etc/GMT+2"}, {"UTC+12", "Etc/GMT-12"}, {"CET", "CET"},
        {"/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"},
        {"/freeassociation.sourceforge.net/Tzfile/America/Argentina/Cordoba", "America/Argentina/Cordoba"},
        {"/citadel.org/20210210_1/UTC", "UTC"},
        {"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"},
        {"(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna", "Europe/Berlin"},
        {"(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"},
        {"(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"},
        {"(UTC) Coordinated Universal Time", "Etc/UTC"}};
    AUTO(arena) a = {0};
    struct zone_names t = {0};
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct str name = {0};
        struct zone zone;
        if (!zone_names_find(&t, &a, str_from(known[i][0]), &name, &zone)) fail_msg("%s is not known", known[i][0]);
        if (!str_is(name, known[i][1])) fail_msg("%s is %.*s, not %s", known[i][0], STR_ARG(name), known[i][1]);
    }
}

/* Nothing is guessed: neither by an offset nor by a part of a name. */
static void test_unknown(void **state)
{
    static const char *const unknown[] = {"", " ", "Office", "GMT+0100", "(UTC+01:00)", "Customized Time Zone",
        "Berlin", "Europe", "/mozilla.org/20050126_1/EST", "../Europe/Berlin", "Standard Time",
        "tzone://Microsoft/Custom", "+01:00", "W. Europe Standard Time 1", "\xff\xfe"};
    AUTO(arena) a = {0};
    struct zone_names t = {0};
    (void)state;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct str name = {0};
        struct zone zone;
        if (zone_names_find(&t, &a, str_from(unknown[i]), &name, &zone))
            fail_msg("%s is taken for %.*s", unknown[i], STR_ARG(name));
    }
}

/* Each line of the table: sorted, once each, and a zone that this machine has. */
static void test_table(void **state)
{
    AUTO(arena) a = {0};
    struct str text, line, name, zone_name, before = {0};
    struct zone zone;
    size_t n = 0;
    (void)state;
    assert_int_equal(file_read(&a, HEARBACK_SOURCE_DIR "/data/windows-zones.txt", 1 << 20, &text, NULL), OK);
    while (text.n) {
        assert_true(str_cut(text, '\n', &line, &text) && str_utf8(line, NULL));
        if (line.p[0] == '#') continue;
        assert_true(str_cut(line, '\t', &name, &zone_name) && name.n && str_compare(before, name) < 0);
        if (zones_load(&a, zone_name, &zone, NULL)) fail_msg("%.*s: no such zone", STR_ARG(line));
        before = name;
        n++;
    }
    assert_true(n > 139);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known), cmocka_unit_test(test_unknown), cmocka_unit_test(test_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
