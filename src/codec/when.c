/* Times as people say them: text to tokens (when_tokens.c), to what was said of day and time, to the day and time meant,
 * seen from now.  One pass each, no backtracking. */
#include "codec/when.h"

#include "codec/when_tokens.h"

enum day_kind { NO_DAY, FIXED, OF_YEAR, OF_MONTH };

enum { LAST_DAY = 32, MAX_COUNT = 9999 };

struct reading {
    civil_t now;
    day_t today;
    enum when_lean lean;
    struct when_tokens tokens;
    size_t i; /* the token to be read next */

    enum day_kind day_kind;
    int month, day; /* FIXED: day is a day_t; OF_YEAR: month and day (LAST_DAY: the month's last); OF_MONTH: day */
    enum weekday weekday; /* 0: none */
    bool has_week, has_time, has_hour, has_offset;
    int week; /* from this one */
    int second; /* of the day */
    int hour; /* "at 9", without am or pm */
    enum half_day half;
    int32_t offset;
};

static const char *const weekday_names[] = {
    "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

#define refuse(r, ...) when_tokens_refuse(&(r)->tokens, __VA_ARGS__)

/* --- What was said --- */

static const struct token *token(const struct reading *r, size_t ahead)
{
    size_t i = r->i + ahead;
    return &r->tokens.items[i < WHEN_TOKENS_MAX ? i : WHEN_TOKENS_MAX];
}

static bool take(struct reading *r, enum token_kind kind)
{
    if (token(r, 0)->kind != kind) return false;
    r->i++;
    return true;
}

static enum err say_day(struct reading *r, enum day_kind kind, int month, int day)
{
    if (r->day_kind) return refuse(r, "it names two days");
    r->day_kind = kind, r->month = month, r->day = day;
    return OK;
}

static enum err say_time(struct reading *r, int second)
{
    if (r->has_time || r->has_hour) return refuse(r, "it names two times of day");
    r->has_time = true, r->second = second;
    return OK;
}

/* A clock time or hour with its am or pm, which may follow. */
static enum err say_clock(struct reading *r, int second)
{
    const struct token *t = token(r, 0);
    int hour = second / HOUR_SECONDS;
    if (take(r, TOKEN_AM_PM)) {
        if (hour < 1 || hour > 12) return refuse(r, "hours with am or pm go from 1 to 12");
        second += (hour % 12 + t->value - hour) * HOUR_SECONDS;
    }
    return say_time(r, second);
}

/* "9.30": a time where it cannot be a day, or is said to be one. */
static enum err say_dotted(struct reading *r, const struct token *t, bool is_time)
{
    if (!is_time && t->more >= 1 && t->more <= 12 && token(r, 0)->kind != TOKEN_AM_PM)
        return refuse(r, "%d.%02d could be a time (%d:%02d) or a day (%d %.3s)", t->value, t->more, t->value, t->more,
            t->value, when_tokens_months[t->more]);
    if (t->value > 23) return refuse(r, "there is no hour %d", t->value);
    if (t->more > 59) return refuse(r, "there is no minute %d", t->more);
    return say_clock(r, t->value * HOUR_SECONDS + t->more * MINUTE_SECONDS);
}

static enum err say_month_day(struct reading *r, int month, int day)
{
    const struct token *year = token(r, 0);
    bool has_year = year->kind == TOKEN_NUMBER && year->more == 4;
    if (has_year) r->i++;
    enum err err = when_tokens_check_date(&r->tokens, has_year ? year->value : 2000, month, day);
    if (err) return err;
    if (has_year) return say_day(r, FIXED, 0, day_from_ymd(year->value, month, day));
    return say_day(r, OF_YEAR, month, day);
}

static int days_in(int year, int month)
{
    int day = 31;
    while (!day_exists(year, month, day)) day--;
    return day;
}

/* The day some months away; where it has no such day, its last. */
static bool add_months(day_t from, int months, int day, day_t *ret)
{
    struct ymd d = day_to_ymd(from);
    int month = d.year * 12 + d.month - 1 + months, year = month / 12;
    if (month < 12 || year > 9999) return false;
    month = month % 12 + 1;
    int last = days_in(year, month);
    *ret = day_from_ymd(year, month, day < last ? day : last);
    return true;
}

/* So many units ahead or back (sign). */
static enum err say_distance(struct reading *r, int sign, int count, enum unit unit, bool half)
{
    day_t day = r->today;
    int days = 0;
    if (count > MAX_COUNT) return refuse(r, "%d is too many", count);
    if (half && unit != HOURS) return refuse(r, "only of an hour half can be taken");
    switch (unit) {
    case MINUTES:
    case HOURS: {
        int64_t minutes = half ? 30 : (int64_t)count * (unit == HOURS ? 60 : 1);
        civil_t t = r->now + sign * minutes * MINUTE_SECONDS;
        enum err err = say_day(r, FIXED, 0, day_of(t));
        return err ? err : say_time(r, civil_second_of_day(t));
    }
    case DAYS: days = count; break;
    case WEEKS: days = 7 * count; break;
    case FORTNIGHTS: days = 14 * count; break;
    case MONTHS:
    case YEARS:
        if (!add_months(r->today, sign * count * (unit == YEARS ? 12 : 1), day_to_ymd(r->today).day, &day))
            return refuse(r, "that is too far away");
        break;
    }
    return say_day(r, FIXED, 0, day + sign * days);
}

/* "half an hour", "2 weeks", "a month": count and unit. */
static enum err read_distance(struct reading *r, int *ret_count, enum unit *ret_unit, bool *ret_half)
{
    bool half = take(r, TOKEN_HALF);
    const struct token *count = token(r, 0);
    bool has_count = take(r, TOKEN_NUMBER);
    const struct token *unit = token(r, 0);
    if (unit->kind == TOKEN_BUSINESS)
        return refuse(r, "which days are business days depends on the employer's country: name the day itself");
    if (unit->kind == TOKEN_VAGUE || count->kind == TOKEN_VAGUE) return refuse(r, "it does not say how many");
    if (!take(r, TOKEN_UNIT) || !(has_count || half)) return refuse(r, "it does not say how many days, weeks or hours");
    *ret_count = has_count ? count->value : 1;
    *ret_unit = (enum unit)unit->value;
    *ret_half = half;
    return OK;
}

/* "2 weeks ago", "2 weeks from now". */
static enum err say_ago(struct reading *r)
{
    int count = 0;
    enum unit unit = DAYS;
    bool half = false;
    enum err err = read_distance(r, &count, &unit, &half);
    if (err) return err;
    if (take(r, TOKEN_AGO)) return say_distance(r, -1, count, unit, half);
    if (take(r, TOKEN_FROM) && (take(r, TOKEN_NOW) || (token(r, 0)->kind == TOKEN_RELATIVE && token(r, 0)->value == 0 &&
                                                          take(r, TOKEN_RELATIVE))))
        return say_distance(r, 1, count, unit, half);
    return refuse(r, "a length of time needs \"in\" before it or \"ago\" behind");
}

/* "in 2 weeks"; or "in the morning". */
static enum err say_in(struct reading *r)
{
    if (token(r, 0)->kind == TOKEN_NOISE && token(r, 1)->kind == TOKEN_HALF_DAY) return OK;
    if (token(r, 0)->kind == TOKEN_MONTH) return refuse(r, "it names no day of the month");
    int count = 0;
    enum unit unit = DAYS;
    bool half = false;
    enum err err = read_distance(r, &count, &unit, &half);
    return err ? err : say_distance(r, 1, count, unit, half);
}

static enum err say_number(struct reading *r, const struct token *t)
{
    const struct token *next = token(r, 0);
    if (next->kind == TOKEN_OF && token(r, 1)->kind == TOKEN_MONTH) {
        r->i++;
        next = token(r, 0);
    }
    if (take(r, TOKEN_MONTH)) return say_month_day(r, next->value, t->value);
    if (t->kind == TOKEN_ORDINAL) {
        if (t->value < 1 || t->value > 31) return refuse(r, "no month has a day %d", t->value);
        return say_day(r, OF_MONTH, 0, t->value);
    }
    if (next->kind == TOKEN_AM_PM) {
        if (t->value > 12) return refuse(r, "hours with am or pm go from 1 to 12");
        return say_clock(r, t->value * HOUR_SECONDS);
    }
    if (next->kind == TOKEN_UNIT || next->kind == TOKEN_BUSINESS || next->kind == TOKEN_VAGUE) {
        r->i--;
        return say_ago(r);
    }
    return t->more ? refuse(r, "%d could be a day or an hour", t->value) : refuse(r, "it is not clear what is counted");
}

/* "at 9.30", or "at 9", if something else says which half of the day. */
static enum err say_at(struct reading *r)
{
    const struct token *t = token(r, 0), *next = token(r, 1);
    if (take(r, TOKEN_DOTTED)) return say_dotted(r, t, true);
    bool plain = t->kind == TOKEN_NUMBER && t->value <= 23 && t->more <= 2;
    bool more =
        next->kind == TOKEN_AM_PM || next->kind == TOKEN_MONTH || next->kind == TOKEN_UNIT || next->kind == TOKEN_OF;
    if (!plain || more) return OK;
    r->i++;
    if (r->has_hour || r->has_time) return refuse(r, "it names two times of day");
    r->has_hour = true, r->hour = t->value;
    return OK;
}

static day_t monday_of(day_t day)
{
    return day - (day_t)day_weekday(day) + MONDAY;
}

static day_t which_weekday(const struct reading *r, enum which which, int weekday)
{
    day_t this_one = monday_of(r->today) + weekday - MONDAY;
    switch (which) {
    case LAST: return this_one < r->today ? this_one : this_one - 7;
    case THIS: return this_one;
    case NEXT: return this_one + 7;
    case COMING: return this_one > r->today ? this_one : this_one + 7;
    }
    return this_one;
}

static int shift(enum which which)
{
    return which == LAST ? -1 : which == THIS ? 0 : 1;
}

/* "next fri", "last night", "next week" (beside a weekday). */
static enum err say_which(struct reading *r, enum which which)
{
    if (which == THIS && token(r, 0)->value == COMING && take(r, TOKEN_WHICH)) which = COMING; /* "this coming fri" */
    const struct token *t = token(r, 0);
    if (take(r, TOKEN_WEEKDAY)) return say_day(r, FIXED, 0, which_weekday(r, which, t->value));
    if (t->kind == TOKEN_UNIT && t->value == WEEKS) {
        r->i++;
        if (r->has_week) return refuse(r, "it names two weeks");
        r->has_week = true, r->week = shift(which);
        return OK;
    }
    if (t->kind == TOKEN_HALF_DAY && (which == THIS || (which == LAST && t->value == EVENING)))
        return say_day(r, FIXED, 0, r->today + shift(which));
    return refuse(r, "it does not say which day");
}

/* "end of next week", "end of the month", "end of October". */
static enum err say_edge(struct reading *r, enum edge edge)
{
    take(r, TOKEN_OF);
    take(r, TOKEN_NOISE);
    enum which which = token(r, 0)->kind == TOKEN_WHICH ? (enum which)token(r, 0)->value : THIS;
    bool has_which = take(r, TOKEN_WHICH);
    const struct token *t = token(r, 0);
    if (!has_which && take(r, TOKEN_MONTH)) {
        const struct token *year = token(r, 0);
        if (edge == START_OF) return say_month_day(r, t->value, 1);
        if (year->kind != TOKEN_NUMBER || year->more != 4) return say_day(r, OF_YEAR, t->value, LAST_DAY);
        return say_month_day(r, t->value, year->value ? days_in(year->value, t->value) : 1); /* year 0: refused there */
    }
    if (!take(r, TOKEN_UNIT)) return refuse(r, "it does not say of what");
    struct ymd now = day_to_ymd(r->today);
    day_t day = monday_of(r->today) + 7 * shift(which), friday = day + FRIDAY - MONDAY;
    switch ((enum unit)t->value) {
    case WEEKS: /* of the working week, unless that is over */
        if (edge == START_OF) return say_day(r, FIXED, 0, day);
        return say_day(r, FIXED, 0, which == THIS && friday < r->today ? day + SUNDAY - MONDAY : friday);
    case MONTHS:
        if (!add_months(r->today, shift(which), edge == START_OF ? 1 : 31, &day))
            return refuse(r, "that is too far away");
        return say_day(r, FIXED, 0, day);
    case YEARS:
        if (!add_months(r->today, 12 * shift(which) + (edge == START_OF ? 1 : 12) - now.month, 31, &day))
            return refuse(r, "that is too far away");
        return say_day(r, FIXED, 0, edge == START_OF ? day - 30 : day);
    case DAYS:
        if (edge == END_OF && which == THIS) return say_day(r, FIXED, 0, r->today);
        break;
    case MINUTES:
    case HOURS:
    case FORTNIGHTS: break;
    }
    return refuse(r, "it does not say which day");
}

/* "day after tomorrow", "day before yesterday". */
static enum err say_unit(struct reading *r, enum unit unit)
{
    const struct token *side = token(r, 0), *from = token(r, 1);
    bool two = from->kind == TOKEN_RELATIVE && from->value == (side->kind == TOKEN_AFTER ? 1 : -1);
    if (unit != DAYS || !(side->kind == TOKEN_AFTER || side->kind == TOKEN_BEFORE) || !two)
        return refuse(r, "it does not say which day");
    r->i += 2;
    return say_day(r, FIXED, 0, r->today + 2 * from->value);
}

static enum err say_weekday(struct reading *r, enum weekday weekday)
{
    if (r->weekday) return refuse(r, "it names two days");
    r->weekday = weekday;
    return OK;
}

static enum err say_half(struct reading *r, enum half_day half)
{
    if (r->half && r->half != half) return refuse(r, "it names two parts of the day");
    r->half = half;
    return OK;
}

static enum err say_offset(struct reading *r, int32_t offset)
{
    enum token_kind before = r->i >= 2 ? r->tokens.items[r->i - 2].kind : TOKEN_END;
    if (before != TOKEN_CLOCK && before != TOKEN_AM_PM)
        return refuse(r, "an offset from UTC needs a time of day before it");
    if (r->has_offset) return refuse(r, "it names two offsets from UTC");
    r->has_offset = true, r->offset = offset;
    return OK;
}

static enum err say_now(struct reading *r)
{
    enum err err = say_day(r, FIXED, 0, r->today);
    return err ? err : say_time(r, civil_second_of_day(r->now));
}

static enum err say(struct reading *r)
{
    const struct token *t = token(r, 0), *next = token(r, 1);
    enum err err;
    r->i++;
    switch (t->kind) {
    case TOKEN_DATE: return say_day(r, FIXED, 0, t->value);
    case TOKEN_DAY_MONTH: return say_day(r, OF_YEAR, t->value, t->more);
    case TOKEN_DOTTED: return say_dotted(r, t, false);
    case TOKEN_CLOCK: return say_clock(r, t->value);
    case TOKEN_OFFSET: return say_offset(r, t->value);
    case TOKEN_NUMBER:
    case TOKEN_ORDINAL: return say_number(r, t);
    case TOKEN_WEEKDAY: return say_weekday(r, (enum weekday)t->value);
    case TOKEN_MONTH:
        if ((next->kind != TOKEN_NUMBER && next->kind != TOKEN_ORDINAL) || next->more > 2)
            return refuse(r, "it names no day of the month");
        r->i++;
        return say_month_day(r, t->value, next->value);
    case TOKEN_UNIT: return say_unit(r, (enum unit)t->value);
    case TOKEN_RELATIVE: return say_day(r, FIXED, 0, r->today + t->value);
    case TOKEN_WHICH: return say_which(r, (enum which)t->value);
    case TOKEN_HALF_DAY: return say_half(r, (enum half_day)t->value);
    case TOKEN_TONIGHT: err = say_half(r, EVENING); return err ? err : say_day(r, FIXED, 0, r->today);
    case TOKEN_NOW: return say_now(r);
    case TOKEN_NOON: return say_time(r, 12 * HOUR_SECONDS);
    case TOKEN_MIDNIGHT: return refuse(r, "midnight begins one day and ends another, so say 00:00 or 23:59");
    case TOKEN_EDGE: return say_edge(r, (enum edge)t->value);
    case TOKEN_HALF: r->i--; return say_ago(r);
    case TOKEN_IN: return say_in(r);
    case TOKEN_AT: return say_at(r);
    case TOKEN_NOISE: return OK;
    case TOKEN_BUSINESS:
        return refuse(r, "which days are business days depends on the employer's country: name the day itself");
    case TOKEN_VAGUE: return refuse(r, "it is too vague");
    case TOKEN_END:
    case TOKEN_AM_PM:
    case TOKEN_AGO:
    case TOKEN_FROM:
    case TOKEN_OF:
    case TOKEN_AFTER:
    case TOKEN_BEFORE: break;
    }
    return refuse(r, "a word in it has no place there");
}

/* --- What is meant --- */

/* "at 9" is half of a time; "morning" says which. */
static enum err settle_hour(struct reading *r)
{
    static const struct {
        int first, last, add;
    } hours[] = {[MORNING] = {5, 11, 0}, [AFTERNOON] = {1, 6, 12}, [EVENING] = {5, 11, 12}};
    if (r->has_hour) {
        if (!r->half || r->hour < hours[r->half].first || r->hour > hours[r->half].last)
            return refuse(r, "%d could be morning or afternoon: add am or pm, or write %d:00", r->hour, r->hour);
        r->has_time = true, r->second = (r->hour + hours[r->half].add) * HOUR_SECONDS;
    }
    bool forenoon = r->second < 12 * HOUR_SECONDS;
    if (r->has_time && r->half && forenoon != (r->half == MORNING))
        return refuse(r, "part and time of the day do not agree");
    return OK;
}

/* The k-th day (0: of this week, month or year) that what was said fits; false where there is none. */
static bool candidate(const struct reading *r, int k, day_t *ret)
{
    struct ymd now = day_to_ymd(r->today);
    switch (r->day_kind) {
    case FIXED: *ret = r->day; return k == 0;
    case NO_DAY:
        *ret = r->weekday ? monday_of(r->today) + (day_t)r->weekday - MONDAY + 7 * k : r->today + k;
        return true;
    case OF_MONTH: return add_months(r->today, k, r->day, ret) && day_to_ymd(*ret).day == r->day;
    case OF_YEAR: {
        int year = now.year + k;
        if (year < 1 || year > 9999) return false;
        int day = r->day == LAST_DAY ? days_in(year, r->month) : r->day;
        if (!day_exists(year, r->month, day)) return false;
        *ret = day_from_ymd(year, r->month, day);
        return true;
    }
    }
    return false;
}

static bool choose(const struct reading *r, day_t *ret)
{
    enum { FARTHEST = 8 }; /* years from one 29 February to the next, at most */
    bool found = false, timed = r->has_time && r->day_kind == NO_DAY;
    int64_t best = 0, now = timed ? civil_second_of_day(r->now) / 60 * 60 : 0;
    for (int k = -FARTHEST; k <= FARTHEST; k++) {
        day_t day;
        if (!candidate(r, k, &day)) continue;
        int64_t away = (int64_t)(day - r->today) * DAY_SECONDS + (timed ? r->second : 0) - now;
        bool better = !found;
        if (r->day_kind != FIXED) switch (r->lean) {
            case WHEN_PAST: better = away <= 0; break;
            case WHEN_FUTURE: better = away >= 0 && !found; break;
            case WHEN_NEAREST: better = !found || (away < 0 ? -away : away) < (best < 0 ? -best : best); break;
            }
        if (!better) continue;
        found = true, best = away, *ret = day;
    }
    return found;
}

static enum err settle(struct reading *r, struct when *ret)
{
    enum err err = settle_hour(r);
    if (err) return err;
    if (r->has_week) {
        if (!r->weekday) return refuse(r, "it does not say which day of the week");
        err = say_day(r, FIXED, 0, monday_of(r->today) + (day_t)r->weekday - MONDAY + 7 * r->week);
        if (err) return err;
    }
    if (!r->day_kind && !r->weekday && !r->has_time) return refuse(r, "it names no day and no time of day");
    day_t day = DAY_NONE;
    if (!choose(r, &day) || day < DAY_FIRST || day > DAY_LAST) return refuse(r, "that is too far away");
    if (r->weekday && day_weekday(day) != r->weekday) {
        char text[16];
        return refuse(r, "%s is a %s", day_format(day, text), weekday_names[day_weekday(day)]);
    }
    *ret = (struct when){
        .precision = r->has_time ? PRECISION_TIME : PRECISION_DAY,
        .at = civil_at(day, 0, 0) + (r->has_time ? r->second : 0),
        .has_offset = r->has_offset,
        .offset = r->offset,
    };
    return OK;
}

enum err when_parse(struct str text, civil_t now, enum when_lean lean, struct when *ret, struct err_info *info)
{
    day_t today = day_of(now);
    struct reading r = {.now = now, .today = today, .lean = lean};
    r.tokens = (struct when_tokens){.text = str_trim(text), .today = today, .info = info};
    if (r.tokens.text.n > WHEN_MAX) {
        r.tokens.text = STR("...");
        return refuse(&r, "it is longer than %d bytes", WHEN_MAX);
    }
    if (!r.tokens.text.n) return refuse(&r, "it is empty");
    enum err err = when_tokens_read(&r.tokens);
    while (!err && r.i < r.tokens.n) err = say(&r);
    return err ? err : settle(&r, ret);
}
