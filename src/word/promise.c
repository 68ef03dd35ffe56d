/* Days and what they are for. */
#include "word/promise.h"

#include "word/days.h"

const char *const promise_names[] = {"decision", "follow-up", "meeting", NULL};

/* What the rules say of a sentence. */
struct about {
    const struct rules_finding *decides, *contact, *meeting;
};

struct promising {
    const struct word_mail *m;
    const struct text *t;
    struct days_now now;
    struct arena *a;
    struct promises *ret;
    size_t room;
};

static void note(struct about *x, const struct rules_finding *f)
{
    switch (f->sign) {
    case RULES_DECIDES: x->decides = f; break;
    case RULES_NOT_YET:
        if (!x->decides && f->strength >= RULES_LIKELY) x->decides = f;
        break;
    case RULES_CONTACT_US:
    case RULES_ASKED_TO_FOLLOW_UP: x->contact = f; break;
    case RULES_INTERVIEW:
    case RULES_MEETING: x->meeting = f; break;
    case RULES_RECEIVED:
    case RULES_REFERENCES:
    case RULES_REJECTED:
    case RULES_FILLED:
    case RULES_OFFER:
    case RULES_NOTHING:
    case RULES_OUT_OF_OFFICE:
    case RULES_BOUNCE:
    case RULES_LIST:
    case RULES_WORK:
    case RULES_NOT_WORK:
    case RULES_OUR_THANKS:
    case RULES_OUR_INQUIRY:
    case RULES_OUR_CHECK_BACK:
    case RULES_OUR_GRACIOUS:
    case RULES_OUR_MATERIAL: break;
    }
}

static struct days_now now_of(const struct word_mail *m, const struct rules_found *found)
{
    int other = 0;
    for (size_t i = 0; i < found->n && i < 100; i++)
        other += str_is(found->items[i].reason.language, "en") ? -1 : found->items[i].reason.language.n > 0;
    return (struct days_now){m->sent == TIME_NONE ? DAY_NONE : day_of(m->sent), m->calendar, other > 0};
}

static struct str words(const struct text *t, size_t first, size_t end)
{
    size_t at = t->words[first].at;
    return (struct str){t->bytes.p + at, t->words[end - 1].at + t->words[end - 1].n - at};
}

/* A time in words [from, end), with the zone behind it. */
static int clock_in(const struct text *t, size_t from, size_t end, struct str *ret_zone)
{
    for (size_t i = from; i < end; i++) {
        size_t n;
        int minute = days_clock(t, i, end, &n);
        if (minute < 0) continue;
        for (size_t k = i + n; k < end && k < i + n + 4; k++)
            if (days_clock_zone(t, k)) {
                *ret_zone = text_word(t, k);
                break;
            }
        return minute;
    }
    return -1;
}

static void add(struct promising *p, enum promise_kind kind, const struct days_said *said, size_t sentence,
    const struct rules_finding *f, const char *why)
{
    const struct text_sentence *s = &p->t->sentences[sentence];
    if (p->ret->n >= PROMISES_MAX) return;
    struct promise *x = ARENA_PUSH(p->a, p->ret->items, p->ret->n, p->room);
    *x = (struct promise){.kind = kind, .day = said->day, .minute = -1, .said = words(p->t, said->first, said->end)};
    x->doubt = str_from(said->doubt);
    if (f) x->reason = f->reason;
    x->reason.why = str_from(why);
    if (!f) x->reason.rule = STR("day-and-time");
    x->reason.passage = (struct word_passage){false, s->at, s->n};
}

/* All days of a sentence, as those of meetings. */
static void meetings(struct promising *p, size_t sentence, const struct rules_finding *f)
{
    const struct text_sentence *s = &p->t->sentences[sentence];
    size_t end = s->first + s->n_words, from = s->first;
    struct days_said said, next;
    struct str zone = {0};
    bool more = days_next(p->t, from, end, &p->now, &said);
    bool alone = more && !days_next(p->t, said.end, end, &p->now, &next);
    while (more) {
        size_t last = p->ret->n;
        more = days_next(p->t, said.end, end, &p->now, &next);
        int minute = clock_in(p->t, said.end, more ? next.first : end, &zone);
        if (minute < 0 && alone) minute = clock_in(p->t, s->first, said.first, &zone);
        if (said.dated && (f || minute >= 0)) {
            add(p, PROMISE_MEETING, &said, sentence, f, "A day for a talk.");
            if (p->ret->n > last) p->ret->items[last].minute = minute, p->ret->items[last].zone = zone;
        }
        said = next;
        zone = (struct str){0};
    }
}

/* Whether nothing but a few words of joining stand between two ways of naming a day: "on Monday or Tuesday". */
static bool joined(const struct text *t, const struct days_said *a, const struct days_said *b)
{
    static const char *const joints[] = {"or", "and", "to", "bis", "oder", "und", "ou", "et", "au", "through", "until",
        "by", "on", "likely", "am", "-", NULL};
    if (b->first < a->end || b->first - a->end > 3) return false;
    for (size_t i = a->end; i < b->first; i++) {
        char lower[64];
        if (str_among(text_lower(t, i, lower), joints)) return true;
    }
    return b->first == a->end;
}

/* The day that a sentence promises: the first behind what makes it a promise, else the last before it. */
static bool promised(const struct promising *p, size_t sentence, size_t cue, struct days_said *ret)
{
    const struct text_sentence *s = &p->t->sentences[sentence];
    size_t end = s->first + s->n_words, from = s->first;
    bool found = false, behind = false;
    struct days_said said;
    while (days_next(p->t, from, end, &p->now, &said)) {
        from = said.end;
        bool later = p->t->words[said.first].at >= cue;
        if (found && joined(p->t, ret, &said)) {
            bool exact = said.dated && !ret->dated; /* "early next week, by Monday" */
            if (exact || said.day == DAY_NONE || said.day > ret->day) ret->day = said.day, ret->doubt = said.doubt;
            ret->end = said.end;
            behind |= later;
            continue;
        }
        if (behind) break;
        if (said.day != DAY_NONE && said.day < p->now.sent) continue; /* that day had passed */
        *ret = said;
        found = true;
        behind = later;
    }
    return found;
}

static void read_sentence(struct promising *p, size_t sentence, const struct about *x)
{
    struct days_said said;
    const struct text_sentence *s = &p->t->sentences[sentence];
    struct str zone;
    bool timed = clock_in(p->t, s->first, s->first + s->n_words, &zone) >= 0;
    const struct rules_finding *f = x->contact ? x->contact : x->decides;
    bool meets = x->meeting || (timed && !f);
    if (f && !(x->meeting && timed)) {
        if (!promised(p, sentence, f->at, &said)) return;
        add(p, x->contact ? PROMISE_FOLLOW_UP : PROMISE_DECISION, &said, sentence, f,
            x->contact ? "They name a day on which you may ask." : "They name a day by which they decide or write.");
        return;
    }
    if (meets) meetings(p, sentence, x->meeting);
}

void promise_read(const struct word_mail *m, const struct rules_found *found, struct arena *a, struct promises *ret)
{
    *ret = (struct promises){0};
    struct promising p = {.m = m, .t = &found->text, .now = now_of(m, found), .a = a, .ret = ret};
    if (p.now.sent == DAY_NONE) return;
    size_t at = 0;
    while (at < found->n && found->items[at].reason.passage.subject) at++;
    for (size_t i = 0; i < p.t->n_sentences; i++) {
        struct about x = {0};
        for (; at < found->n && found->items[at].sentence == i; at++) note(&x, &found->items[at]);
        if (p.t->sentences[i].n_words) read_sentence(&p, i, &x);
    }
}

day_t promise_back(const struct word_mail *m, const struct rules_found *found)
{
    enum { SENTENCES = 30 };
    struct days_now now = now_of(m, found);
    const struct text *t = &found->text;
    day_t last = DAY_NONE;
    if (now.sent == DAY_NONE) return DAY_NONE;
    for (size_t i = 0; i < t->n_sentences && i < SENTENCES; i++) {
        size_t from = t->sentences[i].first, end = from + t->sentences[i].n_words;
        for (struct days_said said; days_next(t, from, end, &now, &said); from = said.end)
            if (said.day != DAY_NONE && said.day > now.sent && (last == DAY_NONE || said.day > last)) last = said.day;
    }
    return last;
}

const struct promise *promise_in_force(const struct promises *p, enum promise_kind kind, day_t sent)
{
    const struct promise *last = NULL;
    for (size_t i = 0; i < p->n; i++)
        if (p->items[i].kind == kind && p->items[i].day != DAY_NONE && p->items[i].day >= sent) last = &p->items[i];
    return last;
}
