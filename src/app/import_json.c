/* Hearback's own document: event after event as it was, with its number. */
#include "app/import.h"
#include "codec/json_events.h"

/* Two events are the same if they are written the same. */
static bool same(const struct event *x, const struct event *y)
{
    AUTO(buf) a = {0}, b = {0};
    json_events_add(&a, x, true);
    json_events_add(&b, y, true);
    return str_eq(buf_str(&a), buf_str(&b));
}

static enum err does_not_continue(struct import *i, int64_t seq, struct err_info *info)
{
    return err_set(info, ERR_INPUT,
        "%s holds another record (event %lld differs), and two cannot be made one: "
        "\"hearback --data NEW.db import FILE\" reads this one into a database of its own",
        i->app->path, (long long)seq);
}

/* All that is recorded must be the beginning of the document, or the other way round. */
static enum err compare(
    struct import *i, struct arena *a, const struct event *events, size_t n, size_t *ret_known, struct err_info *info)
{
    struct events known;
    enum err err = journal_history(i->app->journal, 0, 0, a, &known, NULL, info);
    if (err) return err;
    size_t both = known.n < n ? known.n : n;
    for (size_t k = 0; k < both; k++)
        if (!same(&known.items[k], &events[k])) return does_not_continue(i, known.items[k].seq, info);
    *ret_known = known.n;
    return OK;
}

/* What the agenda could not be made with is refused here, where the event can be named. */
static enum err check_place(struct app *app, const struct event *e, struct err_info *info)
{
    const struct zone *zone;
    const struct calendar *calendar;
    if (e->kind != EVENT_NEW) return OK;
    enum err err = e->zone.n ? app_zone(app, e->zone, &zone, info) : OK;
    return err || !e->country.n ? err : app_calendar(app, e->country, &calendar, info);
}

/* The numbers are given by the journal; they come out as they were if nothing is missing. */
static enum err append(struct import *i, const struct event *was, size_t place, struct err_info *info)
{
    struct journal *j = i->app->journal;
    struct event e = *was;
    if (e.batch == e.seq) journal_next_batch(j);
    enum err err = check_place(i->app, &e, info);
    if (!err) err = journal_append(j, &e, info);
    if (err) return err_context(info, err, "event %zu", place);
    bool kept = e.seq == was->seq && e.batch == was->batch && e.house == was->house && e.opp == was->opp;
    if (!kept)
        return err_set(info, ERR_INPUT,
            "event %zu: its numbers do not follow from the events before it: something is "
            "missing from this document",
            place);
    i->settings |= e.kind == EVENT_SETTING || e.kind == EVENT_UNDO || e.kind == EVENT_REDO;
    i->record.offers = true; /* the agenda is made anew */
    return OK;
}

static enum err check_all(const struct event *events, size_t n, struct err_info *info)
{
    for (size_t k = 0; k < n; k++)
        if (events[k].seq != (int64_t)k + 1)
            return err_set(info, ERR_INPUT,
                "event %zu: its seq is %lld, not %zu: something is missing from this document", k + 1,
                (long long)events[k].seq, k + 1);
    return OK;
}

enum err import_json(struct import *i, struct str bytes, struct import_result *r, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct event *events;
    size_t n, known = 0;
    enum err err = json_events_read(bytes, &a, &events, &n, info);
    if (!err) err = check_all(events, n, info);
    if (!err) err = compare(i, &a, events, n, &known, info);
    if (err) return err;
    size_t first = known < n ? known : n;
    r->kind = IMPORT_EVENTS;
    r->read = (int64_t)n;
    r->already = (int64_t)first;
    r->added = (int64_t)(n - first);
    for (size_t k = first; k < n && !i->options.dry_run; k++) {
        err = append(i, &events[k], k + 1, info);
        if (err) return err;
    }
    return OK;
}
