/* Digests of the record, made in one walk over it. */
#include "app/import_known.h"

#include "app/find.h"
#include "sys/text.h"

#include <stdlib.h>
#include <string.h>

/* --- digests --- */

static uint64_t folded(struct arena *a, uint64_t seed, struct str s)
{
    return map_digest(seed, text_fold(a, s));
}

/* Without what differs between ways to write the same address. */
static struct str bare_url(struct str url)
{
    static const char *const fronts[] = {"https://", "http://", "www.", NULL};
    url = str_trim(url);
    for (int i = 0; fronts[i]; i++) {
        struct str front = str_from(fronts[i]);
        if (url.n >= front.n && str_is_nocase((struct str){url.p, front.n}, fronts[i]))
            url.p += front.n, url.n -= front.n;
    }
    while (url.n && url.p[url.n - 1] == '/') url.n--;
    return url;
}

struct known_keys import_known_keys(
    struct arena *a, struct str organisation, struct str position, struct str url, day_t applied)
{
    struct known_keys k = {.applied = applied};
    struct str bare = bare_url(url);
    k.of[KNOWN_NAMED] = folded(a, folded(a, KNOWN_NAMED, organisation), position);
    k.of[KNOWN_URL] = bare.n ? map_digest(KNOWN_URL, bare) : 0;
    k.of[KNOWN_SAME] = map_mix(k.of[KNOWN_NAMED], k.of[KNOWN_URL]);
    k.of[KNOWN_EXACT] = map_mix(k.of[KNOWN_SAME], (uint64_t)applied);
    return k;
}

enum mark {
    MARK_APPLIED = 101,
    MARK_INTERVIEW,
    MARK_WORD,
    MARK_OFFER,
    MARK_NO,
    MARK_END,
    MARK_LINE,
    MARK_SLUG,
    MARK_PERSON
};

static bool is_no(const struct event *e)
{
    if (e->kind == EVENT_CLOSED) return e->ending == ENDING_REJECTED || e->ending == ENDING_FILLED;
    return e->kind == EVENT_HEARD && (e->gist == GIST_REJECTED || e->gist == GIST_FILLED);
}

/* Days, not times: a table that names the hour later on still speaks of the same interview.  Ends and offers without
 * their day: whoever has recorded one is not told so again by a table that has it a day off. */
uint64_t import_known_mark(const struct event *e)
{
    uint64_t day = e->at == TIME_NONE ? 0 : (uint64_t)day_of(e->at);
    if (is_no(e)) return map_mix(MARK_NO, 0);
    if (e->kind == EVENT_APPLIED) return map_mix(MARK_APPLIED, 0);
    if (e->kind == EVENT_INTERVIEW) return map_mix(MARK_INTERVIEW, day);
    if (e->kind == EVENT_MOVED && e->arranged != TIME_NONE)
        return map_mix(MARK_INTERVIEW, (uint64_t)day_of(e->arranged));
    if (e->kind == EVENT_OFFER || (e->kind == EVENT_HEARD && e->gist == GIST_OFFER)) return map_mix(MARK_OFFER, 0);
    if (e->kind == EVENT_HEARD) return map_mix(MARK_WORD, day);
    if (e->kind == EVENT_CLOSED) return map_mix(MARK_END, e->ending);
    return 0;
}

uint64_t import_known_line_mark(struct str line)
{
    return map_digest(MARK_LINE, str_trim(line));
}

uint64_t import_known_slug_mark(struct str slug)
{
    return map_digest(MARK_SLUG, slug);
}

uint64_t import_known_person_mark(struct arena *a, struct str name_or_mail)
{
    return folded(a, MARK_PERSON, name_or_mail);
}

bool import_known_has(const struct known_opp *o, uint64_t mark)
{
    for (uint32_t i = 0; i < o->n_marks; i++)
        if (o->marks[i] == mark) return true;
    return false;
}

/* --- maps --- */

struct known_opp *import_known_first(const struct import_known *k, enum known_key which, uint64_t key)
{
    int64_t i = map_get(&k->maps[which], key);
    return i ? &k->opps[i - 1] : NULL;
}

struct known_opp *import_known_next(const struct import_known *k, enum known_key which, const struct known_opp *o)
{
    uint32_t i = o->next[which];
    return i ? &k->opps[i - 1] : NULL;
}

int64_t import_known_kept(const struct import_known *k, uint64_t digest)
{
    return map_get(&k->kept, digest);
}

void import_known_keep(struct import_known *k, uint64_t digest, int64_t value)
{
    map_put(&k->kept, &k->arena, digest, value);
}

bool import_known_repeats(struct import_known *k, uint64_t digest)
{
    if (import_known_kept(k, digest)) return true;
    import_known_keep(k, digest, 1);
    return false;
}

/* --- slugs: each taken one, with the number from which on to look for a free one --- */

static bool take_slug(struct import_known *k, struct str slug)
{
    uint64_t key = import_known_slug_mark(slug);
    if (map_get(&k->slugs, key)) return false;
    map_put(&k->slugs, &k->arena, key, 2);
    return true;
}

struct str import_known_new_slug(struct import_known *k, struct arena *a, struct str organisation, struct str position)
{
    struct str wish = find_slug(a, organisation), slug = wish;
    if (take_slug(k, slug)) return slug;
    slug = find_slug(a, arena_format(a, "%.*s %.*s", STR_ARG(wish), STR_ARG(position)));
    if (take_slug(k, slug)) return slug;
    uint64_t key = import_known_slug_mark(wish);
    int64_t number = map_get(&k->slugs, key);
    do {
        slug = arena_format(a, "%.*s-%lld", STR_ARG(wish), (long long)++number);
    } while (!take_slug(k, slug));
    map_put(&k->slugs, &k->arena, key, number);
    return slug;
}

/* --- people --- */

static uint64_t person_key(struct arena *a, int64_t house, struct str name_or_mail)
{
    return map_mix(import_known_person_mark(a, name_or_mail), (uint64_t)house);
}

int64_t import_known_person(const struct import_known *k, struct arena *a, int64_t house, struct str name_or_mail)
{
    return name_or_mail.n ? map_get(&k->people, person_key(a, house, name_or_mail)) : 0;
}

void import_known_add_person(
    struct import_known *k, struct arena *a, int64_t house, struct str name_or_mail, int64_t id)
{
    uint64_t key = person_key(a, house, name_or_mail);
    if (name_or_mail.n && !map_get(&k->people, key)) map_put(&k->people, &k->arena, key, id);
}

/* --- one house --- */

struct seen_person {
    int64_t id;
    uint64_t name, mail;
};

struct visit {
    struct import_known *k;
    struct seen_person *people; /* of the house at hand, by id */
    size_t n_people;
    uint64_t *marks; /* of the opportunity at hand */
    size_t n_marks, marks_room;
};

static void add_mark(struct visit *v, uint64_t mark)
{
    if (mark) *ARENA_PUSH(&v->k->scratch, v->marks, v->n_marks, v->marks_room) = mark;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct seen_person *)a)->id, y = ((const struct seen_person *)b)->id;
    return (x > y) - (x < y);
}

static void see_people(struct visit *v, int64_t house, const struct events *events)
{
    struct import_known *k = v->k;
    struct arena *a = &k->scratch;
    size_t n = 0, i;
    for (i = 0; i < events->n; i++) n += events->items[i].kind == EVENT_PERSON;
    v->people = ARENA_NEW(a, struct seen_person, n);
    v->n_people = 0;
    for (i = 0; i < events->n; i++) {
        const struct event *e = &events->items[i];
        bool change = e->kind == EVENT_PERSON_CHANGE;
        int64_t id = change ? e->person : e->seq;
        if (e->kind != EVENT_PERSON && !change) continue;
        import_known_add_person(k, a, house, e->name, id);
        import_known_add_person(k, a, house, e->mail, id);
        if (change) continue;
        v->people[v->n_people++] = (struct seen_person){
            id, import_known_person_mark(a, e->name), e->mail.n ? import_known_person_mark(a, e->mail) : 0};
    }
    if (n > 1) qsort(v->people, n, sizeof *v->people, by_id);
}

static void mark_person(struct visit *v, int64_t id)
{
    struct seen_person wanted = {.id = id};
    const struct seen_person *p =
        id && v->n_people ? bsearch(&wanted, v->people, v->n_people, sizeof wanted, by_id) : NULL;
    if (!p) return;
    add_mark(v, p->name);
    add_mark(v, p->mail);
}

static void mark_event(struct visit *v, const struct event *e)
{
    add_mark(v, import_known_mark(e));
    mark_person(v, e->kind == EVENT_PERSON ? e->seq : e->person);
    if (e->kind == EVENT_INTERVIEW) add_mark(v, import_known_slug_mark(e->slug));
    struct str line, rest = e->kind == EVENT_NOTE ? e->text : (struct str){0};
    while (rest.n) {
        str_cut(rest, '\n', &line, &rest);
        if (str_trim(line).n) add_mark(v, import_known_line_mark(line));
    }
}

static void see_opp(struct visit *v, const struct event *events, size_t n)
{
    struct import_known *k = v->k;
    day_t applied = DAY_NONE;
    struct known_opp o = {.id = events->seq, .house = events->house};
    v->n_marks = 0;
    for (size_t i = 0; i < n; i++) {
        mark_event(v, &events[i]);
        bool first = events[i].kind == EVENT_APPLIED && applied == DAY_NONE;
        if (first) applied = day_of(events[i].at);
    }
    o.n_marks = (uint32_t)v->n_marks;
    uint64_t *marks = ARENA_NEW(&k->arena, uint64_t, v->n_marks);
    for (size_t i = 0; i < v->n_marks; i++) marks[i] = v->marks[i];
    o.marks = marks;
    take_slug(k, events->slug);
    o.keys = import_known_keys(&k->scratch, events->name, events->title, events->url, applied);
    *ARENA_PUSH(&k->arena, k->opps, k->n, k->room) = o;
    if (!k->n_houses || k->houses[k->n_houses - 1].house != o.house)
        *ARENA_PUSH(&k->arena, k->houses, k->n_houses, k->houses_room) = (struct known_house){.house = o.house};
    k->houses[k->n_houses - 1].opp = o.id;
}

static enum err see_house(void *context, int64_t house, const struct events *events, struct err_info *info)
{
    struct visit *v = context;
    (void)info;
    see_people(v, house, events);
    for (size_t i = 0; i < events->n;) {
        size_t end = i;
        while (end < events->n && events->items[end].opp == events->items[i].opp) end++;
        if (events->items[i].kind == EVENT_NEW) see_opp(v, &events->items[i], end - i);
        i = end;
    }
    arena_reset(&v->k->scratch);
    v->marks = NULL;
    v->marks_room = 0;
    return OK;
}

/* --- all --- */

/* From the last to the first, each before those already there: so that the first recorded is found first. */
static void make_maps(struct import_known *k)
{
    for (int which = 0; which < KNOWN_KEYS; which++) {
        struct map *m = &k->maps[which];
        map_reserve(m, &k->arena, k->n);
        for (size_t i = k->n; i-- > 0;) {
            uint64_t key = k->opps[i].keys.of[which];
            if (!key) continue;
            k->opps[i].next[which] = (uint32_t)map_get(m, key);
            map_put(m, &k->arena, key, (int64_t)i + 1);
        }
    }
}

enum err import_known_load(struct import_known *ret, struct app *app, struct err_info *info)
{
    struct import_known k = {0};
    struct visit v = {.k = &k};
    int64_t events, opps;
    enum err err = journal_count(app->journal, &events, &opps, info);
    if (!err && (opps > UINT32_MAX / 2 || events > UINT32_MAX / 2))
        err = err_set(info, ERR_INPUT, "the record is too large for an import");
    if (err) return err;
    k.room = (size_t)opps;
    map_reserve(&k.slugs, &k.arena, k.room);
    k.opps = ARENA_NEW(&k.arena, struct known_opp, k.room);
    err = journal_walk(app->journal, see_house, &v, info);
    if (err)
        import_known_close(&k);
    else
        make_maps(&k), *ret = k;
    return err;
}

void import_known_close(struct import_known *k)
{
    if (!k) return;
    arena_close(&k->arena);
    arena_close(&k->scratch);
}

int64_t import_known_opp_of(const struct import_known *k, int64_t house)
{
    size_t low = 0, high = k->n_houses;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (k->houses[middle].house < house)
            low = middle + 1;
        else
            high = middle;
    }
    return low < k->n_houses && k->houses[low].house == house ? k->houses[low].opp : 0;
}
