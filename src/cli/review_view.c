#include "cli/review_view.h"

/* --- in words --- */

static struct str day_said(struct speak *s, const char *what, day_t day)
{
    if (day == DAY_NONE) return (struct str){0};
    return arena_format(s->cli->arena, "%s%.*s", what, STR_ARG(phrase_day(s->cli->arena, day, s->now)));
}

static const char *const meanings[] = {"This looks like an automatic receipt", "They seem not to have decided yet",
    "They seem to ask you to be in touch", "This may be about an interview", "They may be asking for references",
    "This may be a no", "The position may be filled", "This may be an offer", "This may be a word of theirs"};

static const char *const purposes[] = {"Was this your thanks", "Was this your three-part message",
    "Was this an inquiry", "Was this a reply to something they asked", "Was this to a reference",
    "Was this to send them something", "Was this a gracious note", "Was this to check back", "Was this to connect",
    "Was this to share an article", "What was this for"};

static struct str meaning(struct speak *s, const struct event *e)
{
    struct str by = day_said(s, ", a decision by ", e->day), on = day_said(s, ", to ask again on ", e->day2);
    return arena_format(s->cli->arena, "%s%.*s%.*s", meanings[e->gist], STR_ARG(by), STR_ARG(on));
}

static struct str name_of(const struct review_item *i, int64_t person)
{
    const struct app_person *p = i->house ? house_person(i->house, person) : NULL;
    return p ? p->name : STR("somebody");
}

static struct str details(struct speak *s, const struct event *e)
{
    const struct str all[] = {e->name, e->title, e->mail, e->phone};
    AUTO(buf) b = {0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].n) buf_printf(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(all[i]));
    return arena_str(s->cli->arena, buf_str(&b));
}

struct str review_view_question(struct speak *s, const struct review_item *i)
{
    struct arena *a = s->cli->arena;
    const struct event *e = &i->e;
    struct str who = i->opp ? i->opp->organisation : e->name, what = (struct str){0};
    if (e->kind == EVENT_MAY_MEAN)
        what = e->flags & FLAG_OURS ? arena_format(a, "%s?", purposes[e->purpose])
                                    : arena_format(a, "%.*s.", STR_ARG(meaning(s, e)));
    if (e->kind == EVENT_MAY_BE_NEW) {
        struct str position = e->title.n ? arena_format(a, " (%.*s)", STR_ARG(e->title)) : (struct str){0};
        return arena_format(
            a, "%.*s%.*s: a new opportunity? %.*s.", STR_ARG(who), STR_ARG(position), STR_ARG(meaning(s, e)));
    }
    if (e->kind == EVENT_MAY_BE_PERSON)
        what = arena_format(a, "%.*s: %.*s?", STR_ARG(name_of(i, e->person)), STR_ARG(details(s, e)));
    if (e->kind == EVENT_MAY_BE_SAME)
        what = arena_format(
            a, "Are %.*s and %.*s one person?", STR_ARG(name_of(i, e->person)), STR_ARG(name_of(i, e->count)));
    return arena_format(a, "%.*s: %.*s", STR_ARG(who), STR_ARG(what));
}

static struct str subject_of(const struct review_item *i)
{
    return i->e.kind == EVENT_MAY_BE_NEW ? i->e.phone : i->about.title;
}

/* A line of the mail's head: from whom, when, what about. */
static struct str head(struct speak *s, const struct review_item *i)
{
    struct arena *a = s->cli->arena;
    const struct event *mail = i->e.kind == EVENT_MAY_BE_NEW ? &i->e : &i->about;
    if (!mail->kind) return (struct str){0};
    struct str from = i->e.kind == EVENT_MAY_BE_NEW ? i->e.mail
                      : mail->person                ? name_of(i, mail->person)
                                                    : (struct str){0};
    struct str subject = subject_of(i);
    const char *way = mail->kind == EVENT_CONTACTED ? "You to " : "";
    return arena_format(a, "%s%.*s%s%.*s%s%.*s", way, STR_ARG(from), from.n ? ", " : "",
        STR_ARG(phrase_moment(a, mail->at, mail->precision, s->now)), subject.n ? ": " : "", STR_ARG(subject));
}

/* The beginning of it, as a paragraph. */
static struct str shown(struct arena *a, struct str text)
{
    enum { SHOWN = 400 };
    struct str all = str_clip(text, SHOWN);
    char *p = ARENA_NEW(a, char, all.n);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        bool blank = all.p[i] == ' ' || all.p[i] == '\n' || all.p[i] == '\t';
        if (!blank || (n && p[n - 1] != ' ')) p[n++] = blank ? ' ' : all.p[i];
    }
    struct str one = {p, n};
    return all.n < text.n ? arena_format(a, "%.*s ...", STR_ARG(str_trim(one))) : one;
}

void review_view_text(struct speak *s, const struct review_item *i)
{
    struct cli *cli = s->cli;
    struct arena *a = cli->arena;
    struct str passage = shown(a, i->e.text);
    layout_text(&cli->layout, 0, 6, LAYOUT_BOLD,
        arena_format(a, "%4lld  %.*s", (long long)i->e.seq, STR_ARG(review_view_question(s, i))));
    struct str line = head(s, i);
    if (line.n) layout_text(&cli->layout, 6, 6, LAYOUT_DIM, line);
    if (passage.n) layout_text(&cli->layout, 6, 8, LAYOUT_PLAIN, arena_format(a, "> %.*s", STR_ARG(passage)));
    if (i->e.why.n) layout_text(&cli->layout, 6, 6, LAYOUT_PLAIN, i->e.why);
}

/* --- for programs --- */

static void add_str(struct json_write *w, const char *key, struct str value)
{
    if (value.n) json_write_str(w, key, value);
}

static void add_day(struct json_write *w, const char *key, day_t day)
{
    char text[16];
    if (day != DAY_NONE) json_write_text(w, key, day_format(day, text));
}

static void add_person(struct json_write *w, const char *key, const struct review_item *i, int64_t id)
{
    const struct app_person *p = i->house ? house_person(i->house, id) : NULL;
    if (!p) return;
    json_write_object(w, key);
    json_write_str(w, "id", p->slug);
    json_write_str(w, "name", p->name);
    json_write_end(w);
}

static void add_kind(struct json_write *w, const struct review_item *i)
{
    const struct event *e = &i->e;
    if (e->kind == EVENT_MAY_MEAN || e->kind == EVENT_MAY_BE_NEW) {
        bool ours = e->flags & FLAG_OURS;
        json_write_text(w, ours ? "purpose" : "gist", ours ? purpose_names[e->purpose] : gist_names[e->gist]);
        add_day(w, "decision_by", e->day);
        add_day(w, "follow_up_on", e->day2);
    }
    if (e->kind == EVENT_MAY_BE_NEW) {
        add_str(w, "position", e->title);
        add_str(w, "from", e->mail);
    }
    if (e->kind == EVENT_MAY_BE_PERSON) {
        add_str(w, "name", e->name);
        add_str(w, "title", e->title);
        add_str(w, "mail", e->mail);
        add_str(w, "phone", e->phone);
    }
    add_person(w, "person", i, e->person ? e->person : i->about.person);
    if (e->kind == EVENT_MAY_BE_SAME) add_person(w, "other", i, e->count);
}

void review_view_json(struct speak *s, struct json_write *w, const struct review_item *i)
{
    static const char *const kinds[] = {"means", "person", "new", "same"};
    const struct event *e = &i->e, *mail = e->kind == EVENT_MAY_BE_NEW ? e : &i->about;
    const struct zone *zone = i->opp ? i->opp->zone : s->app.zone;
    json_write_object(w, NULL);
    json_write_int(w, "number", e->seq);
    json_write_text(w, "kind", kinds[e->kind - EVENT_MAY_MEAN]);
    if (i->opp) json_write_str(w, "opportunity", i->opp->slug);
    json_write_str(w, "organisation", i->opp ? i->opp->organisation : e->name);
    add_kind(w, i);
    if (mail->kind) json_write_str(w, "at", phrase_iso(s->cli->arena, zone, mail->at));
    if (mail->kind) add_str(w, "source", mail->source);
    add_str(w, "subject", subject_of(i));
    add_str(w, "passage", e->text);
    add_str(w, "why", e->why);
    json_write_end(w);
}
