#include "app/settle.h"

/* Events stand by opportunity, those of one by number. */
static size_t place_of(const struct event *all, size_t n, int64_t opp, int64_t seq)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct event *e = &all[middle];
        if (e->opp < opp || (e->opp == opp && e->seq < seq))
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && all[low].opp == opp && all[low].seq == seq ? low : n;
}

static struct event *person_of(struct event *all, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].seq == id) return &all[i];
    return NULL;
}

static void mean(struct event *all, size_t n, const struct event *e)
{
    size_t at = place_of(all, n, e->opp, e->count);
    if (at == n) return;
    struct event *about = &all[at];
    if (e->flags & FLAG_OURS) {
        about->purpose = e->purpose;
        return;
    }
    about->gist = e->gist;
    about->day = e->day;
    about->day2 = e->day2;
}

/* What the second record has and the first has not is the first one's; what was recorded with the second, too. */
static void merge(struct event *all, size_t n, int64_t kept, int64_t other)
{
    struct event *into = person_of(all, n, kept), *from = person_of(all, n, other);
    if (!into || !from || from->kind != EVENT_PERSON) return;
    for (size_t i = 0; i < n; i++) {
        bool is_same = all[i].kind == EVENT_SAME;
        if (all[i].person == other) all[i].person = kept;
        if (is_same && all[i].count == other && all[i].person != kept) all[i].count = kept;
    }
    if (!into->mail.n) into->mail = from->mail;
    if (!into->phone.n) into->phone = from->phone;
    if (!into->title.n) into->title = from->title;
    if (into->role == ROLE_OTHER) into->role = from->role;
    into->flags |= from->flags;
    from->kind = EVENT_PERSON_CHANGE; /* still says that they matter to its opportunity, and nothing else */
    from->person = kept;
    from->role = ROLE_OTHER;
    from->name = from->mail = from->phone = from->title = from->slug = (struct str){0};
}

void settle_events(const struct events *events, struct arena *a, struct events *ret)
{
    bool anew = false;
    for (size_t i = 0; i < events->n && !anew; i++)
        anew = events->items[i].kind == EVENT_MEANS || events->items[i].kind == EVENT_SAME;
    if (!anew) {
        *ret = *events;
        return;
    }
    struct event *all = ARENA_NEW(a, struct event, events->n);
    for (size_t i = 0; i < events->n; i++) all[i] = events->items[i];
    for (size_t i = 0; i < events->n; i++) {
        if (all[i].kind == EVENT_MEANS) mean(all, events->n, &all[i]);
        if (all[i].kind == EVENT_SAME) merge(all, events->n, all[i].person, all[i].count);
    }
    *ret = (struct events){all, events->n};
}

bool settle_may_be_over(const struct event *own, size_t n, struct arena *a)
{
    bool *open = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct event *e = &own[i];
        bool over = e->kind == EVENT_MAY_MEAN && (e->gist == GIST_REJECTED || e->gist == GIST_FILLED);
        if (over && !open) open = ARENA_NEW(a, bool, n);
        if (over) open[i] = true;
        size_t about = open && e->kind == EVENT_SETTLED ? place_of(own, n, e->opp, e->count) : n;
        if (about < n) open[about] = false;
    }
    for (size_t i = 0; open && i < n; i++)
        if (open[i]) return true;
    return false;
}
