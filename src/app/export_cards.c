/* People as contact cards for an address book: who they are and how to reach
 * them.  Notes, words and letters stay here: address books are synchronised. */
#include "app/export.h"

#include "app/house.h"
#include "codec/vcard_write.h"

struct writing {
    struct app *app;
    struct buf *b;
    int version;
    int64_t n;
    struct arena arena; /* the house's */
};

static void writing_close(struct writing *w)
{
    arena_close(&w->arena);
}

/* Ids are places in one journal; with the moment of the recording nobody else's journal has the same. */
static struct str uid_of(struct arena *a, const struct event *introduced)
{
    return arena_format(
        a, "person-%lld-%lld@hearback.invalid", (long long)introduced->seq, (long long)introduced->recorded);
}

static struct str note_of(struct arena *a, const struct app_person *p)
{
    const char *no = p->do_not_contact ? "Not to be contacted." : "";
    if (p->role == ROLE_OTHER) return str_from(no);
    return arena_format(a, "Role: %s.%s%s", role_names[p->role], *no ? " " : "", no);
}

struct history { /* of a person */
    const struct event *introduced;
    instant_t changed;
};

static struct history *histories(struct arena *a, const struct app_house *h, const struct events *events)
{
    struct history *all = ARENA_NEW(a, struct history, h->n_people);
    for (size_t i = 0; i < events->n; i++) {
        const struct event *e = &events->items[i];
        bool introduces = e->kind == EVENT_PERSON, says = introduces || e->kind == EVENT_PERSON_CHANGE;
        int16_t who = says ? house_person_index(h, introduces ? e->seq : e->person) : PERSON_SELF;
        if (who < 0) continue;
        if (introduces) all[who].introduced = e;
        if (e->recorded > all[who].changed) all[who].changed = e->recorded;
    }
    return all;
}

static void write_person(
    struct writing *w, const struct app_house *h, const struct app_person *p, const struct history *history)
{
    struct vcard c = {.name = p->name, .title = p->title};
    c.uid = uid_of(&w->arena, history->introduced);
    if (h->n_opps) c.organisation = h->opps[0].organisation;
    if (p->mail.n) c.mails[c.n_mails++] = p->mail;
    if (p->phone.n) c.phones[c.n_phones++] = p->phone;
    c.note = note_of(&w->arena, p);
    vcard_write(w->b, &c, w->version, history->changed);
    w->n++;
}

static enum err visit(void *context, int64_t id, const struct events *events, struct err_info *info)
{
    struct writing *w = context;
    struct app_house h;
    arena_reset(&w->arena);
    enum err err = house_make(w->app, id, events, &w->arena, &h, info);
    if (err) return err;
    struct history *all = histories(&w->arena, &h, events);
    for (size_t i = 0; i < h.n_people; i++) write_person(w, &h, &h.people[i], &all[i]);
    return OK;
}

enum err export_cards(struct app *app, int version, struct buf *b, int64_t *ret_n, struct err_info *info)
{
    AUTO(writing) w = {.app = app, .b = b, .version = version};
    enum err err = journal_walk(app->journal, visit, &w, info);
    if (!err) err = export_check_room(b, info);
    if (!err) *ret_n = w.n;
    return err;
}
