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
    TEXT,
    SOURCE,
    WHY
};
_Static_assert((int)WHY + 1 == ROW_COUNT && (int)HOUSE == ROW_HOUSE, "the enum follows ROW_COLUMNS");
_Static_assert((int)NAME == ROW_NUMBERS, "numbers come first");

#define BIT(column) (1ull << (column))
#define ALWAYS (BIT(HOUSE) | BIT(OPP) | BIT(SEQ) | BIT(BATCH) | BIT(RECORDED) | BIT(KIND))

/* The codes that mean something in an event of this kind, also when they are zero. */
static unsigned long long meant(enum event_kind kind)
{
    switch (kind) {
    case EVENT_NEW: return BIT(OPP_KIND);
    case EVENT_PERSON:
    case EVENT_PERSON_CHANGE: return BIT(ROLE) | BIT(FLAGS);
    case EVENT_TOLD: return BIT(CONTACTS_EVERYONE) | BIT(MAY_CONTACT);
    case EVENT_CONTACTED: return BIT(CHANNEL) | BIT(PURPOSE) | BIT(OUTCOME);
    case EVENT_HEARD:
    case EVENT_MAY_BE_NEW: return BIT(GIST);
    case EVENT_MAY_MEAN:
    case EVENT_MEANS: return BIT(PURPOSE) | BIT(GIST);
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
    case EVENT_SETTING:
    case EVENT_MAY_BE_PERSON:
    case EVENT_MAY_BE_SAME:
    case EVENT_SAME: return 0;
    case EVENT_SETTLED: return BIT(FLAGS);
    }
    return 0;
}

const int64_t row_nothing[ROW_NUMBERS] = {[AT] = TIME_NONE,
    [INSTANT] = TIME_NONE,
    [ENDS] = TIME_NONE,
    [ARRANGED] = TIME_NONE,
    [DAY] = DAY_NONE,
    [DAY2] = DAY_NONE};

void row_cells(const struct event *e, struct row_cells *ret)
{
    *ret = (struct row_cells){.numbers = {[HOUSE] = e->house,
                                  [OPP] = e->opp,
                                  [SEQ] = e->seq,
                                  [BATCH] = e->batch,
                                  [RECORDED] = e->recorded,
                                  [KIND] = e->kind,
                                  [PERSON] = e->person,
                                  [INTERVIEW] = e->interview,
                                  [PRECISION] = (int64_t)e->precision,
                                  [AT] = e->at,
                                  [INSTANT] = e->instant,
                                  [ENDS] = e->ends,
                                  [ARRANGED] = e->arranged,
                                  [DAY] = e->day,
                                  [DAY2] = e->day2,
                                  [COUNT] = e->count,
                                  [OPP_KIND] = e->opp_kind,
                                  [ROLE] = e->role,
                                  [CHANNEL] = e->channel,
                                  [PURPOSE] = e->purpose,
                                  [OUTCOME] = e->outcome,
                                  [GIST] = e->gist,
                                  [ENDING] = e->ending,
                                  [STEP] = e->step,
                                  [CONTACTS_EVERYONE] = e->contacts_everyone,
                                  [MAY_CONTACT] = e->may_contact,
                                  [FLAGS] = e->flags},
        .texts = {
            e->name, e->title, e->mail, e->phone, e->slug, e->country, e->zone, e->url, e->text, e->source, e->why}};
}

int row_bind(sqlite3_stmt *s, const struct event *e)
{
    struct row_cells cells;
    row_cells(e, &cells);
    unsigned long long used = meant(e->kind) | (e->at != TIME_NONE ? BIT(PRECISION) : 0) | ALWAYS;
    int rc = SQLITE_OK;
    for (int i = 0; i < ROW_NUMBERS && rc == SQLITE_OK; i++) {
        bool said = cells.numbers[i] != row_nothing[i] || used & BIT(i);
        rc = said ? sqlite3_bind_int64(s, i + 1, cells.numbers[i]) : sqlite3_bind_null(s, i + 1);
    }
    for (int i = 0; i < ROW_TEXTS && rc == SQLITE_OK; i++) {
        struct str v = cells.texts[i];
        int at = ROW_NUMBERS + i + 1;
        rc = v.n ? sqlite3_bind_text(s, at, v.p, (int)v.n, SQLITE_STATIC) : sqlite3_bind_null(s, at);
    }
    return rc;
}

/* A stored code; beyond `last` (or of no byte at all) it sets *bad. */
static uint8_t code(const struct row_cells *c, enum column column, int last, bool *bad)
{
    int64_t value = c->numbers[column];
    *bad |= value < 0 || value > last;
    return (uint8_t)value;
}

static day_t day(const struct row_cells *c, enum column column, bool *bad)
{
    int64_t value = c->numbers[column];
    *bad |= value != DAY_NONE && (value < DAY_FIRST || value > DAY_LAST);
    return (day_t)value;
}

bool row_event(const struct row_cells *c, struct event *ret)
{
    bool bad = false;
    const int64_t *number = c->numbers;
    const struct str *text = c->texts;
    struct event e = {.house = number[HOUSE],
        .opp = number[OPP],
        .seq = number[SEQ],
        .batch = number[BATCH],
        .recorded = number[RECORDED],
        .kind = (enum event_kind)code(c, KIND, EVENT_LAST, &bad),
        .person = number[PERSON],
        .interview = number[INTERVIEW],
        .precision = (enum precision)code(c, PRECISION, PRECISION_UNKNOWN, &bad),
        .at = number[AT],
        .instant = number[INSTANT],
        .ends = number[ENDS],
        .arranged = number[ARRANGED],
        .day = day(c, DAY, &bad),
        .day2 = day(c, DAY2, &bad),
        .count = number[COUNT],
        .opp_kind = code(c, OPP_KIND, OPP_NETWORKING, &bad),
        .role = code(c, ROLE, ROLE_OTHER, &bad),
        .channel = code(c, CHANNEL, CHANNEL_IN_PERSON, &bad),
        .purpose = code(c, PURPOSE, PURPOSE_OTHER, &bad),
        .outcome = code(c, OUTCOME, OUTCOME_NO_ANSWER, &bad),
        .gist = code(c, GIST, GIST_OTHER, &bad),
        .ending = code(c, ENDING, ENDING_HOLD, &bad),
        .step = code(c, STEP, STEP_HOLD, &bad),
        .contacts_everyone = code(c, CONTACTS_EVERYONE, ANSWER_YES, &bad),
        .may_contact = code(c, MAY_CONTACT, ANSWER_YES, &bad),
        .flags = code(c, FLAGS, UINT8_MAX, &bad),
        .name = text[0],
        .title = text[TITLE - NAME],
        .mail = text[MAIL - NAME],
        .phone = text[PHONE - NAME],
        .slug = text[SLUG - NAME],
        .country = text[COUNTRY - NAME],
        .zone = text[ZONE - NAME],
        .url = text[URL - NAME],
        .text = text[TEXT - NAME],
        .source = text[SOURCE - NAME],
        .why = text[WHY - NAME]};
    if (bad || e.kind < EVENT_NEW) return false;
    *ret = e;
    return true;
}

bool row_read(sqlite3_stmt *s, struct arena *a, struct event *ret)
{
    struct row_cells cells;
    for (int i = 0; i < ROW_NUMBERS; i++) {
        int64_t value = sqlite3_column_int64(s, i); /* 0 for NULL */
        bool null = !value && row_nothing[i] && sqlite3_column_type(s, i) == SQLITE_NULL;
        cells.numbers[i] = null ? row_nothing[i] : value;
    }
    for (int i = 0; i < ROW_TEXTS; i++) {
        const char *p = (const char *)sqlite3_column_text(s, ROW_NUMBERS + i);
        size_t n = p ? (size_t)sqlite3_column_bytes(s, ROW_NUMBERS + i) : 0;
        cells.texts[i] = p ? arena_str(a, (struct str){p, n}) : (struct str){0};
    }
    return row_event(&cells, ret);
}
