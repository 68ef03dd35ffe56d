/* Contact cards into the record: whom the seeker knows at a house that is in
 * it.  What becomes of each: import_people.h. */
#include "app/import_people.h"
#include "codec/vcard_read.h"

struct reading {
    struct import *i;
    struct import_result *r;
    struct import_known known;
    struct import_people people;
    struct arena arena; /* the card's */
};

static void reading_close(struct reading *d)
{
    import_known_close(&d->known);
    arena_close(&d->arena);
}

/* --- a card --- */

/* The beginning of a name, for a sentence that must not grow without bound. */
static struct str shown(struct str s)
{
    enum { SHOWN_MAX = 80 };
    return str_clip(s, SHOWN_MAX);
}

static struct str too_long(const struct vcard *c)
{
    bool mails = false, phones = false;
    if (c->n_mails) mails = c->mails[0].n > EVENT_NAME_MAX;
    if (c->n_phones) phones = c->phones[0].n > EVENT_NAME_MAX;
    if (c->name.n > EVENT_NAME_MAX) return STR("its name is longer than 1000 bytes: shorten it");
    if (c->title.n > EVENT_NAME_MAX) return STR("its title is longer than 1000 bytes: shorten it");
    return mails || phones ? STR("its mail address or number is longer than 1000 bytes: shorten it") : (struct str){0};
}

static struct str why_not(const struct vcard *c)
{
    if (c->fault.n) return c->fault;
    if (c->kind == VCARD_GROUP) return STR("this is the card of a group: cards of people are taken");
    if (c->kind == VCARD_THING) return STR("this is the card of a place or a device: cards of people are taken");
    if (c->kind == VCARD_ORGANISATION) return STR("this is the card of an organisation: cards of people are taken");
    if (!c->name.n) return STR("this card has no name (FN or N): give it one");
    return too_long(c);
}

/* As a shell takes it for one word. */
static struct str quoted(struct arena *a, struct str s)
{
    AUTO(buf) b = {0};
    buf_shell(&b, s);
    return arena_str(a, buf_str(&b));
}

static struct str no_place(struct reading *d, const struct vcard *c)
{
    struct str name = shown(c->name), organisation = shown(c->organisation);
    if (!organisation.n)
        return arena_format(&d->arena,
            "%.*s: the card names no organisation: import it with --opportunity OPP, where it belongs", STR_ARG(name));
    return arena_format(&d->arena,
        "%.*s: %.*s is not in your record: \"hearback new %.*s POSITION\", or import with --opportunity OPP",
        STR_ARG(name), STR_ARG(organisation), STR_ARG(quoted(&d->arena, organisation)));
}

static enum err take(struct reading *d, const struct vcard *c, struct err_info *info)
{
    struct import_place at = {0};
    struct str why = why_not(c);
    enum err err = why.n ? OK : import_people_place(&d->people, c->organisation, &at, info);
    if (err) return err;
    if (!why.n && !at.opp) why = no_place(d, c);
    if (why.n) {
        import_say(d->i, &d->r->refused, c->line, why);
        return OK;
    }
    struct import_told told = {.line = c->line,
        .name = c->name,
        .title = c->title,
        .mails = c->mails,
        .n_mails = c->n_mails,
        .phones = c->phones,
        .n_phones = c->n_phones};
    return import_people_take(&d->people, &told, &at, info);
}

enum err import_cards(struct import *i, struct str bytes, struct import_result *r, struct err_info *info)
{
    AUTO(reading) d = {.i = i, .r = r};
    struct content_file file;
    struct vcard card;
    d.people = (struct import_people){.i = i, .r = r, .known = &d.known, .arena = &d.arena};
    enum err err = vcard_read_init(&file, bytes, info);
    if (!err) err = import_known_load(&d.known, i->app, info);
    while (!err && vcard_read_next(&file, &d.arena, &card)) {
        r->read++;
        err = take(&d, &card, info);
        arena_reset(&d.arena);
    }
    r->kind = IMPORT_CARDS;
    return err;
}

enum err import_cards_one(struct import *i, const struct vcard *card, struct import_result *r, struct err_info *info)
{
    AUTO(reading) d = {.i = i, .r = r};
    d.people = (struct import_people){.i = i, .r = r, .known = &d.known, .arena = &d.arena};
    r->kind = IMPORT_CARDS;
    r->read = 1;
    enum err err = import_known_load(&d.known, i->app, info);
    return err ? err : take(&d, card, info);
}
