/* What a mail says: its own words, what the rules find in them, and which of
 * several signs counts.
 *
 * Of the signs that are left when supposed ones are set aside, in this order:
 * one that says it outright; a likely no, or that the position is gone; an
 * outright receipt; another likely one; two hints of one kind; a likely
 * receipt.  Among those of one strength: no, filled, offer, references,
 * interview, asked to follow up, not yet.  So the thanks for applying around a
 * no do not count, nor the "unfortunately" of "unfortunately we cannot say yet",
 * and a receipt that tells of later interviews stays one. */
#include "word/word.h"

#include <string.h>

#include "word/key.h"

static const enum rules_sign order[] = {RULES_REJECTED, RULES_FILLED, RULES_OFFER, RULES_REFERENCES, RULES_INTERVIEW,
    RULES_ASKED_TO_FOLLOW_UP, RULES_NOT_YET};
enum { ORDERED = sizeof order / sizeof *order };

static const enum gist gists[] = {[RULES_RECEIVED] = GIST_RECEIVED,
    [RULES_NOT_YET] = GIST_NOT_YET,
    [RULES_ASKED_TO_FOLLOW_UP] = GIST_ASKED_TO_FOLLOW_UP,
    [RULES_INTERVIEW] = GIST_INTERVIEW,
    [RULES_REFERENCES] = GIST_REFERENCES,
    [RULES_REJECTED] = GIST_REJECTED,
    [RULES_FILLED] = GIST_FILLED,
    [RULES_OFFER] = GIST_OFFER};

/* --- setting aside --- */

static bool is_gist(enum rules_sign s)
{
    return s <= RULES_OFFER;
}

/* An answer keeps the subject of what it answers. */
static bool is_answer(struct str subject)
{
    static const char *const heads[] = {"re:", "aw:", "antw:", "sv:", "fw:", "fwd:", "wg:", "tr:", "rv:", "res:",
        "ref:", "rép:", "r:", "vs:", "odp:", NULL};
    struct str s = str_trim(subject);
    for (size_t i = 0; heads[i]; i++)
        if (key_head(s, (const char *)heads[i]) || (s.n > 3 && key_head((struct str){s.p, strlen(heads[i])}, heads[i])))
            return true;
    return false;
}

/* Drops signs in what is only supposed, and those of an older mail's subject. */
static void set_aside(const struct word_mail *m, struct rules_found *found, struct arena *a)
{
    size_t *from[2] = {
        ARENA_NEW(a, size_t, found->text.n_sentences + 1), ARENA_NEW(a, size_t, found->subject.n_sentences + 1)};
    for (size_t i = 0; i < found->text.n_sentences; i++) from[0][i] = SIZE_MAX;
    for (size_t i = 0; i < found->subject.n_sentences; i++) from[1][i] = is_answer(m->subject) ? 0 : SIZE_MAX;
    for (size_t i = 0; i < found->n; i++) {
        const struct rules_finding *f = &found->items[i];
        size_t *at = &from[f->reason.passage.subject][f->sentence];
        size_t begin = f->strength == RULES_SURE ? 0 : f->at;
        if (f->sign == RULES_NOTHING && begin < *at) *at = begin;
    }
    size_t n = 0;
    for (size_t i = 0; i < found->n; i++) {
        const struct rules_finding *f = &found->items[i];
        bool counts = is_gist(f->sign) || f->sign == RULES_CONTACT_US || f->sign == RULES_DECIDES;
        if (!counts || f->at < from[f->reason.passage.subject][f->sentence]) found->items[n++] = *f;
    }
    found->n = n;
}

/* --- which counts --- */

struct tally {
    const struct rules_finding *best;
    const struct rules_finding *hint; /* the first one; another rule's makes two */
    bool two;
};

static void count(const struct rules_found *found, struct tally t[RULES_SIGNS])
{
    for (size_t i = 0; i < found->n; i++) {
        const struct rules_finding *f = &found->items[i];
        struct tally *x = &t[f->sign];
        if (!x->best || f->strength > x->best->strength) x->best = f;
        x->two |= x->hint && x->hint->rule != f->rule;
        if (!x->hint) x->hint = f;
    }
}

static const struct rules_finding *first_of(
    const struct tally t[RULES_SIGNS], size_t from, size_t to, enum rules_strength s)
{
    for (size_t i = from; i < to; i++) {
        const struct tally *x = &t[order[i]];
        if (s == RULES_HINT ? x->two : x->best && x->best->strength >= s) return x->best;
    }
    return NULL;
}

static const struct rules_finding *decide(const struct tally t[RULES_SIGNS])
{
    const struct rules_finding *received = t[RULES_RECEIVED].best, *f;
    if ((f = first_of(t, 0, ORDERED, RULES_SURE))) return f;
    if ((f = first_of(t, 0, 2, RULES_LIKELY))) return f;
    if (received && received->strength == RULES_SURE) return received;
    if ((f = first_of(t, 2, ORDERED, RULES_LIKELY))) return f;
    if ((f = first_of(t, 0, ORDERED, RULES_HINT))) return f;
    return received && received->strength == RULES_LIKELY ? received : NULL;
}

static void say_gist(const struct tally t[RULES_SIGNS], struct word_meaning *ret)
{
    const struct rules_finding *f = decide(t);
    ret->gist = GIST_OTHER;
    if (!f) return;
    ret->gist = gists[f->sign];
    ret->reason = f->reason;
    ret->certainty = f->strength == RULES_SURE ? WORD_SURE : f->strength == RULES_LIKELY ? WORD_LIKELY : WORD_PERHAPS;
}

/* Who only names a day by which they decide has not decided. */
static void say_waiting(const struct word_mail *m, struct word_meaning *ret)
{
    const struct promise *p = promise_in_force(&ret->promises, PROMISE_DECISION, day_of(m->sent));
    if (m->sent == TIME_NONE || !p) return;
    ret->gist = GIST_NOT_YET;
    ret->reason = p->reason;
    ret->certainty = WORD_PERHAPS;
}

/* --- about work --- */

/* Rules that say so, counted once each: hint 1, likely 2, sure 3. */
static int weight(const struct rules_found *found, enum rules_sign sign, struct word_reason *ret)
{
    int sum = 0, most = 0;
    for (size_t i = 0; i < found->n; i++) {
        const struct rules_finding *f = &found->items[i];
        bool again = false;
        if (f->sign != sign) continue;
        for (size_t k = 0; k < i && !again; k++) again = found->items[k].rule == f->rule;
        if (again) continue;
        sum += 1 + (int)f->strength;
        if (1 + (int)f->strength > most) *ret = f->reason, most = 1 + (int)f->strength;
        if (sum > 100) break;
    }
    return sum;
}

static bool about_work(const struct rules_found *found, const struct word_meaning *w, struct word_reason *ret)
{
    struct word_reason not_work = {0}, work = {0};
    if (w->automatic.kind == AUTOMATIC_BOUNCE || w->automatic.kind == AUTOMATIC_LIST) return false;
    int against = weight(found, RULES_NOT_WORK, &not_work), with = weight(found, RULES_WORK, &work);
    bool system = w->employer.domain == EMPLOYER_SYSTEM;
    if (system) with += 3;
    if (w->certainty == WORD_SURE && w->gist != GIST_OTHER) with++;
    if (system && !work.rule.n)
        work = (struct word_reason){
            .rule = STR("sender"), .why = STR("It comes from a system through which employers write to applicants.")};
    if (with < 2 || with <= against) return false;
    *ret = work.rule.n ? work : w->reason;
    return true;
}

/* --- all of it --- */

static bool is_ours(const struct word_mail *m)
{
    if (m->ours) return true;
    for (size_t i = 0; i < m->n_own; i++)
        if (m->own[i].n && key_same(m->own[i], m->from_mail)) return true;
    return false;
}

static const char *const languages[] = {"en", "de", "fr"};
enum { LANGUAGES = 3 };

/* How many of the commonest words of each language the mail has. */
static void count_languages(const struct rules_found *found, int n[LANGUAGES])
{
    static const char *const words[LANGUAGES][14] = {
        {"the", "and", "you", "your", "for", "we", "to", "of", "with", "is", NULL},
        {"und", "die", "der", "sie", "ihre", "ihnen", "wir", "für", "ist", "nicht", "mit", "das", NULL},
        {"le", "la", "les", "et", "vous", "votre", "nous", "pour", "des", "est", "une", "à", NULL}};
    enum { LOOKED = 400 };
    const struct text *texts[] = {&found->text, &found->subject};
    for (int t = 0; t < 2; t++)
        for (size_t i = 0; i < texts[t]->n_words && i < LOOKED; i++) {
            char lower[64];
            struct str w = text_lower(texts[t], i, lower);
            for (int k = 0; k < LANGUAGES && w.n <= 5; k++) n[k] += str_among(w, words[k]);
        }
}

/* The language it is mostly in; drops what rules of languages have found that it is not in at all: "patience" is a word
 * of two. */
static struct str keep_language(struct rules_found *found)
{
    int n[LANGUAGES] = {0}, best = 0;
    count_languages(found, n);
    for (int k = 1; k < LANGUAGES; k++)
        if (n[k] > n[best]) best = k;
    if (!n[best]) return (struct str){0};
    size_t kept = 0;
    for (size_t i = 0; i < found->n; i++) {
        bool spoken = true;
        for (int k = 0; k < LANGUAGES; k++)
            if (str_is(found->items[i].reason.language, languages[k])) spoken = n[k] * 4 >= n[best];
        if (spoken) found->items[kept++] = found->items[i];
    }
    found->n = kept;
    return str_from(languages[best]);
}

/* Of a mail with thousands of words of its own its beginning and its end are read: what an employer has to say stands
 * there, and nobody should wait for the rest. */
static struct str ends_of(struct str own, const struct own_pieces *p, struct arena *a)
{
    enum { BEGINNING = 3000, END = 1000 };
    size_t all = 0, passed = 0;
    for (size_t i = 0; i < p->n; i++) all += p->items[i].kind == OWN_TEXT ? p->items[i].n : 0;
    if (all <= BEGINNING + END) return own;
    char *out = arena_alloc(a, own.n + 1, 1);
    memcpy(out, own.p, own.n);
    for (size_t i = 0; i < p->n; i++) {
        const struct own_piece *piece = &p->items[i];
        if (piece->kind != OWN_TEXT) continue;
        size_t from = passed < BEGINNING ? BEGINNING - passed : 0;
        size_t until = all - END > passed ? all - END - passed : 0;
        if (until > piece->n) until = piece->n;
        while (from < until && ((unsigned char)out[piece->at + from] & 0xC0) == 0x80) from++; /* between characters */
        while (until < piece->n && ((unsigned char)out[piece->at + until] & 0xC0) == 0x80) until++;
        if (from < until) memset(out + piece->at + from, '\n', until - from);
        passed += piece->n;
    }
    return (struct str){out, own.n};
}

/* Of several the one that leaves the least doubt: whoever asks how things stand may thank as well. */
static void say_purpose(const struct tally t[RULES_SIGNS], struct word_meaning *ret)
{
    static const struct {
        enum rules_sign sign;
        enum purpose purpose;
    } all[] = {{RULES_OUR_CHECK_BACK, PURPOSE_CHECK_BACK}, {RULES_OUR_GRACIOUS, PURPOSE_GRACIOUS},
        {RULES_OUR_INQUIRY, PURPOSE_INQUIRY}, {RULES_OUR_THANKS, PURPOSE_THANKS},
        {RULES_OUR_MATERIAL, PURPOSE_MATERIAL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct rules_finding *f = t[all[i].sign].best;
        if (!f) continue;
        ret->purpose = all[i].purpose;
        ret->reason = f->reason;
        return;
    }
}

static void find(const struct word_rules *r, const struct word_mail *m, struct arena *a, struct word_meaning *ret,
    struct rules_found *found)
{
    struct str text = str_clip(m->text, WORD_TEXT_MAX);
    own_read(text, a, &ret->own);
    struct str own = ends_of(own_mask(text, &ret->own, OWN_TEXT, a), &ret->own, a);
    rules_find(r, m->subject, own, a, found);
    ret->language = keep_language(found);
    set_aside(m, found, a);
    automatic_read(m, found, &ret->automatic);
}

void word_read(const struct word_rules *r, const struct word_mail *m, struct arena *a, struct word_meaning *ret)
{
    struct rules_found found;
    struct tally t[RULES_SIGNS] = {0};
    *ret = (struct word_meaning){.gist = GIST_OTHER, .purpose = PURPOSE_OTHER};
    find(r, m, a, ret, &found);
    employer_read(r, m, &ret->own, &found, &ret->employer);
    if ((ret->ours = is_ours(m))) {
        ret->automatic = (struct automatic){.back = DAY_NONE};
        ret->about_work = about_work(&found, ret, &ret->about);
        count(&found, t);
        say_purpose(t, ret);
        return;
    }
    sender_read(m, &ret->own, a, &ret->sender);
    enum automatic_kind kind = ret->automatic.kind;
    if (kind == AUTOMATIC_OUT_OF_OFFICE) ret->automatic.back = promise_back(m, &found);
    count(&found, t);
    /* An outright answer outweighs what makes a mail look like a newsletter. */
    const struct rules_finding *outright = first_of(t, 0, ORDERED, RULES_SURE);
    bool by_text = kind == AUTOMATIC_OUT_OF_OFFICE && !m->autoreply && !m->auto_submitted.n &&
                   !ret->automatic.reason.passage.subject;
    if (outright && (by_text || (kind == AUTOMATIC_LIST && t[RULES_WORK].best))) {
        ret->automatic = (struct automatic){.back = DAY_NONE};
        kind = AUTOMATIC_NONE;
    }
    if (kind == AUTOMATIC_NONE) {
        say_gist(t, ret);
        promise_read(m, &found, a, &ret->promises);
        if (ret->gist == GIST_OTHER) say_waiting(m, ret);
        if (t[RULES_REFERENCES].best) ret->references = t[RULES_REFERENCES].best->reason;
    }
    if (kind == AUTOMATIC_RECEIPT) ret->gist = GIST_RECEIVED, ret->reason = ret->automatic.reason;
    struct word_reason work, other;
    /* An order or a visa was received: not what this is about. */
    if (ret->gist == GIST_RECEIVED && weight(&found, RULES_NOT_WORK, &other) > weight(&found, RULES_WORK, &work))
        ret->gist = GIST_OTHER, ret->automatic.kind = AUTOMATIC_NONE, ret->certainty = WORD_NOTHING_SAID;
    if (ret->gist == GIST_RECEIVED) {
        ret->automatic.kind = AUTOMATIC_RECEIPT;
        ret->automatic.reason = ret->reason;
    }
    ret->is_word = ret->automatic.kind == AUTOMATIC_NONE;
    ret->about_work = about_work(&found, ret, &ret->about);
}
