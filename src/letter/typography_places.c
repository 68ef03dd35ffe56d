/* Places that were to be filled in: [Name], [Who was it?], {{company}}, <Date>, ____, XXX. */
#include <string.h>

#include "letter/typography_part.h"

enum { PLACE_MAX = 60 }; /* bytes between the brackets */

static const char left_in[] = "Something was to be filled in here.";

/* What such a place asks for. */
static const char *const asked[] = {"name", "names", "firstname", "lastname", "surname", "company", "organisation",
    "organization", "employer", "firm", "position", "title", "role", "job", "date", "dates", "day", "month", "year",
    "time", "address", "street", "city", "state", "zip", "postcode", "phone", "telephone", "mobile", "number", "email",
    "e-mail", "manager", "recruiter", "interviewer", "recipient", "insert", "your", "skill", "skills", "topic",
    "topics", "field", "industry", "department", "link", "url", "degree", "university", "school", "amount", "salary",
    "project", "signature", "here", "blank", "tbd", "tbc", "xx", "xxx", "person", "contact", "reason", "experience",
    "achievement", "details", "specific", "topic", "fill", "linkedin", "location", "team", "hours", "weeks", "days",
    NULL};

/* Whether one of its words is asked for; more than six words are a remark. */
static bool asks(struct str inside, struct arena *a)
{
    struct text t;
    char lower[64];
    text_read(inside, a, &t);
    if (t.n_words > 6) return false;
    for (size_t i = 0; i < t.n_words; i++)
        if (t.words[i].kind == WORD_ADDRESS) return false;
    for (size_t i = 0; i < t.n_words; i++) {
        struct str word = text_lower(&t, i, lower), head, tail;
        str_cut(word, '\'', &head, &tail);
        if (str_among(head, asked)) return true;
        do {
            str_cut(word, '-', &head, &word);
            if (str_among(head, asked)) return true;
        } while (word.n);
    }
    return false;
}

static size_t closing(struct str rest, char by)
{
    for (size_t i = 1; i < rest.n && i < PLACE_MAX && rest.p[i] != '\n'; i++)
        if (rest.p[i] == by) return i;
    return 0;
}

static void bracketed(const struct text *t, size_t i, struct findings *ret)
{
    struct str rest = {t->bytes.p + i, t->bytes.n - i};
    bool angle = rest.p[0] == '<', curly = rest.p[0] == '{';
    size_t end = closing(rest, angle ? '>' : curly ? '}' : ']');
    if (end < 2) return;
    struct str inside = {rest.p + 1, end - 1};
    char after = end + 1 < rest.n ? rest.p[end + 1] : ' ', before = i ? rest.p[-1] : ' ';
    bool doubled = curly && inside.p[0] == '{' && after == '}';
    bool letters = (inside.p[0] | 32) >= 'a' && (inside.p[0] | 32) <= 'z';
    if (!doubled && (!letters || before == '$' || before == '\\')) return;
    if (!doubled && (after == '(' || after == '[' || after == ':')) return; /* a link in Markdown */
    AUTO(arena) scratch = {0};
    bool question =
        rest.p[0] == '[' && inside.p[inside.n - 1] == '?' && memchr(inside.p, ' ', inside.n); /* a draft's */
    if (doubled || question || asks(inside, &scratch))
        typography_add(ret, FINDING_ERROR, "A11", i, end + 1 + doubled, left_in);
}

/* "____" within a line that holds words; a line of its own is a rule or a place to sign. */
static size_t underscores(const struct text *t, size_t i, struct findings *ret)
{
    size_t n = 0, begin = i, end;
    while (i + n < t->bytes.n && t->bytes.p[i + n] == '_') n++;
    if (n < 3) return n;
    while (begin && t->bytes.p[begin - 1] != '\n' && i - begin < 100) begin--;
    for (end = i + n; end < t->bytes.n && t->bytes.p[end] != '\n' && end - i < 1000;) end++;
    struct str line = str_trim((struct str){t->bytes.p + begin, end - begin});
    if (line.n > n && line.n < 900) typography_add(ret, FINDING_ERROR, "A11", i, n, left_in);
    return n;
}

static void left_words(const struct text *t, struct findings *ret)
{
    char lower[64];
    for (size_t i = 0; i < t->n_words; i++) {
        const struct text_word *w = &t->words[i];
        struct str word = text_word(t, i);
        bool next = i + 1 < t->n_words && typography_blank_between(t, i + 1) && w[1].sentence == w->sentence;
        size_t crosses = 0;
        while (crosses < word.n && word.p[crosses] == 'X') crosses++;
        if (crosses == word.n && crosses >= 3) typography_add(ret, FINDING_ERROR, "A11", w->at, w->n, left_in);
        if (w->shout && (str_is(word, "TBD") || str_is(word, "TODO") || str_is(word, "FIXME")))
            typography_add(ret, FINDING_WARNING, "A11", w->at, w->n, left_in);
        if (next && str_is_nocase(word, "lorem") && str_is(text_lower(t, i + 1, lower), "ipsum"))
            typography_add(ret, FINDING_ERROR, "A11", w->at, w[1].at + w[1].n - w->at, left_in);
        if (!next || !w->capital || !w[1].capital) continue;
        bool first = str_is_nocase(word, "firstname") || str_is(word, "INSERT");
        bool your = str_is_nocase(word, "your") && str_among(text_lower(t, i + 1, lower), asked);
        bool bracket = w->at && strchr("[<{", t->bytes.p[w->at - 1]);
        bool whole =
            !bracket && t->sentences[w->sentence].n_words <= 3 && !t->sentences[w->sentence].ended && w->begins;
        if (first || (your && whole))
            typography_add(ret, FINDING_ERROR, "A11", w->at, w[1].at + w[1].n - w->at, left_in);
    }
}

void typography_places(const struct text *t, struct findings *ret)
{
    for (size_t i = 0; i < t->bytes.n;) {
        char c = t->bytes.p[i];
        size_t step = 1;
        bool again = i && c == '{' && t->bytes.p[i - 1] == '{';
        if (!again && (c == '[' || c == '<' || c == '{')) bracketed(t, i, ret);
        if (c == '_') step = underscores(t, i, ret);
        i += step ? step : 1;
    }
    left_words(t, ret);
}
