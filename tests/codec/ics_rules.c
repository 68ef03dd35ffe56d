/* ics_rules N: N rules made at random, worked out here and by libical: the same times.
 *
 * Compared are rules that libical reads and that have a first time; from there on, as from a beginning outside of its
 * rule every program counts in its own way. */
#include "codec/ics_rule.h"

#include "codec/ics_time.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TIMES = 20, RULE_MAX = 300 };

static uint64_t seed = 20261008;

static unsigned below(unsigned n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U; /* Knuth's */
    return (unsigned)(seed >> 33) % n;
}

static void put(char *rule, const char *text)
{
    strncat(rule, text, RULE_MAX - strlen(rule) - 1);
}

static void put_numbers(char *rule, const char *name, unsigned most, bool back)
{
    char text[32];
    unsigned n = 1 + below(3);
    put(rule, name);
    for (unsigned i = 0; i < n; i++) {
        int value = (int)(1 + below(most));
        snprintf(text, sizeof text, "%s%d", i ? "," : "", back && !below(3) ? -value : value);
        put(rule, text);
    }
}

static void put_days(char *rule, unsigned nth)
{
    static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    unsigned n = 1 + below(3), used = 0;
    put(rule, ";BYDAY=");
    for (unsigned i = 0; i < n; i++) {
        char text[32] = "";
        unsigned day = below(7);
        if (used >> day & 1) continue;
        int which = nth ? (int)(1 + below(nth)) * (below(3) ? 1 : -1) : 0;
        if (which) snprintf(text, sizeof text, "%d", which);
        put(rule, used ? "," : "");
        put(rule, text);
        put(rule, names[day]);
        used |= 1U << day;
    }
}

/* Only parts that RFC 5545 allows together, and that libical 3.0.16 gets right: not days of the month throughout a year,
 * nor those counted from its end in FREQ=DAILY, nor positions among hours or several months; numbers of weeks it does not survive. */
static void make(char rule[RULE_MAX])
{
    static const char *const frequencies[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    unsigned f = below(4);
    char text[64];
    bool days = false;
    snprintf(rule, RULE_MAX, "FREQ=%s;INTERVAL=%u", frequencies[f], 1 + below(3));
    if (!below(3)) put_numbers(rule, ";BYMONTH=", 12, false);
    bool months = strstr(rule, "BYMONTH") != NULL;
    if (f != 1 && (f != 3 || months) && !below(3)) put_numbers(rule, ";BYMONTHDAY=", 28, f != 0), days = true;
    if (f == 3 && !days && !months && !below(4)) put_numbers(rule, ";BYYEARDAY=", 365, true), days = true;
    bool nth = f >= 2 && !days && below(2);
    if (!below(2)) put_days(rule, nth ? (f == 2 || months ? 4 : 50) : 0);
    bool hours = !below(5);
    if (hours) put(rule, below(2) ? ";BYHOUR=8,16" : ";BYMINUTE=15");
    if (f >= 2 && !hours && !months && strstr(rule, "BYDAY") && !below(4))
        put(rule, below(2) ? ";BYSETPOS=1" : ";BYSETPOS=-1");
    snprintf(text, sizeof text, ";COUNT=%u", 2 + below(30));
    if (!below(2)) put(rule, text);
    if (!below(3)) put(rule, below(2) ? ";WKST=SU" : ";WKST=WE");
}

static civil_t civil_of(struct icaltimetype t)
{
    return civil_at(day_from_ymd(t.year, t.month, t.day), t.hour, t.minute) + t.second;
}

static size_t by_libical(const char *rule, const char *begins, civil_t times[TIMES])
{
    struct icalrecurrencetype r = icalrecurrencetype_from_string(rule);
    icalrecur_iterator *i =
        r.freq == ICAL_NO_RECURRENCE ? NULL : icalrecur_iterator_new(r, icaltime_from_string(begins));
    size_t n = 0;
    for (; i && n < TIMES; n++) {
        struct icaltimetype t = icalrecur_iterator_next(i);
        if (icaltime_is_null_time(t) || t.year > 2035) break;
        times[n] = civil_of(t);
    }
    if (i) icalrecur_iterator_free(i);
    return n;
}

/* Where both begin at a time of the rule. */
static bool same(const char *rule)
{
    char begins[24] = "20260105T090000", text[24];
    civil_t theirs[TIMES], ours[TIMES];
    struct ics_time t;
    struct ics_rule r;
    if (!by_libical(rule, begins, theirs)) return true;
    ics_time_format(theirs[0], false, begins);
    size_t n = by_libical(rule, begins, theirs), k = 0;
    if (!ics_time_read(str_from(begins), &t) || !ics_rule_read(str_from(rule), t.civil, &r)) return false;
    if (!n || theirs[0] != t.civil) return true;
    k = ics_rule_expand(&r, t.civil, t.civil, civil_at(day_from_ymd(2036, 1, 1), 0, 0), ours, TIMES);
    bool good = n == k && !memcmp(ours, theirs, n * sizeof *ours);
    if (!good) {
        printf("%s from %s:\n", rule, begins);
        for (size_t i = 0; i < n || i < k; i++) {
            printf("  %s", i < n ? civil_format(theirs[i], text) : "-");
            printf(" %s\n", i < k ? civil_format(ours[i], text) : "-");
        }
    }
    return good;
}

int main(int argc, char **argv)
{
    long wanted = argc == 2 ? strtol(argv[1], NULL, 10) : 0, passed = 0;
    icalerror_set_errors_are_fatal(false);
    for (long i = 0; i < wanted; i++) {
        char rule[RULE_MAX];
        make(rule);
        passed += same(rule);
    }
    printf("%ld passed, %ld failed\n", passed, wanted - passed);
    return passed != wanted;
}
