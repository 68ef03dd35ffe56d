/* Rows of tables into the record.
 *
 * A row is one that is recorded already if organisation, position, address and
 * day of application agree; rows of one file that agree in all that are told
 * apart by their number and by what else they say.  So a second import of the
 * same file adds nothing, and one of a file that has grown adds what is new.
 * To find out, the file is read up to three times: for rows that say nothing
 * new, for rows that say more of something known, and to record.
 *
 * A row that only resembles what came from elsewhere is held back: a person
 * has to say whether it is the same. */
#include "app/import_messages.h"
#include "app/import_people.h"
#include "app/import_row.h"
#include "codec/csv.h"
#include "sys/text.h"

enum stage { STAGE_WHOLE, STAGE_PART, STAGE_RECORD };
enum fate { FATE_OPEN, FATE_REPEATED, FATE_MATCHED }; /* matched: plus the index of the opportunity */

struct reading {
    struct import *i;
    struct import_result *r;
    struct import_known known;
    enum stage stage;
    bool first; /* of the stages */
    size_t row; /* index of the one at hand, in this stage */
    uint32_t *fates;
    size_t n_fates, fates_room;
    enum role contact; /* what the heading says of the contacts in it */
    struct import_people people; /* of a table of contacts */
    struct import_messages messages; /* of a table of messages */
    struct arena arena; /* the row's */
};

static void reading_close(struct reading *d)
{
    import_known_close(&d->known);
    import_messages_close(&d->messages);
    arena_close(&d->arena);
}

/* --- what a row says that is not known --- */

static bool note_known(const struct known_opp *o, struct str text)
{
    struct str line;
    while (text.n) {
        str_cut(text, '\n', &line, &text);
        if (str_trim(line).n && !import_known_has(o, import_known_line_mark(line))) return false;
    }
    return true;
}

static bool person_known(struct reading *d, const struct known_opp *o, const struct record_person *p)
{
    uint64_t name = import_known_person_mark(&d->arena, p->name);
    if (import_known_has(o, name)) return true;
    return p->mail.n && import_known_has(o, import_known_person_mark(&d->arena, p->mail));
}

static void drop_known(struct reading *d, const struct known_opp *o, struct import_row *row)
{
    size_t events = 0, notes = 0;
    for (size_t i = 0; i < row->n; i++)
        if (!import_known_has(o, import_known_mark(&row->events[i]))) row->events[events++] = row->events[i];
    for (size_t i = 0; i < row->n_notes; i++)
        if (!note_known(o, row->notes[i])) row->notes[notes++] = row->notes[i];
    row->n = events;
    row->n_notes = notes;
    row->has_person = row->has_person && !person_known(d, o, &row->person);
}

static bool says_nothing(const struct import_row *row)
{
    return !row->n && !row->n_notes && !row->has_person;
}

static uint64_t digest_of(struct reading *d, const struct import_row *row, const struct known_keys *keys)
{
    uint64_t h = keys->of[KNOWN_EXACT];
    for (size_t i = 0; i < row->n; i++) h = map_mix(h, import_known_mark(&row->events[i]));
    for (size_t i = 0; i < row->n_notes; i++) h = map_mix(h, import_known_line_mark(row->notes[i]));
    return row->has_person ? map_mix(h, import_known_person_mark(&d->arena, row->person.name)) : h;
}

/* --- which opportunity a row is --- */

enum { SCANNED = 256 }; /* under one key, so that a table of nothing but namesakes takes no square of time */

static bool days_agree(day_t a, day_t b)
{
    return a == b || a == DAY_NONE || b == DAY_NONE;
}

static bool holds_all(struct reading *d, const struct known_opp *o, const struct import_row *row)
{
    struct import_row copy = *row;
    copy.notes = ARENA_NEW(&d->arena, struct str, row->n_notes);
    for (size_t i = 0; i < row->n_notes; i++) copy.notes[i] = row->notes[i];
    drop_known(d, o, &copy);
    return says_nothing(&copy);
}

static struct known_opp *find_under(
    struct reading *d, enum known_key which, const struct import_row *row, const struct known_keys *keys)
{
    struct known_opp *o = import_known_first(&d->known, which, keys->of[which]);
    for (int n = 0; o && n < SCANNED; n++, o = import_known_next(&d->known, which, o)) {
        if (o->taken || !days_agree(o->keys.applied, row->applied)) continue;
        if (d->stage == STAGE_PART || holds_all(d, o, row)) return o;
    }
    return NULL;
}

static struct known_opp *find_match(struct reading *d, const struct import_row *row, const struct known_keys *keys)
{
    struct known_opp *o = find_under(d, KNOWN_EXACT, row, keys);
    return o ? o : find_under(d, KNOWN_SAME, row, keys);
}

/* Something from elsewhere that this row may be. */
static const struct known_opp *find_double(struct reading *d, const struct known_keys *keys)
{
    static const enum known_key ways[] = {KNOWN_URL, KNOWN_NAMED};
    for (int w = 0; w < 2; w++) {
        const struct known_opp *o = import_known_first(&d->known, ways[w], keys->of[ways[w]]);
        for (int n = 0; o && n < SCANNED; n++, o = import_known_next(&d->known, ways[w], o)) {
            bool other_url =
                o->keys.of[KNOWN_URL] && keys->of[KNOWN_URL] && o->keys.of[KNOWN_URL] != keys->of[KNOWN_URL];
            bool other_day = !days_agree(o->keys.applied, keys->applied);
            if (!o->taken && !(other_url && other_day)) return o;
        }
    }
    return NULL;
}

/* --- recording --- */

static void name_interview(struct reading *d, const struct known_opp *o, struct event *e, size_t *number)
{
    do {
        e->slug = arena_format(&d->arena, "%zu", ++*number);
    } while (o && import_known_has(o, import_known_slug_mark(e->slug)));
}

/* The name and the address under which they are found again. */
static void remember_person(struct reading *d, int64_t house, const struct record_person *p, int64_t id)
{
    import_known_add_person(&d->known, &d->arena, house, p->name, id);
    import_known_add_person(&d->known, &d->arena, house, p->mail, id);
}

static enum err introduce(struct reading *d, int64_t opp, int64_t house, struct str organisation,
    const struct zone *zone, const struct record_person *p, struct err_info *info)
{
    int64_t id;
    const struct import_place at = {.house = house, .opp = opp, .organisation = organisation, .zone = zone};
    enum err err = import_people_record(d->i, &at, p, &d->arena, &id, info);
    if (!err) remember_person(d, house, p, id);
    return err;
}

static enum err record_contact(struct reading *d, int64_t opp, int64_t house, struct str organisation,
    const struct zone *zone, const struct record_person *p, struct err_info *info)
{
    int64_t id = import_known_person(&d->known, &d->arena, house, p->mail);
    if (!id) id = import_known_person(&d->known, &d->arena, house, p->name);
    if (!id) return introduce(d, opp, house, organisation, zone, p, info);
    struct event e = event_zero(EVENT_PERSON_CHANGE); /* that they matter to this opportunity too */
    e.opp = opp;
    e.person = id;
    e.role = ROLE_OTHER;
    e.flags = (uint8_t)p->flags;
    return import_record(d->i, &e, zone, info);
}

static enum err record_notes(
    struct reading *d, int64_t opp, const struct zone *zone, const struct import_row *row, struct err_info *info)
{
    AUTO(buf) text = {0};
    struct event e = event_zero(EVENT_NOTE);
    e.opp = opp;
    e.at = zone_civil(zone, d->i->app->now);
    for (size_t i = 0; i < row->n_notes; i++) {
        if (text.n) buf_char(&text, '\n');
        buf_add(&text, row->notes[i]);
        bool last = i + 1 == row->n_notes;
        if (!last && text.n + row->notes[i + 1].n < IMPORT_NOTE_MAX) continue;
        struct event one = e;
        one.text = buf_str(&text);
        enum err err = import_record(d->i, &one, zone, info);
        if (err) return err;
        buf_clear(&text);
    }
    return OK;
}

/* o: the opportunity as it is known; NULL: it was introduced just now. */
static enum err record_row(struct reading *d, int64_t opp, int64_t house, const struct known_opp *o,
    struct str organisation, const struct zone *zone, const struct import_row *row, struct err_info *info)
{
    size_t interviews = 0;
    enum err err = OK;
    if (row->has_person) err = record_contact(d, opp, house, organisation, zone, &row->person, info);
    for (size_t i = 0; !err && i < row->n; i++) {
        struct event e = row->events[i];
        e.opp = opp;
        if (e.kind == EVENT_INTERVIEW) name_interview(d, o, &e, &interviews);
        err = import_record(d->i, &e, zone, info);
    }
    return err ? err : record_notes(d, opp, zone, row, info);
}

static enum err add_new(struct reading *d, const struct table_opportunity *t, struct str url,
    const struct import_row *row, struct err_info *info)
{
    struct import *i = d->i;
    struct event e = event_zero(EVENT_NEW);
    if (i->options.dry_run) return OK;
    e.name = t->organisation;
    e.title = t->position;
    e.url = url;
    e.country = i->options.country;
    e.zone = i->options.zone;
    e.at = zone_civil(i->zone, i->app->now);
    e.slug = import_known_new_slug(&d->known, &d->arena, e.name, e.title);
    enum err err = import_record(i, &e, i->zone, info);
    return err ? err : record_row(d, e.seq, e.house, NULL, e.name, i->zone, row, info);
}

static enum err add_to(
    struct reading *d, const struct known_opp *o, const struct import_row *row, struct err_info *info)
{
    struct events all;
    const struct zone *zone;
    if (d->i->options.dry_run) return OK;
    enum err err = journal_history(d->i->app->journal, o->id, 0, &d->arena, &all, NULL, info);
    if (err || !all.n) return err;
    struct str name = all.items[0].zone;
    err = app_zone(d->i->app, name.n ? name : d->i->app->zone_name, &zone, info);
    return err ? err : record_row(d, o->id, o->house, o, all.items[0].name, zone, row, info);
}

/* --- what is said about it --- */

static enum err hold_back(
    struct reading *d, const struct table_opportunity *t, const struct known_opp *o, struct err_info *info)
{
    struct events all = {0};
    AUTO(buf) b = {.max = 4000};
    struct import *i = d->i;
    d->r->suggested++;
    buf_printf(&b, "%.*s%s%.*s: ", STR_ARG(t->organisation), t->position.n ? ", " : "", STR_ARG(t->position));
    if (!o) {
        buf_put(&b, "an earlier line says just the same; if it is another one: hearback new ");
    } else {
        enum err err = journal_history(i->app->journal, o->id, 0, &d->arena, &all, NULL, info);
        if (err) return err;
        struct event none = event_zero(EVENT_NEW);
        const struct event *e = all.n ? &all.items[0] : &none;
        buf_printf(&b, "much like %.*s (%.*s%s%.*s), which is not from this file; if it is another one: hearback new ",
            STR_ARG(e->slug), STR_ARG(e->name), e->title.n ? ", " : "", STR_ARG(e->title));
    }
    buf_shell(&b, t->organisation);
    buf_char(&b, ' ');
    buf_shell(&b, t->position);
    import_say(i, &d->r->held, t->line, buf_str(&b));
    return OK;
}

static void take_sample(struct reading *d, const struct table_opportunity *t, const struct import_row *row)
{
    struct import_result *r = d->r;
    struct arena *a = d->i->app->arena;
    if (!d->i->options.dry_run || r->n_samples == IMPORT_SAMPLES) return;
    struct import_sample *s = &r->samples[r->n_samples++];
    *s = (struct import_sample){
        t->line, arena_str(a, t->organisation), arena_str(a, t->position), ARENA_NEW(a, struct event, row->n), row->n};
    for (size_t i = 0; i < row->n; i++) {
        s->events[i] = row->events[i];
        s->events[i].text = arena_str(a, row->events[i].text);
    }
}

/* --- a row --- */

/* What people click on must be what it seems; anything else is kept as a note. */
static bool is_web(struct str url)
{
    struct str scheme, rest;
    bool has = str_cut(url, ':', &scheme, &rest) && !str_contains(scheme, STR("/")) && !str_contains(scheme, STR("."));
    bool web = !has || str_is_nocase(scheme, "http") || str_is_nocase(scheme, "https");
    for (size_t i = 0; i < url.n; i++) web &= (unsigned char)url.p[i] > ' ' && url.p[i] != 0x7F;
    return web;
}

static enum err record_stage(struct reading *d, const struct table_opportunity *t, struct str url,
    struct import_row *row, const struct known_keys *keys, uint32_t fate, struct err_info *info)
{
    struct import_result *r = d->r;
    if (fate == FATE_REPEATED) return hold_back(d, t, NULL, info);
    if (fate >= FATE_MATCHED) {
        const struct known_opp *o = &d->known.opps[fate - FATE_MATCHED];
        drop_known(d, o, row);
        bool nothing = says_nothing(row);
        if (nothing)
            r->already++;
        else
            r->added++;
        if (!nothing) take_sample(d, t, row);
        return nothing ? OK : add_to(d, o, row, info);
    }
    const struct known_opp *o = find_double(d, keys);
    if (o) return hold_back(d, t, o, info);
    r->added++;
    take_sample(d, t, row);
    return add_new(d, t, url, row, info);
}

static enum err refuse_opportunity(struct err_info *info)
{
    return err_set(info, ERR_INPUT, "%s, and this is a table of something else", import_opportunity_is_for);
}

static enum err on_opportunity(void *context, const struct table_opportunity *t, struct err_info *info)
{
    struct reading *d = context;
    struct import *i = d->i;
    if (i->opp) return refuse_opportunity(info);
    arena_reset(&d->arena);
    size_t index = d->row++;
    if (!text_fold(&d->arena, t->organisation).n) {
        if (d->first) *ARENA_PUSH(&d->known.arena, d->fates, d->n_fates, d->fates_room) = FATE_OPEN;
        if (d->stage == STAGE_RECORD)
            import_say(i, &d->r->refused, t->line, STR("the organisation is missing: name it, or \"unknown\""));
        return OK;
    }
    struct import_row row;
    import_row_make(&row, t, i->zone, zone_civil(i->zone, i->app->now), &d->arena);
    row.person.role = (int)d->contact;
    struct str url = is_web(t->url) ? t->url : (struct str){0};
    if (t->url.n && !url.n) import_row_note(&row, &d->arena, "Address", t->url);
    struct known_keys keys = import_known_keys(&d->arena, t->organisation, t->position, url, row.applied);
    if (d->first) {
        bool repeats = import_known_repeats(&d->known, digest_of(d, &row, &keys));
        *ARENA_PUSH(&d->known.arena, d->fates, d->n_fates, d->fates_room) = repeats ? FATE_REPEATED : FATE_OPEN;
    }
    uint32_t *fate = &d->fates[index];
    if (d->stage == STAGE_RECORD) return record_stage(d, t, url, &row, &keys, *fate, info);
    struct known_opp *o = *fate == FATE_OPEN ? find_match(d, &row, &keys) : NULL;
    if (!o) return OK;
    o->taken = true;
    *fate = FATE_MATCHED + (uint32_t)(o - d->known.opps);
    return OK;
}

/* --- contacts and messages --- */

/* The part of a cell of several values: Google joins them by " ::: ". */
static struct str value_at(struct str cell, size_t n)
{
    struct str sign = STR(":::");
    for (;; n--) {
        size_t end = 0;
        while (end < cell.n && !str_starts((struct str){cell.p + end, cell.n - end}, sign)) end++;
        if (!n) return str_trim((struct str){cell.p, end});
        if (end == cell.n) return (struct str){0};
        cell.p += end + sign.n, cell.n -= end + sign.n;
    }
}

/* Of several organisations the first that is in the record; *ret_which of them. */
static enum err find_place(struct reading *d, const struct table_contact *t, struct import_place *ret,
    size_t *ret_which, struct err_info *info)
{
    enum { SEVERAL = 8 };
    struct str one;
    *ret = (struct import_place){0};
    *ret_which = 0;
    for (size_t i = 0; i < SEVERAL && !ret->opp; i++) {
        one = value_at(t->organisation, i);
        if (i && !one.n) break;
        enum err err = import_people_place(&d->people, one, ret, info);
        if (err) return err;
        *ret_which = i;
    }
    return OK;
}

/* Outlook also lists what only its own servers understand: /o=Harbour/ou=... */
static size_t only_addresses(const struct table_contact *t, struct str mails[static TABLE_VALUES_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_mails; i++) {
        struct str local, domain;
        bool address = str_cut(t->mails[i], '@', &local, &domain) && local.n && domain.n;
        if (address && !str_contains(t->mails[i], STR(" "))) mails[n++] = t->mails[i];
    }
    return n;
}

/* People of a house that is in the record become known there; all others are left out and counted: an address book is
 * full of them, and nothing is wrong with them. */
static enum err on_contact(void *context, const struct table_contact *t, struct err_info *info)
{
    struct reading *d = context;
    struct import_place at;
    struct str mails[TABLE_VALUES_MAX];
    size_t which;
    if (d->stage != STAGE_RECORD) return OK;
    arena_reset(&d->arena);
    enum err err = find_place(d, t, &at, &which, info);
    if (err) return err;
    if (!at.opp) {
        d->r->suggested++;
        d->r->left_out++;
        d->r->nowhere += !t->organisation.n;
        return OK;
    }
    struct str title = value_at(t->title, which);
    struct import_told told = {.line = t->line,
        .name = t->name,
        .plain_name = t->plain_name,
        .title = title.n ? title : value_at(t->title, 0),
        .mails = mails,
        .n_mails = only_addresses(t, mails),
        .phones = t->phones,
        .n_phones = t->n_phones};
    return import_people_take(&d->people, &told, &at, info);
}

static enum err on_message(void *context, const struct table_message *t, struct err_info *info)
{
    struct reading *d = context;
    struct import_messages *m = &d->messages;
    if (d->i->opp) return refuse_opportunity(info);
    if (d->stage != STAGE_RECORD) {
        import_messages_look(m, t);
        return OK;
    }
    enum err err = m->begun || d->first ? OK : import_messages_begin(m, info);
    return err ? err : import_messages_take(m, t, info);
}

static void on_refused(void *context, size_t line, struct str why)
{
    struct reading *d = context;
    if (d->stage == STAGE_RECORD) import_say(d->i, &d->r->refused, line, why);
}

/* --- the heading --- */

static bool has_cell(struct arena *a, const struct csv_record *r, const char *const names[])
{
    for (size_t i = 0; i < r->n; i++)
        if (r->cells[i].n < FIND_SLUG_MAX && kind_code(names, find_slug(a, r->cells[i])) >= 0) return true;
    return false;
}

/* A row does not say what its column of contacts is called, and "Recruiter" says who they are. */
static enum role role_of_contacts(struct str bytes)
{
    static const char *const firms[] = {"company", "company-name", "employer", "organisation", "organization",
        "arbeitgeber", "firma", "unternehmen", "entreprise", "societe", "employeur", NULL};
    static const char *const contacts[] = {"contact", "contact-person", "contact-name", NULL};
    static const char *const recruiters[] = {"recruiter", "recruiter-name", "recruteur", NULL};
    static const char *const managers[] = {"hiring-manager", "hiringmanager", NULL};
    enum { LOOKED_AT = 30 }; /* as codec/table.c does for the heading */
    AUTO(arena) a = {0};
    struct csv file;
    if (csv_init(&file, bytes, NULL)) return ROLE_OTHER;
    struct csv_record *r = ARENA_NEW(&a, struct csv_record, 1);
    for (int i = 0; i < LOOKED_AT && csv_next(&file, &a, r, NULL) == OK && r->n; i++) {
        if (!has_cell(&a, r, firms)) continue;
        if (has_cell(&a, r, contacts)) return ROLE_OTHER;
        return has_cell(&a, r, recruiters) ? ROLE_RECRUITER
               : has_cell(&a, r, managers) ? ROLE_HIRING_MANAGER
                                           : ROLE_OTHER;
    }
    return ROLE_OTHER;
}

/* --- the whole table --- */

static const enum import_kind kinds[] = {[TABLE_OPPORTUNITIES] = IMPORT_OPPORTUNITIES,
    [TABLE_SAVED_JOBS] = IMPORT_SAVED_JOBS,
    [TABLE_CONTACTS] = IMPORT_CONTACTS,
    [TABLE_MESSAGES] = IMPORT_MESSAGES};

enum err import_table(struct import *i, struct str bytes, struct import_result *r, struct err_info *info)
{
    AUTO(reading) d = {.i = i, .r = r};
    const struct table_visitor v = {&d, on_opportunity, on_contact, on_message, on_refused};
    struct table_summary s;
    enum err err = import_known_load(&d.known, i->app, info);
    if (err) return err;
    d.messages.i = i;
    d.messages.r = r;
    d.people = (struct import_people){.i = i, .r = r, .known = &d.known, .arena = &d.arena};
    d.first = true;
    d.contact = role_of_contacts(bytes);
    for (int stage = d.known.n ? STAGE_WHOLE : STAGE_RECORD; stage <= (int)STAGE_RECORD; stage++) {
        d.stage = (enum stage)stage;
        d.row = 0;
        err = table_read(bytes, i->options.order, &v, &s, info);
        if (err) return err;
        d.first = false;
        bool compares = s.kind == TABLE_OPPORTUNITIES || s.kind == TABLE_SAVED_JOBS;
        if (!compares && stage < (int)STAGE_PART) stage = STAGE_PART;
    }
    if (i->opp && s.kind != TABLE_CONTACTS) return refuse_opportunity(info); /* a table without rows */
    r->kind = kinds[s.kind];
    r->order = s.order;
    r->read = (int64_t)s.read;
    return OK;
}
