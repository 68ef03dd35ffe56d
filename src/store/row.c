/* Rows.  What a kind does not use is NULL; what it uses is there even when zero, so that the table can be read without
 * this program.  Reading needs no such knowledge: NULL is zero, no time, no day, no text. */
#include "store/row.h"

enum column {
    HOUSE,
    OPP,
    SEQ,
    BATCH,
    RECORDED,
    KIND,
    PERSON,
    INTERVIEW,
    PRECISION,
    AT,
    INSTANT,
    ENDS,
    ARRANGED,
    DAY,
    DAY2,
    COUNT,
    OPP_KIND,
    ROLE,
    CHANNEL,
    PURPOSE,
    OUTCOME,
    GIST,
    ENDING,
    STEP,
    CONTACTS_EVERYONE,
    MAY_CONTACT,
    FLAGS,
    NAME,
    TITLE,
    MAIL,
    PHONE,
    SLUG,
    COUNTRY,
    ZONE,
    URL,
    TEXT
};
_Static_assert((int)TEXT + 1 == ROW_COUNT && (int)HOUSE == ROW_HOUSE, "the enum follows ROW_COLUMNS");

#define BIT(column) (1ull << (column))

/* The codes that mean something in an event of this kind, also when they are zero. */
static unsigned long long meant(enum event_kind kind)
{
    switch (kind) {
    case EVENT_NEW: return BIT(OPP_KIND);
    case EVENT_PERSON:
    case EVENT_PERSON_CHANGE: return BIT(ROLE) | BIT(FLAGS);
    case EVENT_TOLD: return BIT(CONTACTS_EVERYONE) | BIT(MAY_CONTACT);
    case EVENT_CONTACTED: return BIT(CHANNEL) | BIT(PURPOSE) | BIT(OUTCOME);
    case EVENT_HEARD: return BIT(GIST);
    case EVENT_CLOSED: return BIT(PRECISION) | BIT(ENDING);
    case EVENT_DONE:
    case EVENT_SKIPPED:
    case EVENT_SNOOZED: return BIT(STEP);
    case EVENT_APPLIED:
    case EVENT_INTERVIEW:
    case EVENT_MOVED:
    case EVENT_CANCELLED:
    case EVENT_ENDS:
    case EVENT_ATTENDED:
    case EVENT_TOPIC:
    case EVENT_OFFER:
    case EVENT_REOPENED:
    case EVENT_NOTE:
    case EVENT_NAMED:
    case EVENT_UNDO:
    case EVENT_REDO:
    case EVENT_SETTING: return 0;
    }
    return 0;
}

static int bind_codes(sqlite3_stmt *s, const struct event *e)
{
    unsigned long long used = meant(e->kind) | (e->at != TIME_NONE ? BIT(PRECISION) : 0);
    const struct {
        enum column column;
        int64_t value;
    } all[] = {{PERSON, e->person}, {INTERVIEW, e->interview}, {PRECISION, (int64_t)e->precision}, {COUNT, e->count},
        {OPP_KIND, e->opp_kind}, {ROLE, e->role}, {CHANNEL, e->channel}, {PURPOSE, e->purpose}, {OUTCOME, e->outcome},
        {GIST, e->gist}, {ENDING, e->ending}, {STEP, e->step}, {CONTACTS_EVERYONE, e->contacts_everyone},
        {MAY_CONTACT, e->may_contact}, {FLAGS, e->flags}};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && rc == SQLITE_OK; i++) {
        int at = (int)all[i].column + 1;
        bool said = all[i].value || used & BIT(all[i].column);
        rc = said ? sqlite3_bind_int64(s, at, all[i].value) : sqlite3_bind_null(s, at);
    }
    return rc;
}

static int bind_times(sqlite3_stmt *s, const struct event *e)
{
    const struct {
        enum column column;
        int64_t value, none;
    } all[] = {{AT, e->at, TIME_NONE}, {INSTANT, e->instant, TIME_NONE}, {ENDS, e->ends, TIME_NONE},
        {ARRANGED, e->arranged, TIME_NONE}, {DAY, e->day, DAY_NONE}, {DAY2, e->day2, DAY_NONE}};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && rc == SQLITE_OK; i++) {
        int at = (int)all[i].column + 1;
        rc = all[i].value == all[i].none ? sqlite3_bind_null(s, at) : sqlite3_bind_int64(s, at, all[i].value);
    }
    return rc;
}

int row_bind(sqlite3_stmt *s, const struct event *e)
{
    const struct {
        enum column column;
        int64_t value;
    } always[] = {
        {HOUSE, e->house}, {OPP, e->opp}, {SEQ, e->seq}, {BATCH, e->batch}, {RECORDED, e->recorded}, {KIND, e->kind}};
    const struct {
        enum column column;
        struct str value;
    } texts[] = {{NAME, e->name}, {TITLE, e->title}, {MAIL, e->mail}, {PHONE, e->phone}, {SLUG, e->slug},
        {COUNTRY, e->country}, {ZONE, e->zone}, {URL, e->url}, {TEXT, e->text}};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof always / sizeof *always && rc == SQLITE_OK; i++)
        rc = sqlite3_bind_int64(s, (int)always[i].column + 1, always[i].value);
    if (rc == SQLITE_OK) rc = bind_codes(s, e);
    if (rc == SQLITE_OK) rc = bind_times(s, e);
    for (size_t i = 0; i < sizeof texts / sizeof *texts && rc == SQLITE_OK; i++) {
        int at = (int)texts[i].column + 1;
        struct str v = texts[i].value;
        rc = v.n ? sqlite3_bind_text(s, at, v.p, (int)v.n, SQLITE_STATIC) : sqlite3_bind_null(s, at);
    }
    return rc;
}

static int64_t number(sqlite3_stmt *s, enum column c)
{
    return sqlite3_column_int64(s, (int)c); /* 0 for NULL */
}

static int64_t number_or(sqlite3_stmt *s, enum column c, int64_t none)
{
    int64_t value = sqlite3_column_int64(s, (int)c);
    return value || sqlite3_column_type(s, (int)c) != SQLITE_NULL ? value : none;
}

/* A stored code; beyond `last` (or of no byte at all) it sets *bad. */
static uint8_t code(sqlite3_stmt *s, enum column c, int last, bool *bad)
{
    int64_t value = sqlite3_column_int64(s, (int)c);
    *bad |= value < 0 || value > last;
    return (uint8_t)value;
}

static day_t day(sqlite3_stmt *s, enum column c, bool *bad)
{
    int64_t value = number_or(s, c, DAY_NONE);
    *bad |= value != DAY_NONE && (value < DAY_FIRST || value > DAY_LAST);
    return (day_t)value;
}

static struct str text(sqlite3_stmt *s, enum column c, struct arena *a)
{
    const char *p = (const char *)sqlite3_column_text(s, (int)c);
    return p ? arena_str(a, (struct str){p, (size_t)sqlite3_column_bytes(s, (int)c)}) : (struct str){0};
}

bool row_read(sqlite3_stmt *s, struct arena *a, struct event *ret)
{
    bool bad = false;
    struct event e = {.house = number(s, HOUSE),
        .opp = number(s, OPP),
        .seq = number(s, SEQ),
        .batch = number(s, BATCH),
        .recorded = number(s, RECORDED),
        .kind = (enum event_kind)code(s, KIND, EVENT_SETTING, &bad),
        .person = number(s, PERSON),
        .interview = number(s, INTERVIEW),
        .precision = (enum precision)code(s, PRECISION, PRECISION_UNKNOWN, &bad),
        .at = number_or(s, AT, TIME_NONE),
        .instant = number_or(s, INSTANT, TIME_NONE),
        .ends = number_or(s, ENDS, TIME_NONE),
        .arranged = number_or(s, ARRANGED, TIME_NONE),
        .day = day(s, DAY, &bad),
        .day2 = day(s, DAY2, &bad),
        .count = number(s, COUNT),
        .opp_kind = code(s, OPP_KIND, OPP_NETWORKING, &bad),
        .role = code(s, ROLE, ROLE_OTHER, &bad),
        .channel = code(s, CHANNEL, CHANNEL_IN_PERSON, &bad),
        .purpose = code(s, PURPOSE, PURPOSE_OTHER, &bad),
        .outcome = code(s, OUTCOME, OUTCOME_NO_ANSWER, &bad),
        .gist = code(s, GIST, GIST_OTHER, &bad),
        .ending = code(s, ENDING, ENDING_HOLD, &bad),
        .step = code(s, STEP, STEP_HOLD, &bad),
        .contacts_everyone = code(s, CONTACTS_EVERYONE, ANSWER_YES, &bad),
        .may_contact = code(s, MAY_CONTACT, ANSWER_YES, &bad),
        .flags = code(s, FLAGS, UINT8_MAX, &bad),
        .name = text(s, NAME, a),
        .title = text(s, TITLE, a),
        .mail = text(s, MAIL, a),
        .phone = text(s, PHONE, a),
        .slug = text(s, SLUG, a),
        .country = text(s, COUNTRY, a),
        .zone = text(s, ZONE, a),
        .url = text(s, URL, a),
        .text = text(s, TEXT, a)};
    if (bad || e.kind < EVENT_NEW) return false;
    *ret = e;
    return true;
}
