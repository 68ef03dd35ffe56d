/* Events: names of kinds and what makes one valid by itself. */
#include "model/event.h"

#include <stddef.h>

const char *const event_kind_names[] = {"", "new", "person", "person-change", "applied", "interview", "moved",
    "cancelled", "ends", "attended", "topic", "told", "contacted", "heard", "offer", "closed", "reopened", "done",
    "skipped", "snoozed", "note", "named", "undo", "redo", "setting", "may-mean", "may-be-person", "may-be-new",
    "may-be-same", "settled", "means", "same", NULL};

struct event event_zero(enum event_kind kind)
{
    return (struct event){.kind = kind,
        .at = TIME_NONE,
        .instant = TIME_NONE,
        .ends = TIME_NONE,
        .arranged = TIME_NONE,
        .day = DAY_NONE,
        .day2 = DAY_NONE};
}

enum need {
    NEED_OPP = 1,
    NEED_PERSON = 2,
    NEED_INTERVIEW = 4,
    NEED_AT = 8,
    NEED_NAME = 16,
    NEED_TEXT = 32,
    NEED_COUNT = 64
};

static const unsigned needs[] = {
    [EVENT_NEW] = NEED_NAME,
    [EVENT_PERSON] = NEED_OPP | NEED_NAME,
    [EVENT_PERSON_CHANGE] = NEED_OPP | NEED_PERSON,
    [EVENT_APPLIED] = NEED_OPP | NEED_AT,
    [EVENT_INTERVIEW] = NEED_OPP | NEED_AT,
    [EVENT_MOVED] = NEED_OPP | NEED_INTERVIEW,
    [EVENT_CANCELLED] = NEED_OPP | NEED_INTERVIEW | NEED_AT,
    [EVENT_ENDS] = NEED_OPP | NEED_INTERVIEW,
    [EVENT_ATTENDED] = NEED_OPP | NEED_INTERVIEW | NEED_PERSON,
    [EVENT_TOPIC] = NEED_OPP | NEED_INTERVIEW | NEED_TEXT,
    [EVENT_TOLD] = NEED_OPP | NEED_AT,
    [EVENT_CONTACTED] = NEED_OPP | NEED_AT,
    [EVENT_HEARD] = NEED_OPP | NEED_AT,
    [EVENT_OFFER] = NEED_OPP | NEED_AT,
    [EVENT_CLOSED] = NEED_OPP,
    [EVENT_REOPENED] = NEED_OPP | NEED_AT,
    [EVENT_DONE] = NEED_OPP | NEED_AT,
    [EVENT_SKIPPED] = NEED_OPP | NEED_AT,
    [EVENT_SNOOZED] = NEED_OPP | NEED_AT,
    [EVENT_NOTE] = NEED_OPP | NEED_AT | NEED_TEXT,
    [EVENT_NAMED] = NEED_OPP | NEED_PERSON | NEED_AT,
    [EVENT_UNDO] = NEED_COUNT,
    [EVENT_REDO] = NEED_COUNT,
    [EVENT_SETTING] = NEED_NAME,
    [EVENT_MAY_MEAN] = NEED_OPP | NEED_COUNT | NEED_AT,
    [EVENT_MAY_BE_PERSON] = NEED_OPP | NEED_AT,
    [EVENT_MAY_BE_NEW] = NEED_NAME | NEED_AT,
    [EVENT_MAY_BE_SAME] = NEED_OPP | NEED_PERSON | NEED_COUNT,
    [EVENT_SETTLED] = NEED_COUNT,
    [EVENT_MEANS] = NEED_OPP | NEED_COUNT,
    [EVENT_SAME] = NEED_OPP | NEED_PERSON | NEED_COUNT,
};

static enum err check_needs(const struct event *e, struct err_info *info)
{
    unsigned need = needs[e->kind];
    const char *missing = need & NEED_OPP && !e->opp                                                    ? "opp"
                          : need & NEED_PERSON && !e->person                                            ? "person"
                          : need & NEED_INTERVIEW && !e->interview                                      ? "interview"
                          : need & NEED_AT && (e->at == TIME_NONE || e->precision == PRECISION_UNKNOWN) ? "at"
                          : need & NEED_NAME && !e->name.n                                              ? "name"
                          : need & NEED_TEXT && !e->text.n                                              ? "text"
                          : need & NEED_COUNT && e->count <= 0                                          ? "count"
                                                                                                        : NULL;
    if (!missing) return OK;
    return err_set(info, ERR_INPUT, "%s: the field \"%s\" is missing", event_kind_names[e->kind], missing);
}

static enum err check_strings(const struct event *e, struct err_info *info)
{
    const struct {
        const char *field;
        struct str value;
        size_t max;
    } all[] = {{"name", e->name, EVENT_NAME_MAX}, {"title", e->title, EVENT_NAME_MAX},
        {"mail", e->mail, EVENT_NAME_MAX}, {"phone", e->phone, EVENT_NAME_MAX}, {"slug", e->slug, EVENT_NAME_MAX},
        {"country", e->country, EVENT_NAME_MAX}, {"zone", e->zone, EVENT_NAME_MAX}, {"url", e->url, EVENT_TEXT_MAX},
        {"text", e->text, EVENT_TEXT_MAX}, {"source", e->source, EVENT_NAME_MAX}, {"why", e->why, EVENT_NAME_MAX}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].value.n > all[i].max)
            return err_set(info, ERR_INPUT, "%s is longer than %zu bytes: shorten it", all[i].field, all[i].max);
        if (!str_utf8(all[i].value, NULL))
            return err_set(info, ERR_INPUT, "%s is not valid UTF-8 text: convert it first", all[i].field);
    }
    return OK;
}

static bool time_fits(civil_t t)
{
    return t == TIME_NONE || (t >= (civil_t)DAY_FIRST * DAY_SECONDS && t < (civil_t)(DAY_LAST + 1) * DAY_SECONDS);
}

static bool day_fits(day_t d)
{
    return d == DAY_NONE || (d >= DAY_FIRST && d <= DAY_LAST);
}

static enum err check_codes(const struct event *e, struct err_info *info)
{
    const struct {
        const char *field;
        int code, last;
    } all[] = {{"opp_kind", e->opp_kind, OPP_NETWORKING}, {"role", e->role, ROLE_OTHER},
        {"channel", e->channel, CHANNEL_IN_PERSON}, {"purpose", e->purpose, PURPOSE_OTHER},
        {"outcome", e->outcome, OUTCOME_NO_ANSWER}, {"gist", e->gist, GIST_OTHER}, {"ending", e->ending, ENDING_HOLD},
        {"step", e->step, STEP_HOLD}, {"contacts_everyone", e->contacts_everyone, ANSWER_YES},
        {"may_contact", e->may_contact, ANSWER_YES}, {"precision", (int)e->precision, PRECISION_UNKNOWN}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].code < 0 || all[i].code > all[i].last)
            return err_set(info, ERR_INPUT, "%s: %d is no known value", all[i].field, all[i].code);
    return OK;
}

enum err event_check(const struct event *e, struct err_info *info)
{
    if (e->kind < EVENT_NEW || e->kind > EVENT_LAST)
        return err_set(info, ERR_INPUT, "an event of the unknown kind %d", (int)e->kind);
    enum err err = check_needs(e, info);
    if (err == OK) err = check_strings(e, info);
    if (err == OK) err = check_codes(e, info);
    if (err) return err;
    if (!time_fits(e->at) || !time_fits(e->ends) || !time_fits(e->arranged) || !day_fits(e->day) || !day_fits(e->day2))
        return err_set(info, ERR_INPUT, "a date outside the years 1 to 9999");
    bool suggests = e->kind >= EVENT_MAY_MEAN && e->kind <= EVENT_MAY_BE_SAME;
    if (e->why.n && !suggests) return err_set(info, ERR_INPUT, "why: only a suggestion has a reason");
    bool begins_ends = e->kind == EVENT_INTERVIEW && e->ends != TIME_NONE;
    if (begins_ends && e->ends < e->at) return err_set(info, ERR_INPUT, "the interview ends before it begins");
    return OK;
}
