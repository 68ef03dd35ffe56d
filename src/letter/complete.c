/* What the purpose of a letter needs.  Whether something is said is found by the
 * beginnings of words, which are many, so that a letter is not told to say what
 * it says in words of its own. */
#include "letter/complete.h"

#include "letter/frame.h"
#include "letter/near.h"
#include "letter/spelling.h"
#include "letter/wordset.h"

#include <string.h>

enum { INQUIRY_WORDS = 150 }; /* C9 */

struct complete {
    const struct text *t;
    const struct check_question *q;
    const struct letter_facts *f;
    struct findings *ret;
    struct frame frame;
    struct wordset stems; /* the first letters of every word of the letter, folded */
    size_t words; /* of the letter, without greeting and signature */
};

enum { STEM = 6 }; /* letters by which a word of the record is known again: calibrate, calibration */

/* --- what is said --- */

/* Whether a word begins with one of the stems. */
static bool says(const struct complete *c, const char *const stems[])
{
    char room[64];
    for (size_t i = 0; i < c->t->n_words; i++) {
        if (c->t->words[i].at < c->q->body) continue;
        struct str word = text_lower(c->t, i, room);
        for (int k = 0; stems[k]; k++)
            if (stems[k][0] == word.p[0] && str_starts(word, str_from(stems[k]))) return true;
    }
    return false;
}

static struct str stem_of(struct str word, char out[static 64])
{
    struct str s = near_fold(spelling_stem(word), out);
    if (s.n > 3 && s.p[s.n - 1] == 's') s.n--;
    return (struct str){s.p, s.n < STEM ? s.n : STEM};
}

static bool is_content(struct str word)
{
    static const char *const empty[] = {"about", "after", "again", "also", "been", "before", "being", "does", "doing",
        "during", "each", "even", "every", "from", "have", "having", "here", "into", "just", "like", "made", "make",
        "making", "many", "more", "most", "much", "need", "needs", "only", "other", "over", "same", "should", "some",
        "such", "than", "that", "their", "them", "then", "there", "these", "they", "thing", "things", "this", "those",
        "through", "under", "used", "using", "very", "want", "wants", "well", "were", "what", "when", "where", "which",
        "while", "with", "within", "without", "work", "working", "would", "your", "team", "people", "role", "position",
        "company", "project", "experience", NULL};
    if (word.n < 3) return false;
    return !str_among_nocase(word, empty);
}

/* How many of the words of a phrase of the record the letter has, of how many that matter. */
static size_t common(const struct complete *c, struct str phrase, size_t *ret_of)
{
    struct text t;
    size_t n = 0;
    text_read(phrase, c->ret->arena, &t);
    *ret_of = 0;
    for (size_t i = 0; i < t.n_words; i++) {
        char room[64];
        struct str word = text_word(&t, i);
        if (!is_content(word)) continue;
        ++*ret_of;
        n += wordset_find(&c->stems, stem_of(word, room)) != NULL;
    }
    return n;
}

static bool mentions(const struct complete *c, struct str phrase)
{
    size_t of, n = common(c, phrase, &of);
    return of == 0 || n * 2 >= of;
}

static void miss(const struct complete *c, const char *rule, struct str why)
{
    check_add(c->ret, FINDING_WARNING, rule, 0, 0, why);
}

/* --- thanks (A4, A6, A7, D5, D6) --- */

static const char *const thanking[] = {"thank", "grateful", "gratitude", "appreciat", "obliged", NULL};

static void check_topics(const struct complete *c)
{
    const struct letter_facts *f = c->f;
    size_t theirs = 0, said = 0;
    struct str one = {0};
    for (size_t i = 0; i < f->n_topics; i++) {
        if (f->topics[i].person && f->topics[i].person != f->to.id) continue;
        theirs++;
        if (!one.n) one = f->topics[i].text;
        said += mentions(c, f->topics[i].text);
    }
    if (!theirs || said) return;
    miss(c, "A7",
        arena_format(
            c->ret->arena, "Nothing that you talked about is recalled; your record has \"%.*s\".", STR_ARG(one)));
}

static void check_interest(const struct complete *c)
{
    static const char *const interest[] = {"interest", "excit", "enthus", "keen", "eager", "delighted", "thrilled",
        "pleased", "glad", "love", "forward", "drawn", "attract", "appeal", "inspir", "impress", "hope", "want", NULL};
    static const char *const confident[] = {"confiden", "convinc", "sure", "certain", "believe", "ready", "suited",
        "contribut", "capable", "qualif", "experience", "able", "skill", "strength", "bring", "fit", "equipped",
        "years", "prepared", NULL};
    static const char *const position[] = {
        "position", "role", "job", "post", "opening", "vacancy", "opportunity", "work", "joining", "join", NULL};
    static const char *const company[] = {"company", "firm", "team", "group", "organisation", "organization", "lab",
        "department", "office", "school", "institute", "college", "university", "hospital", "colleagues", NULL};
    const struct letter_facts *f = c->f;
    size_t of;
    if (!says(c, interest)) miss(c, "A6", STR("The interest in the position is not said."));
    bool names_position = (f->position.n && common(c, f->position, &of)) || says(c, position);
    bool names_company = (f->organisation.n && common(c, f->organisation, &of)) || says(c, company);
    if (!names_position) miss(c, "D5", STR("The position is not named."));
    if (!names_company) miss(c, "D5", STR("The company is not named."));
    if (!says(c, confident)) miss(c, "A6", STR("Nothing says that you can do the work."));
}

static bool is_job(const struct complete *c)
{
    return c->f->kind == OPP_JOB;
}

static void check_thanks(const struct complete *c)
{
    const struct letter_facts *f = c->f;
    if (!says(c, thanking)) miss(c, "A7", STR("Nobody is thanked in these thanks."));
    if (f->to.role == ROLE_RECEPTION || f->to.role == ROLE_REFERENCE || f->to.role == ROLE_REFERRER) return;
    check_topics(c);
    if (is_job(c) && f->refused == DAY_NONE && f->channel != CHANNEL_NOTE && f->channel != CHANNEL_PHONE)
        check_interest(c);
}

/* --- the three parts (C2) --- */

static void check_three_parts(const struct complete *c)
{
    static const char *const busy[] = {"busy", "many", "number", "swamp", "lot", "hundred", "dozen", "volume",
        "inundat", "flood", "full", "response", "candidates", "applicants", "plenty", NULL};
    static const char *const arrived[] = {
        "receiv", "arriv", "reach", "came", "come", "landed", "got", "get", "confirm", "through", "safely", NULL};
    static const char *const better[] = {"anything", "improve", "strengthen", "further", "else", "additional",
        "helpful", "useful", "chances", "more", "add", "missing", NULL};
    if (!says(c, busy))
        miss(c, "C2", STR("The first of the three parts is missing: that they are busy and have many responses."));
    if (!says(c, arrived))
        miss(c, "C2", STR("The second of the three parts is missing: whether the application has arrived."));
    if (!says(c, better))
        miss(c, "C2", STR("The third of the three parts is missing: whether anything can be done to improve it."));
}

/* --- inquiries (C9, D9) --- */

static bool says_a_day(const struct complete *c)
{
    static const char *const times[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "week", "month",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "timeframe", "timeline", "date", "deadline", "yesterday", "day", "frame", "schedule", NULL};
    return says(c, times);
}

static bool has_question(const struct text *t, const struct text_sentence *s)
{
    return s->n && t->bytes.p[s->at + s->n - 1] == '?';
}

/* A sentence that asks for something; what offers help, or a time to talk, asks for nothing. */
static bool is_request(const struct text *t, const struct text_sentence *s)
{
    static const char *const asks[] = {
        "please", "could", "would", "can", "may", "might", "grateful", "appreciate", NULL};
    bool asking = has_question(t, s), you = false, offers = false;
    char room[64];
    for (size_t i = s->first; i < s->first + s->n_words; i++) {
        struct str word = text_lower(t, i, room);
        for (int k = 0; asks[k] && !you; k++) you = str_is(word, asks[k]) && i == s->first;
        offers |= str_is(word, "if") || str_is(word, "anything") || str_is(word, "further") || str_is(word, "happy") ||
                  str_is(word, "glad");
    }
    return (asking || you) && !offers;
}

static void check_requests(const struct complete *c)
{
    size_t n = 0, at = 0, length = 0;
    if (letter_is_spoken(c->f)) return; /* notes for a call: one asks as far as the talk goes */
    for (size_t i = 0; i < c->t->n_sentences; i++) {
        const struct text_sentence *s = &c->t->sentences[i];
        if (s->at < c->q->body || !is_request(c->t, s)) continue;
        n++;
        at = s->at;
        length = s->n;
    }
    if (n > 2 || (n == 2 && c->f->purpose == PURPOSE_INQUIRY))
        check_add(c->ret, FINDING_WARNING, "C9", at, length,
            STR("The letter asks for more than one thing; one request is answered sooner."));
}

static void check_inquiry(const struct complete *c)
{
    const struct letter_facts *f = c->f;
    if (is_job(c) && f->promised != DAY_NONE && f->promised < f->today && !says_a_day(c))
        miss(c, "D9", STR("The date they named is the reason to ask: name it, or the time frame."));
    check_requests(c);
}

static void check_gracious(const struct complete *c)
{
    static const char *const others[] = {
        "other", "another", "future", "later", "further", "elsewhere", "else", "again", "opening", "openings", NULL};
    static const char *const places[] = {"position", "role", "opening", "opportunit", "vacanc", "job", "work", "place",
        "post", "something", "anything", NULL};
    if (!says(c, thanking)) miss(c, "A14", STR("Thank them: the same people may have something better another day."));
    if (is_job(c) && c->f->channel != CHANNEL_NOTE && !(says(c, others) && says(c, places)))
        miss(c, "E12", STR("A no is a chance to ask about other vacancies."));
}

/* --- length and address --- */

static void check_length(const struct complete *c)
{
    const struct letter_facts *f = c->f;
    struct arena *a = c->ret->arena;
    if (f->channel == CHANNEL_LINKEDIN && f->purpose == PURPOSE_CONNECT) {
        size_t n = str_characters(str_trim(c->t->bytes));
        if (n > LETTER_CONNECT_CHARACTERS)
            check_add(c->ret, FINDING_ERROR, "D12", 0, 0,
                arena_format(
                    a, "This has %zu characters, and LinkedIn takes %d with a request.", n, LETTER_CONNECT_CHARACTERS));
        return;
    }
    bool inquiry =
        f->purpose == PURPOSE_INQUIRY || f->purpose == PURPOSE_THREE_PART || f->purpose == PURPOSE_CHECK_BACK;
    if (f->channel == CHANNEL_NOTE && c->words > LETTER_NOTE_WORDS)
        miss(c, "C6", arena_format(a, "This has %zu words; by hand, %d fit on a card.", c->words, LETTER_NOTE_WORDS));
    else if (inquiry && !letter_is_spoken(c->f) && c->words > INQUIRY_WORDS)
        miss(c, "C9",
            arena_format(
                a, "This has %zu words; an inquiry is read when it has fewer than %d.", c->words, INQUIRY_WORDS));
}

/* D2: each person gets a letter of their own. */
static void check_address(const struct complete *c)
{
    const struct frame *x = &c->frame;
    bool personal = c->f->purpose == PURPOSE_THANKS || c->f->purpose == PURPOSE_CONNECT;
    if (!personal || !x->greets || x->people < 2) return;
    size_t at = c->t->words[x->greeting].at, end = c->t->words[x->greeting_last].at + c->t->words[x->greeting_last].n;
    check_add(c->ret, FINDING_WARNING, "D2", at, end - at,
        STR("This greets several people; a letter to each, different from the others, counts for more."));
}

/* --- attachments (D7) --- */

/* "I have attached", "please find attached", "enclosed is": a claim; "attached to the wall" is none. */
static bool claims(const struct text *t, size_t i)
{
    static const char *const before[] = {
        "find", "see", "i've", "have", "am", "i", "also", "are", "is", "the", "please", "my", NULL};
    static const char *const after[] = {
        "is", "are", "you", "please", "my", "the", "a", "find", "herewith", "letter", NULL};
    char room[64];
    struct str word = text_lower(t, i, room);
    bool done = str_is(word, "attached") || str_is(word, "enclosed");
    bool doing =
        str_is(word, "attaching") || str_is(word, "enclosing") || str_is(word, "attach") || str_is(word, "enclose");
    bool begins = t->words[i].begins, follows = false, precedes = false;
    bool next = i + 1 < t->n_words && t->words[i + 1].sentence == t->words[i].sentence;
    if (!done && !doing) return false;
    char other[64];
    struct str previous = begins ? (struct str){0} : text_lower(t, i - 1, other);
    for (int k = 0; before[k]; k++) precedes |= str_is(previous, before[k]);
    struct str following = next ? text_lower(t, i + 1, other) : (struct str){0};
    for (int k = 0; after[k]; k++) follows |= str_is(following, after[k]);
    if (str_is(following, "to") || str_is(following, "by") || str_is(following, "with")) return false;
    if (doing) return precedes;
    size_t first = t->sentences[t->words[i].sentence].first;
    if (!next && first + 1 < i && str_is_nocase(text_word(t, first), "please") &&
        str_is_nocase(text_word(t, first + 1), "find"))
        return true;
    return (begins && follows) || (precedes && (!next || follows || str_is(previous, "find") ||
                                                   str_is(previous, "have") || str_is(previous, "i've")));
}

static bool is_negated(const struct text *t, size_t i)
{
    const struct text_sentence *s = &t->sentences[t->words[i].sentence];
    enum { BACK = 6 };
    char room[64];
    for (size_t k = i; k-- > s->first && i - k <= BACK;) {
        struct str word = text_lower(t, k, room);
        bool not = str_is(word, "not") || str_is(word, "never") || str_is(word, "no") || str_is(word, "if") ||
                   str_is(word, "can") || str_is(word, "could") || str_is(word, "will") || str_is(word, "would") ||
                   str_is(word, "you");
        if (not || (word.n > 3 && str_contains(word, STR("n't")))) return true;
    }
    return false;
}

static void check_attachment(const struct text *t, const struct check_question *q, struct findings *ret)
{
    if (!q->attachment_known || q->has_attachment) return;
    for (size_t i = 0; i < t->n_words; i++) {
        const struct text_word *w = &t->words[i];
        if (w->kind != WORD_LETTERS || !claims(t, i) || is_negated(t, i)) continue;
        check_add(ret, FINDING_ERROR, "D7", w->at, w->n, STR("Nothing is attached to this mail."));
        return;
    }
}

/* --- all --- */

static void read_words(struct complete *c)
{
    char room[64];
    size_t end = c->frame.closing == SIZE_MAX ? c->t->n_words : c->frame.closing;
    for (size_t i = 0; i < c->t->n_words; i++) {
        if (c->t->words[i].at < c->q->body) continue;
        bool greeting = c->frame.greets && i >= c->frame.greeting && i <= c->frame.greeting_last;
        c->words += !greeting && i < end;
        wordset_put(&c->stems, stem_of(text_word(c->t, i), room));
    }
}

void complete_check(const struct text *t, const struct check_question *q, struct findings *ret)
{
    struct complete c = {.t = t, .q = q, .f = q->facts, .ret = ret};
    check_attachment(t, q, ret);
    if (!q->has_purpose || !q->facts) return;
    c.stems.arena = ret->arena;
    frame_read(t, q->body, &c.frame);
    read_words(&c);
    check_length(&c);
    check_address(&c);
    switch (c.f->purpose) {
    case PURPOSE_THANKS: check_thanks(&c); break;
    case PURPOSE_THREE_PART: check_three_parts(&c); break;
    case PURPOSE_INQUIRY: check_inquiry(&c); break;
    case PURPOSE_GRACIOUS: check_gracious(&c); break;
    case PURPOSE_CHECK_BACK: check_requests(&c); break;
    case PURPOSE_REPLY:
    case PURPOSE_REFERENCE:
    case PURPOSE_MATERIAL:
    case PURPOSE_CONNECT:
    case PURPOSE_ARTICLE:
    case PURPOSE_OTHER: break;
    }
}
