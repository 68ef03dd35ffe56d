/* All of src/base: days against a calendar that counts one by one, times,
 * zones with their gaps and doubled hours, strings, UTF-8, buffers, arenas,
 * errors. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* --- Days --- */

/* The second way: by the lengths of months and the rule of leap years, from the first day of year 1 to the last of year
 * 9999. */
static void days_agree_with_counting(void **state)
{
    (void)state;
    static const int lengths[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    day_t day = DAY_FIRST;
    int weekday = MONDAY; /* 0001-01-01, proleptic */
    for (int year = 1; year <= 9999; year++) {
        bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month] + (month == 2 && leap);
            for (int d = 1; d <= length; d++, day++, weekday = weekday % 7 + 1) {
                struct ymd back = day_to_ymd(day);
                if (day_from_ymd(year, month, d) != day || back.year != year || back.month != month || back.day != d ||
                    (int)day_weekday(day) != weekday || !day_exists(year, month, d))
                    fail_msg("%04d-%02d-%02d is not day %d", year, month, d, (int)day);
            }
            assert_false(day_exists(year, month, length + 1));
            assert_false(day_exists(year, month, 0));
        }
    }
    assert_int_equal(day, DAY_LAST + 1);
    assert_int_equal(day_from_ymd(1970, 1, 1), 0);
    assert_int_equal(day_weekday(day_from_ymd(2026, 10, 8)), THURSDAY);
}

static void days_that_do_not_exist(void **state)
{
    (void)state;
    static const struct ymd none[] = {{0, 1, 1}, {10000, 1, 1}, {-4, 2, 29}, {2026, 0, 1}, {2026, 13, 1}, {2026, 2, 29},
        {1900, 2, 29}, {2026, 4, 31}, {2026, 1, 32}, {2026, 1, -1}, {INT32_MAX, 1, 1}};
    for (size_t i = 0; i < COUNT(none); i++) assert_false(day_exists(none[i].year, none[i].month, none[i].day));
    assert_true(day_exists(2000, 2, 29));
}

static void days_as_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
    } rows[] = {
        {"2026-10-08", true},
        {"0001-01-01", true},
        {"9999-12-31", true},
        {"2024-02-29", true},
        {"1969-12-31", true},
        {"2026-02-29", false},
        {"2026-10-8", false},
        {"2026-10-08 ", false},
        {" 2026-10-08", false},
        {"", false},
        {"2026-1-008", false},
        {"26-10-08", false},
        {"2026-10-+8", false},
        {"2026-10--8", false},
        {"-026-10-08", false},
        {"2026/10/08", false},
        {"2026-10-08T", false},
        {"20261008", false},
        {"0000-01-01", false},
        {"12026-10-08", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        day_t day = DAY_NONE;
        char text[16];
        assert_int_equal(day_parse(str_from(rows[i].text), &day), rows[i].good);
        if (rows[i].good)
            assert_string_equal(day_format(day, text), rows[i].text);
        else
            assert_int_equal(day, DAY_NONE);
    }
    day_t day;
    assert_false(day_parse((struct str){"2026-10-08", 9}, &day)); /* not what lies behind the view */
    assert_false(day_parse((struct str){0}, &day));
}

static void civil_times_as_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *back; /* NULL: refused */
    } rows[] = {
        {"2026-10-08T15:00", "2026-10-08T15:00"},
        {"2026-10-08 15:00", "2026-10-08T15:00"},
        {"2026-10-08T15:00:30", "2026-10-08T15:00:30"},
        {"2026-10-08T15:00:00", "2026-10-08T15:00"},
        {"1969-12-31T23:59:59", "1969-12-31T23:59:59"},
        {"0001-01-01T00:00", "0001-01-01T00:00"},
        {"9999-12-31T23:59:59", "9999-12-31T23:59:59"},
        {"2026-10-08T24:00", NULL},
        {"2026-10-08T15:60", NULL},
        {"2026-10-08T15:00:60", NULL},
        {"2026-10-08T15", NULL},
        {"2026-10-08T15:0", NULL},
        {"2026-10-08", NULL},
        {"2026-10-08T15:00Z", NULL},
        {"2026-10-08t15:00", NULL},
        {"2026-10-08T-1:00", NULL},
        {"2026-10-08T15:00:", NULL},
        {"2026-02-30T15:00", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        civil_t t = TIME_NONE;
        char text[24];
        assert_int_equal(civil_parse(str_from(rows[i].text), &t), rows[i].back != NULL);
        if (rows[i].back)
            assert_string_equal(civil_format(t, text), rows[i].back);
        else
            assert_true(t == TIME_NONE);
    }
}

static void a_civil_time_is_its_day_and_second(void **state)
{
    (void)state;
    static const struct {
        civil_t t;
        day_t day;
        int second;
    } rows[] = {{0, 0, 0}, {86399, 0, 86399}, {86400, 1, 0}, {-1, -1, 86399}, {-86400, -1, 0}, {-86401, -2, 86399}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(day_of(rows[i].t), rows[i].day);
        assert_int_equal(civil_second_of_day(rows[i].t), rows[i].second);
    }
    for (civil_t t = -200000; t < 200000; t += 37) assert_true(civil_at(day_of(t), 0, 0) + civil_second_of_day(t) == t);
    assert_true(civil_at(day_from_ymd(2026, 10, 8), 15, 30) == (civil_t)day_from_ymd(2026, 10, 8) * 86400 + 55800);
}

/* --- Zones --- */

static civil_t civil(const char *text)
{
    civil_t t = 0;
    assert_true(civil_parse(str_from(text), &t));
    return t;
}

/* Berlin in 2026: forward on 29 March at 02:00, back on 25 October at 03:00. */
static struct zone berlin(void)
{
    static struct zone_change changes[2];
    changes[0] = (struct zone_change){civil("2026-03-29T01:00"), 7200};
    changes[1] = (struct zone_change){civil("2026-10-25T01:00"), 3600};
    return (struct zone){.offset = 3600, .n = 2, .changes = changes};
}

static void zones_have_gaps_and_doubled_hours(void **state)
{
    (void)state;
    static const struct {
        const char *civil, *utc, *back; /* back: as the clock shows that instant */
    } rows[] = {
        {"2026-01-01T12:00", "2026-01-01T11:00", "2026-01-01T12:00"},
        {"2026-03-29T01:59:59", "2026-03-29T00:59:59", "2026-03-29T01:59:59"},
        {"2026-03-29T02:00", "2026-03-29T01:00", "2026-03-29T03:00"}, /* the gap: offset from before */
        {"2026-03-29T02:30", "2026-03-29T01:30", "2026-03-29T03:30"},
        {"2026-03-29T03:00", "2026-03-29T01:00", "2026-03-29T03:00"},
        {"2026-07-01T12:00", "2026-07-01T10:00", "2026-07-01T12:00"},
        {"2026-10-25T01:59:59", "2026-10-24T23:59:59", "2026-10-25T01:59:59"},
        {"2026-10-25T02:00", "2026-10-25T00:00", "2026-10-25T02:00"}, /* doubled: the first */
        {"2026-10-25T02:59:59", "2026-10-25T00:59:59", "2026-10-25T02:59:59"},
        {"2026-10-25T03:00", "2026-10-25T02:00", "2026-10-25T03:00"},
    };
    struct zone zone = berlin();
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[24];
        instant_t t = zone_instant(&zone, civil(rows[i].civil));
        assert_string_equal(civil_format(t, text), rows[i].utc);
        assert_string_equal(civil_format(zone_civil(&zone, t), text), rows[i].back);
    }
    assert_int_equal(zone_offset(&zone, civil("2026-03-29T00:59:59")), 3600);
    assert_int_equal(zone_offset(&zone, civil("2026-03-29T01:00")), 7200);
    assert_int_equal(zone_offset(&zone, civil("2026-10-25T00:59:59")), 7200);
    assert_int_equal(zone_offset(&zone, civil("2026-10-25T01:00")), 3600);
}

/* By trying all instants near: of those that show this civil time the first, else where the offset before leads. */
static void zones_agree_with_trying(void **state)
{
    (void)state;
    static const int32_t offsets[][2] = {{3600, 7200}, {7200, 3600}, {0, -3600}, {37800, 39600}, {39600, -43200},
        {-36000, 50400}, {50400, -36000}, {-12600, -9000}};
    for (size_t i = 0; i < COUNT(offsets); i++) {
        struct zone_change change = {1000000, offsets[i][1]};
        struct zone zone = {.offset = offsets[i][0], .n = 1, .changes = &change};
        for (civil_t t = change.at - 100000; t < change.at + 100000; t += 601) {
            instant_t expected = t - offsets[i][0];
            for (int k = 1; k >= 0; k--)
                if (zone_civil(&zone, t - offsets[i][k]) == t) expected = t - offsets[i][k];
            if (zone_civil(&zone, t - offsets[i][0]) == t && zone_civil(&zone, t - offsets[i][1]) == t)
                expected = t - (offsets[i][0] > offsets[i][1] ? offsets[i][0] : offsets[i][1]);
            assert_true(zone_instant(&zone, t) == expected);
        }
    }
    struct zone utc = {0};
    assert_true(zone_instant(&utc, 12345) == 12345 && zone_civil(&utc, 12345) == 12345);
}

/* --- Strings --- */

static void strings_compare(void **state)
{
    (void)state;
    struct str none = {0};
    assert_int_equal(str_from(NULL).n, 0);
    assert_true(str_eq(none, STR("")));
    assert_true(str_eq(STR("abc"), str_from("abc")));
    assert_false(str_eq(STR("abc"), STR("abd")));
    assert_false(str_eq(STR("abc"), STR("ab")));
    assert_true(str_is(STR("abc"), "abc") && !str_is(STR("abc"), "abcd") && str_is(none, ""));
    assert_true(str_is_nocase(STR("ABC-1"), "abc-1") && str_is_nocase(none, ""));
    assert_false(str_is_nocase(STR("ab"), "abc"));
    assert_false(str_is_nocase(STR("abc"), "ab"));
    assert_false(str_is_nocase(STR("@"), "`")); /* 32 apart, but no letters */
    assert_true(str_compare(STR("a"), STR("b")) < 0 && str_compare(STR("b"), STR("a")) > 0);
    assert_true(str_compare(STR("a"), STR("ab")) < 0 && str_compare(STR("ab"), STR("a")) > 0);
    assert_true(str_compare(none, none) == 0 && str_compare(none, STR("a")) < 0);
    assert_true(str_compare(STR("\xFF"), STR("a")) > 0); /* bytes have no sign */
    assert_true(str_starts(STR("abc"), STR("ab")) && str_starts(STR("abc"), none) && str_starts(none, none));
    assert_false(str_starts(STR("a"), STR("ab")));
}

static void strings_are_searched_and_cut(void **state)
{
    (void)state;
    struct str none = {0}, head, tail;
    assert_true(str_contains(STR("follow-up"), STR("low")) && str_contains(STR("aab"), STR("ab")));
    assert_true(str_contains(STR("abc"), none) && str_contains(none, none) && str_contains(STR("abc"), STR("abc")));
    assert_false(str_contains(STR("abc"), STR("abcd")));
    assert_false(str_contains(none, STR("a")));

    assert_true(str_is(str_trim(STR(" \t\r\na b\n ")), "a b"));
    assert_int_equal(str_trim(STR(" \n")).n, 0);
    assert_int_equal(str_trim(none).n, 0);

    assert_true(str_cut(STR("a=b=c"), '=', &head, &tail));
    assert_true(str_is(head, "a") && str_is(tail, "b=c"));
    assert_true(str_cut(STR("="), '=', &head, &tail));
    assert_true(head.n == 0 && tail.n == 0);
    assert_false(str_cut(STR("abc"), '=', &head, &tail));
    assert_true(str_is(head, "abc") && tail.n == 0);
    assert_false(str_cut(none, '=', &head, &tail));
    struct str same = STR("x,y");
    assert_true(str_cut(same, ',', &head, &same)); /* the tail may replace what is cut */
    assert_true(str_is(head, "x") && str_is(same, "y"));
}

static void numbers_are_whole(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } rows[] = {
        {"0", true, 0},
        {"42", true, 42},
        {"007", true, 7},
        {"-5", true, -5},
        {"-0", true, 0},
        {"999999999999999999", true, 999999999999999999},
        {"9999999999999999999", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+5", false, 0},
        {" 5", false, 0},
        {"5 ", false, 0},
        {"5.0", false, 0},
        {"--5", false, 0},
        {"0x5", false, 0},
        {"1e3", false, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t value = 77;
        assert_int_equal(str_number(str_from(rows[i].text), &value), rows[i].good);
        assert_true(value == (rows[i].good ? rows[i].value : 77));
    }
}

static void utf8_is_checked(void **state)
{
    (void)state;
    const struct {
        struct str s;
        int fault; /* offset, or -1 */
    } rows[] = {
        {STR(""), -1},
        {STR("abc"), -1},
        {STR("\xC3\xA4"), -1},
        {STR("\xE2\x82\xAC"), -1},
        {STR("\xF0\x9F\x98\x80"), -1},
        {STR("\xC2\x80"), -1},
        {STR("\xDF\xBF"), -1},
        {STR("\xE0\xA0\x80"), -1},
        {STR("\xED\x9F\xBF"), -1},
        {STR("\xEE\x80\x80"), -1},
        {STR("\xEF\xBF\xBF"), -1},
        {STR("\xF0\x90\x80\x80"), -1},
        {STR("\xF4\x8F\xBF\xBF"), -1},
        {STR("ab\x80"), 2},
        {STR("a\0b"), 1},
        {STR("\xC3"), 0},
        {STR("a\xC3(b"), 1},
        {STR("\xC0\x80"), 0},
        {STR("\xC1\xBF"), 0},
        {STR("\xE0\x9F\xBF"), 0},
        {STR("\xED\xA0\x80"), 0},
        {STR("\xF0\x8F\xBF\xBF"), 0},
        {STR("\xF4\x90\x80\x80"), 0},
        {STR("\xF5\x80\x80\x80"), 0},
        {STR("\xFF"), 0},
        {STR("\xE2\x82"), 0},
        {STR("x\xE2\x82y"), 1},
        {STR("\xF0\x9F\x98"), 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t at = 99;
        assert_int_equal(str_utf8(rows[i].s, &at), rows[i].fault < 0);
        assert_int_equal(at, rows[i].fault < 0 ? 99 : rows[i].fault);
        assert_int_equal(str_utf8(rows[i].s, NULL), rows[i].fault < 0);
    }
    assert_true(str_utf8((struct str){0}, NULL));
}

/* All sequences of up to three bytes, and those of four by their first two, against the bits themselves. */
static void utf8_agrees_with_decoding(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0xFFFFFF; c += c < 0x10000 ? 1 : 7) {
        unsigned char b[4] = {0x80, 0x80, 0x80, 0x80};
        size_t n = c < 0x100 ? 1 : c < 0x10000 ? 2 : 3;
        for (size_t i = 0; i < n; i++) b[i] = (unsigned char)(c >> (8 * (n - 1 - i)));
        bool good = true;
        for (size_t i = 0; good && i < n;) {
            size_t length = b[i] < 0x80 ? 1 : b[i] >> 5 == 6 ? 2 : b[i] >> 4 == 14 ? 3 : 0;
            uint32_t value = length == 1 ? b[i] : length == 2 ? b[i] & 31u : b[i] & 15u;
            good = length && i + length <= n;
            for (size_t k = 1; good && k < length; k++) {
                good = b[i + k] >> 6 == 2;
                value = value << 6 | (b[i + k] & 63u);
            }
            static const uint32_t least[] = {0, 1, 0x80, 0x800};
            good = good && value >= least[length] && !(value >= 0xD800 && value <= 0xDFFF);
            i += length;
        }
        if (str_utf8((struct str){(char *)b, n}, NULL) != good) fail_msg("bytes %06x", (unsigned)c);
    }
}

/* --- Buffers --- */

static void buffers_grow_to_their_maximum(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    assert_int_equal(buf_str(&b).n, 0);
    buf_put(&b, "one");
    buf_char(&b, ' ');
    buf_printf(&b, "%d%s", 2, "");
    buf_add(&b, STR(" three"));
    buf_add(&b, (struct str){0});
    buf_put(&b, NULL);
    assert_true(str_is(buf_str(&b), "one 2 three"));
    for (int i = 0; i < 10000; i++) buf_printf(&b, "%04d", i);
    assert_int_equal(buf_str(&b).n, 11 + 40000);
    assert_true(str_starts((struct str){b.p + 11 + 4 * 1234, 4}, STR("1234")));
    assert_false(b.full);
    buf_clear(&b);
    assert_int_equal(buf_str(&b).n, 0);

    AUTO(buf) small = {.max = 4};
    buf_put(&small, "abc");
    buf_put(&small, "de"); /* would be five */
    assert_true(small.full && str_is(buf_str(&small), "abc"));
    buf_char(&small, 'd'); /* no more, though it had room */
    assert_true(str_is(buf_str(&small), "abc"));
    buf_clear(&small);
    buf_put(&small, "abcd");
    assert_true(!small.full && str_is(buf_str(&small), "abcd"));
    buf_close(NULL);
}

static void formatting_fills_a_buffer_to_its_last_byte(void **state)
{
    (void)state;
    AUTO(buf) b = {.max = 4};
    buf_printf(&b, "%s", "abcd");
    assert_true(!b.full && str_is(buf_str(&b), "abcd"));
    buf_printf(&b, "%s", "e");
    assert_true(b.full && str_is(buf_str(&b), "abcd"));
}

/* --- Arenas --- */

static void arenas_give_zeroed_aligned_memory(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    static const size_t sizes[] = {1, 3, 16, 0, 100, 16384, 5, 3000000, 17, 1};
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT(sizes); i++) {
            char *p = arena_alloc(&a, sizes[i], 1);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t k = 0; k < sizes[i]; k++)
                if (p[k]) fail_msg("not zero");
            memset(p, 0xAA, sizes[i]);
        }
        arena_reset(&a);
    }
    arena_close(NULL);
    AUTO(arena) empty = {0};
    arena_reset(&empty);
}

static void arenas_copy_format_and_grow(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    char original[] = "abc";
    struct str copy = arena_str(&a, str_from(original)), nothing = arena_str(&a, (struct str){0});
    original[0] = 'x';
    assert_true(str_is(copy, "abc") && copy.p[3] == '\0');
    assert_true(nothing.n == 0 && nothing.p && nothing.p[0] == '\0');
    struct str formatted = arena_format(&a, "%s-%05d", "n", 42);
    assert_true(str_is(formatted, "n-00042") && formatted.p[formatted.n] == '\0');

    int *items = NULL;
    size_t n = 0, room = 0;
    for (int i = 0; i < 1000; i++) *ARENA_PUSH(&a, items, n, room) = i;
    assert_int_equal(n, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(items[i], i);
}

/* --- Errors --- */

static void errors_gain_context_on_their_way(void **state)
{
    (void)state;
    struct err_info info = {0};
    assert_int_equal(err_set(&info, ERR_INPUT, "no day %d", 31), ERR_INPUT);
    assert_int_equal(err_context(&info, ERR_INPUT, "line %d", 7), ERR_INPUT);
    assert_string_equal(info.text, "line 7: no day 31");
    assert_int_equal(info.code, ERR_INPUT);
    assert_int_equal(err_context(&info, OK, "never"), OK);
    assert_string_equal(info.text, "line 7: no day 31");
    assert_int_equal(err_set(NULL, ERR_STORE, "x"), ERR_STORE);
    assert_int_equal(err_context(NULL, ERR_STORE, "x"), ERR_STORE);

    char lengthy[3000];
    memset(lengthy, 'a', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    assert_int_equal(err_set(&info, ERR_INPUT, "%s", lengthy), ERR_INPUT);
    assert_int_equal(err_context(&info, ERR_INPUT, "%s", lengthy), ERR_INPUT);
    assert_int_equal(strlen(info.text), sizeof info.text - 1);
}

static void words_are_among_others(void **state)
{
    (void)state;
    static const char *const words[] = {"one", "Two", NULL}, *const none[] = {NULL};
    assert_true(str_among(STR("one"), words) && str_among(STR("Two"), words));
    assert_false(str_among(STR("two"), words) || str_among(STR(""), words) || str_among(STR("one"), none));
    assert_true(str_among_nocase(STR("tWO"), words));
    assert_false(str_among_nocase(STR("three"), words));
}

static void characters_are_counted_cut_and_coded(void **state)
{
    (void)state;
    static const struct {
        uint32_t code;
        const char *bytes;
    } table[] = {{'A', "A"}, {0x7F, "\x7F"}, {0x80, "\xC2\x80"}, {0x7FF, "\xDF\xBF"}, {0x800, "\xE0\xA0\x80"},
        {0xFFFD, "\xEF\xBF\xBD"}, {0x10000, "\xF0\x90\x80\x80"}, {0x10FFFF, "\xF4\x8F\xBF\xBF"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct str s = str_from(table[i].bytes);
        char out[4];
        size_t n;
        assert_int_equal(str_encode(table[i].code, out), s.n);
        assert_memory_equal(out, s.p, s.n);
        assert_int_equal(str_code_point(s, &n), table[i].code);
        assert_int_equal(n, s.n);
        assert_int_equal(str_characters(s), 1);
        for (size_t max = 0; max < s.n; max++) assert_int_equal(str_clip(s, max).n, 0);
        assert_int_equal(str_clip(s, s.n).n, s.n);
    }
    struct str word = STR("a\xC3\xBC\xE2\x82\xAC"); /* a, u with dots, the sign of the euro */
    static const size_t cut[] = {0, 1, 1, 3, 3, 3, 6, 6};
    assert_int_equal(str_characters(word), 3);
    for (size_t max = 0; max < COUNT(cut); max++) assert_int_equal(str_clip(word, max).n, cut[max]);
    assert_int_equal(str_clip(STR("\x80\x80\x80\x80\x80\x80"), 5).n, 2); /* no UTF-8: it ends somewhere */
}

static void hashes_are_those_of_fnv(void **state)
{
    (void)state;
    /* From the authors' test vectors, FNV-1a of 64 bits. */
    assert_true(str_hash(STR_HASH, STR("")) == 0xcbf29ce484222325U);
    assert_true(str_hash(STR_HASH, STR("a")) == 0xaf63dc4c8601ec8cU);
    assert_true(str_hash(STR_HASH, STR("foobar")) == 0x85944171f73967e8U);
    assert_true(str_hash(str_hash(STR_HASH, STR("foo")), STR("bar")) == 0x85944171f73967e8U);
}

static void shells_take_one_word(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } expected[] = {{"", "''"}, {"plain", "'plain'"}, {"two words", "'two words'"}, {"it's", "'it'\\''s'"},
        {"'", "''\\'''"}, {"$(x) `y` \"z\" \\", "'$(x) `y` \"z\" \\'"}};
    for (size_t i = 0; i < COUNT(expected); i++) {
        AUTO(buf) b = {0};
        buf_shell(&b, str_from(expected[i].text));
        assert_true(str_is(buf_str(&b), expected[i].word));
    }
}

/* --- Maps --- */

static void maps_keep_the_last_number_of_each(void **state)
{
    (void)state;
    enum { MANY = 10000 };
    AUTO(arena) a = {0};
    struct map m = {0};
    assert_int_equal(map_get(&m, map_digest(1, STR("anything"))), 0);
    for (int round = 0; round < 2; round++)
        for (int64_t i = 1; i <= MANY; i++) map_put(&m, &a, map_mix(7, (uint64_t)i), i + round);
    assert_int_equal(m.n, MANY);
    for (int64_t i = 1; i <= MANY; i++) assert_int_equal(map_get(&m, map_mix(7, (uint64_t)i)), i + 1);
    for (int64_t i = 1; i <= MANY; i++) assert_int_equal(map_get(&m, map_mix(8, (uint64_t)i)), 0);
    assert_int_equal(map_get(&m, 0), 0);
    assert_true(map_digest(1, STR("ab")) != map_digest(2, STR("ab")));
    assert_true(map_digest(1, STR("ab")) == map_digest(1, STR("ab")));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_among_others),
        cmocka_unit_test(characters_are_counted_cut_and_coded),
        cmocka_unit_test(hashes_are_those_of_fnv),
        cmocka_unit_test(days_agree_with_counting),
        cmocka_unit_test(days_that_do_not_exist),
        cmocka_unit_test(days_as_text),
        cmocka_unit_test(civil_times_as_text),
        cmocka_unit_test(a_civil_time_is_its_day_and_second),
        cmocka_unit_test(zones_have_gaps_and_doubled_hours),
        cmocka_unit_test(zones_agree_with_trying),
        cmocka_unit_test(strings_compare),
        cmocka_unit_test(strings_are_searched_and_cut),
        cmocka_unit_test(numbers_are_whole),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(utf8_agrees_with_decoding),
        cmocka_unit_test(buffers_grow_to_their_maximum),
        cmocka_unit_test(formatting_fills_a_buffer_to_its_last_byte),
        cmocka_unit_test(arenas_give_zeroed_aligned_memory),
        cmocka_unit_test(arenas_copy_format_and_grow),
        cmocka_unit_test(shells_take_one_word),
        cmocka_unit_test(maps_keep_the_last_number_of_each),
        cmocka_unit_test(errors_gain_context_on_their_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
