/* Values on business cards: what can be told by its own form or by the label in
 * front of it.  A line may hold several: "T +49 30 555 01  M +49 151 555 01". */
#include "codec/card_part.h"

#include <string.h>

enum { WORDS_MAX = CARD_LINE_MAX };

static const char hard_to_read[] = "was hard to read";
static const char mended[] = "a slip of the reading was mended";

struct scan {
    struct arena *a;
    struct card_text *ret;
    struct card_field offices[CARD_VALUES_MAX]; /* numbers of switchboards */
    size_t n_offices;
    const struct card_line *line; /* at hand, and all that follows */
    struct str words[WORDS_MAX];
    size_t n, at;
    enum card_label label; /* in front of the word at hand */
    struct str kept[WORDS_MAX]; /* that are no value */
    size_t n_kept;
};

/* --- letters --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool all_among(struct str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]) && !is_letter(s.p[i]) && (!s.p[i] || !strchr(more, s.p[i]))) return false;
    return s.n > 0;
}

static struct str without_signs(struct str s, const char *front, const char *back)
{
    while (s.n && strchr(front, s.p[0])) s.p++, s.n--;
    while (s.n && strchr(back, s.p[s.n - 1])) s.n--;
    return s;
}

static struct str join(struct arena *a, struct str x, struct str y)
{
    return arena_format(a, "%.*s%.*s", STR_ARG(x), STR_ARG(y));
}

static struct str next_word(const struct scan *s, size_t ahead)
{
    return s->at + ahead < s->n ? s->words[s->at + ahead] : (struct str){0};
}

/* --- putting values down --- */

static void put(const struct scan *s, struct card_field *fields, size_t *n, struct str text, const char *doubt)
{
    for (size_t i = 0; i < *n; i++)
        if (str_eq(fields[i].text, text)) return;
    if (*n == CARD_VALUES_MAX) return;
    if (!doubt && s->line->confidence < CARD_UNSURE) doubt = hard_to_read;
    fields[(*n)++] = (struct card_field){arena_str(s->a, text), doubt};
}

/* --- mail --- */

static bool is_domain(struct str s)
{
    struct str label, rest = s;
    bool dot = false;
    if (!all_among(s, ".-")) return false;
    while (str_cut(rest, '.', &label, &rest)) {
        dot = true;
        if (!label.n || label.p[0] == '-' || label.p[label.n - 1] == '-') return false;
    }
    for (size_t i = 0; i < label.n; i++)
        if (!is_letter(label.p[i])) return false;
    return dot && label.n >= 2;
}

static bool is_local(struct str s)
{
    return all_among(s, "._%+-'") && s.p[0] != '.' && s.p[s.n - 1] != '.';
}

/* Where a word has an at sign, or what is read for one; *ret_n: its bytes, 0: nowhere. */
static size_t at_sign(struct str s, size_t *ret_n, bool *ret_mended)
{
    static const struct {
        const char *sign;
        bool slip;
    } signs[] = {{"@", false}, {"(at)", false}, {"[at]", false}, {"\u00A9", true}, {"\u00AE", true}};
    for (size_t i = 0; i < s.n; i++)
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
            if (str_starts((struct str){s.p + i, s.n - i}, str_from(signs[k].sign))) {
                *ret_n = strlen(signs[k].sign);
                *ret_mended = signs[k].slip;
                return i;
            }
    *ret_n = 0;
    return s.n;
}

/* kestrel,example and "kestrel. example", where the one word or both make a domain. */
static bool mend_domain(struct scan *s, struct str *domain, size_t *ret_words)
{
    char *copy = ARENA_NEW(s->a, char, domain->n);
    for (size_t i = 0; i < domain->n; i++) copy[i] = domain->p[i] == ',' ? '.' : domain->p[i];
    struct str dotted = {copy, domain->n}, next = without_signs(next_word(s, *ret_words), "", ".,;|)>");
    dotted = without_signs(dotted, "", ".");
    if (is_domain(dotted)) return *domain = dotted, true;
    bool gap = domain->n && (domain->p[domain->n - 1] == '.' || (next.n && next.p[0] == '.'));
    struct str whole = join(s->a, *domain, next);
    if (!gap || !is_domain(whole)) return false;
    *domain = whole;
    ++*ret_words;
    return true;
}

/* "jane@kestrel.example", also with blanks around the at sign. */
static bool take_mail(struct scan *s)
{
    struct str word = without_signs(s->words[s->at], "(<[|:", ",;|)>]"), local, domain;
    size_t sign, words = 1, at;
    bool slip, before = false;
    at = at_sign(word, &sign, &slip);
    if (!sign) return false;
    local = (struct str){word.p, at};
    domain = (struct str){word.p + at + sign, word.n - at - sign};
    if (!local.n && s->n_kept) local = s->kept[s->n_kept - 1], before = true;
    if (!domain.n) domain = without_signs(next_word(s, words++), "", ",;|)>");
    struct str bare = without_signs(domain, "", "."); /* of a sentence's full stop */
    if (is_domain(bare)) domain = bare;
    bool good = is_local(local) && is_domain(domain);
    bool mends = !good && is_local(local) && mend_domain(s, &domain, &words);
    good |= mends;
    if (!good && (slip || !local.n || !domain.n)) return false;
    struct str mail = arena_format(s->a, "%.*s@%.*s", STR_ARG(local), STR_ARG(domain));
    put(s, s->ret->mails, &s->ret->n_mails, mail,
        !good           ? "is no mail address as it stands"
        : slip || mends ? mended
                        : NULL);
    if (before) s->n_kept--;
    s->at += words;
    return true;
}

/* --- web addresses --- */

static bool starts_nocase(struct str s, const char *with)
{
    size_t n = strlen(with);
    return s.n >= n && str_is_nocase((struct str){s.p, n}, with);
}

static bool is_address(struct str s, bool labelled)
{
    struct str host, path;
    str_cut(s, '/', &host, &path);
    if (starts_nocase(s, "http://") || starts_nocase(s, "https://")) return s.n > 8;
    if (!is_domain(host)) return false;
    if (labelled || starts_nocase(s, "www.")) return true;
    for (size_t i = 0; i < host.n; i++)
        if (host.p[i] >= 'A' && host.p[i] <= 'Z') return false; /* Ph.D */
    return str_cut(host, '.', &host, &path) && host.n > 2;
}

/* Pages of people on other people's sites come second. */
static bool is_profile(struct str s)
{
    return str_contains(s, STR("linkedin.")) || str_contains(s, STR("xing.")) || str_contains(s, STR("twitter.")) ||
           str_contains(s, STR("github."));
}

static bool take_url(struct scan *s)
{
    struct str word = without_signs(s->words[s->at], "(<|", ".,;|)>");
    size_t words = 1;
    const char *doubt = s->line->confidence < CARD_UNSURE ? hard_to_read : NULL;
    if (str_is_nocase(word, "www") && s->at + 1 < s->n) {
        struct str host = without_signs(next_word(s, words++), ".", ".,;|)>");
        word = join(s->a, STR("www."), host);
        doubt = mended;
    }
    if (!is_address(word, s->label == CARD_URL)) return false;
    struct card_field *url = &s->ret->url;
    if (!url->text.n || (is_profile(url->text) && !is_profile(word)))
        *url = (struct card_field){arena_str(s->a, word), doubt};
    s->at += words;
    return true;
}

/* --- numbers --- */

/* The digit that a letter is read for; 0: none. */
static char digit_for(char c)
{
    switch (c) {
    case 'O':
    case 'o': return '0';
    case 'l':
    case 'I':
    case '|': return '1';
    case 'S': return '5';
    case 'B': return '8';
    default: return 0;
    }
}

/* A group of a number: digits and the signs between them.  Letters that look like digits are mended within a group
 * that has at least as many digits as such letters. */
static bool number_group(struct arena *a, struct str s, struct str *ret, bool *ret_mended)
{
    char *p = ARENA_NEW(a, char, s.n);
    size_t digits = 0, slips = 0;
    for (size_t i = 0; i < s.n; i++) {
        p[i] = s.p[i];
        if (is_digit(s.p[i])) {
            digits++;
        } else if (digit_for(s.p[i])) {
            p[i] = digit_for(s.p[i]);
            slips++;
        } else if (!strchr("+()-./", s.p[i]) || !s.p[i]) {
            return false;
        }
    }
    if (slips > digits) return false;
    *ret = (struct str){p, s.n};
    *ret_mended |= slips > 0;
    return true;
}

static size_t digits_in(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += is_digit(s.p[i]);
    return n;
}

/* "ext. 7", "x7", "Durchwahl 7" behind a number. */
static struct str extension(struct scan *s, size_t *words)
{
    static const char *const names[] = {"ext", "ext.", "x", "durchwahl", "dw", "poste", "apparat", NULL};
    struct str word = next_word(s, *words), next = next_word(s, *words + 1);
    if (str_among_nocase(word, names) && next.n && digits_in(next) == next.n) {
        *words += 2;
        return next;
    }
    if (word.n < 2 || (word.p[0] != 'x' && word.p[0] != 'X')) return (struct str){0};
    struct str digits = {word.p + 1, word.n - 1};
    if (digits_in(digits) != digits.n) return (struct str){0};
    ++*words;
    return digits;
}

static bool begins_number(struct str s)
{
    return s.n && (s.p[0] == '+' || s.p[0] == '(' || is_digit(s.p[0]) || digit_for(s.p[0]));
}

/* Unlabelled digits are a number only where they stand alone: they may be a street's, a tax number, a postcode. */
static bool is_number(const struct scan *s, struct str text, size_t words)
{
    enum { MOST = 18, LABELLED = 6, ALONE = 7 };
    size_t digits = digits_in(text);
    bool labelled = s->label == CARD_PHONE || s->label == CARD_OFFICE || s->label == CARD_FAX;
    bool alone = !s->n_kept && s->at + words == s->n;
    if (digits > MOST) return false;
    if (labelled) return digits >= LABELLED;
    return digits >= ALONE && (text.p[0] == '+' || alone);
}

static void put_number(struct scan *s, struct str text, const char *doubt)
{
    struct card_text *c = s->ret;
    if (s->label == CARD_OFFICE)
        put(s, s->offices, &s->n_offices, text, doubt);
    else if (s->label != CARD_FAX)
        put(s, c->phones, &c->n_phones, text, doubt);
}

static bool take_number(struct scan *s)
{
    AUTO(buf) b = {0};
    size_t words = 0;
    bool slip = false;
    struct str group;
    if (!begins_number(without_signs(s->words[s->at], "|:", ""))) return false;
    for (;; words++) {
        struct str word = without_signs(next_word(s, words), words ? "" : "|:", ",;|");
        bool next_one = words && word.n && word.p[0] == '+';
        if (!word.n || next_one || str_is(word, "/") || !number_group(s->a, word, &group, &slip)) break;
        buf_printf(&b, "%s%.*s", b.n ? " " : "", STR_ARG(group));
    }
    struct str text = arena_str(s->a, buf_str(&b)), more = extension(s, &words);
    text = without_signs(text, "./-", "./-(+");
    if (!text.n || !is_number(s, text, words)) return false;
    if (more.n) text = arena_format(s->a, "%.*s ext. %.*s", STR_ARG(text), STR_ARG(more));
    put_number(s, text, slip ? mended : NULL);
    s->at += words;
    return true;
}

/* --- lines --- */

/* "T:+49", "Tel.+49" and "E:jane@": the label and what it is glued to. */
static size_t glued_label(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != ':' && s.p[n] != '+') n++;
    if (!n || n + 1 >= s.n) return 0;
    if (!card_words_label((struct str){s.p, n})) return 0;
    if (starts_nocase((struct str){s.p + n, s.n - n}, "://")) return 0;
    return s.p[n] == ':' ? n + 1 : n;
}

static void split(struct scan *s)
{
    struct str rest = str_trim(s->line->text), word;
    while (rest.n && s->n + 1 < WORDS_MAX) {
        str_cut(rest, ' ', &word, &rest);
        word = str_trim(word);
        size_t label = glued_label(word);
        if (label) s->words[s->n++] = (struct str){word.p, label};
        if (word.n) s->words[s->n++] = (struct str){word.p + label, word.n - label};
    }
}

/* No letter: of UTF-8, 0xC3 to 0xDF begin letters of Europe, those from 0xE3 on of the rest. */
static bool is_sign(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (is_digit(s.p[i]) || is_letter(s.p[i]) || (c >= 0xC3 && c <= 0xDF) || c >= 0xE3) return false;
    }
    return true;
}

/* A label counts where a value follows; else the word belongs to the text. */
static bool take_value(struct scan *s)
{
    size_t from = s->at;
    struct str word = s->words[s->at];
    s->label = card_words_label(word);
    if (s->label) s->at++;
    while (s->label && s->at < s->n && is_sign(s->words[s->at]) && !begins_number(s->words[s->at])) s->at++;
    if (s->at < s->n && (take_mail(s) || take_number(s) || take_url(s))) return true;
    s->at = from;
    if (!s->label) return false;
    s->label = CARD_LABEL_NONE;
    return take_mail(s) || take_number(s) || take_url(s);
}

static void take_line(struct scan *s, struct card_rest *rest)
{
    AUTO(buf) b = {0};
    bool found = false;
    split(s);
    while (s->at < s->n) {
        if (take_value(s)) {
            found = true;
            continue;
        }
        s->kept[s->n_kept++] = s->words[s->at++];
    }
    for (size_t i = 0; i < s->n_kept; i++) buf_printf(&b, "%s%.*s", i ? " " : "", STR_ARG(s->kept[i]));
    *rest = (struct card_rest){arena_str(s->a, buf_str(&b)), s->line->confidence, s->line->height, !found};
}

void card_values_take(
    struct arena *a, const struct card_line *lines, size_t n, struct card_text *ret, struct card_rest *rest)
{
    struct scan *s = ARENA_NEW(a, struct scan, 1);
    s->a = a;
    s->ret = ret;
    for (size_t i = 0; i < n; i++) {
        s->line = &lines[i];
        s->n = s->at = s->n_kept = 0;
        take_line(s, &rest[i]);
    }
    for (size_t i = 0; i < s->n_offices && ret->n_phones < CARD_VALUES_MAX; i++)
        ret->phones[ret->n_phones++] = s->offices[i];
}
