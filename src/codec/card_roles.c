/* Which lines of a card are the name, the title and the organisation: each line
 * gets points for what speaks for it in each role, and the best one gets it. */
#include "codec/card_part.h"

#include <string.h>

enum role { NAME, ORGANISATION, TITLE, ROLES };

struct candidate {
    struct str text;
    int confidence, height;
    size_t line; /* of the card */
    int points[ROLES];
    bool taken;
};

struct ballot {
    struct arena *a;
    const struct card_text *values;
    struct candidate *all;
    size_t n, room;
    int tallest;
};

/* --- words of a line --- */

struct words {
    size_t n, capitals, small, particles, titles, legal, organisations, honorifics, places;
    size_t initials; /* J. */
    bool digits, shout; /* shout: all in capitals */
};

static bool is_capital(uint32_t c)
{
    bool latin = (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x100 && c < 0x180 && c % 2 == 0);
    return (c >= 'A' && c <= 'Z') || latin || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F);
}

/* Of a script that has no capitals, too. */
static bool is_word_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000) ||
           c >= 0x3040;
}

static struct words words_of(struct str text)
{
    struct words w = {.shout = true};
    struct str word, rest = text;
    size_t step;
    while (rest.n) {
        str_cut(rest, ' ', &word, &rest);
        for (size_t i = 0; i < word.n; i++) w.digits |= word.p[i] >= '0' && word.p[i] <= '9';
        for (size_t i = 0; i < word.n; i++) w.shout &= !(word.p[i] >= 'a' && word.p[i] <= 'z');
        uint32_t first = word.n ? str_code_point(word, &step) : 0;
        if (!is_word_letter(first)) continue;
        bool particle = card_words_is_particle(word);
        w.n++;
        w.particles += particle;
        w.capitals += is_capital(first) || first >= 0x3040;
        w.small += !is_capital(first) && first < 0x3040 && !particle;
        w.titles += card_words_is_title(word);
        w.legal += card_words_is_legal(word) && w.n > 1;
        w.organisations += card_words_is_organisation(word);
        w.honorifics += card_words_is_honorific(word);
        w.places += card_words_is_place(word);
        w.initials += word.n == 2 && word.p[1] == '.';
    }
    w.shout &= w.n > 0;
    return w;
}

/* --- what the addresses say --- */

/* How many words of the text stand in the key, folded either way. */
static int words_within(struct str text, struct str key, size_t shortest)
{
    int n = 0;
    struct str word, rest = text;
    while (rest.n && key.n) {
        char folded[CARD_FOLDED], german[CARD_FOLDED];
        str_cut(rest, ' ', &word, &rest);
        struct str plain = card_words_fold(word, false, folded), other = card_words_fold(word, true, german);
        n += plain.n >= shortest && (str_contains(key, plain) || str_contains(key, other));
    }
    return n;
}

static struct str local_of(struct str mail, char out[static CARD_FOLDED])
{
    struct str local, domain;
    str_cut(mail, '@', &local, &domain);
    return card_words_fold(local, false, out);
}

/* The part of a domain that names the organisation: kestrel of www.mail.kestrel.co.uk is not found, of
 * www.kestrel.example it is. */
static struct str domain_of(struct str address, char out[static CARD_FOLDED])
{
    struct str host = address, head, tail;
    if (str_cut(address, '@', &head, &tail)) host = tail;
    for (size_t i = 0; i + 3 <= host.n; i++)
        if (str_starts((struct str){host.p + i, host.n - i}, STR("://"))) {
            host.p += i + 3, host.n -= i + 3;
            break;
        }
    str_cut(host, '/', &host, &tail);
    if (str_starts(host, STR("www."))) host.p += 4, host.n -= 4;
    while (host.n && host.p[host.n - 1] != '.') host.n--;
    if (host.n) host.n--;
    return card_words_fold(host, false, out);
}

static bool is_anybody(struct str domain)
{
    static const char *const providers[] = {"gmail", "googlemail", "outlook", "hotmail", "yahoo", "icloud", "gmx",
        "web", "posteo", "proton", "protonmail", "orange", "free", "wanadoo", "tonline", "aol", "linkedin", NULL};
    return str_among(domain, providers);
}

static int domain_points(const struct ballot *b, struct str text)
{
    enum { SHORTEST = 3, FITS = 6 };
    char domain[CARD_FOLDED], plain[CARD_FOLDED], german[CARD_FOLDED];
    struct str all = card_words_fold(text, false, plain), other = card_words_fold(text, true, german);
    for (size_t i = 0; i <= b->values->n_mails; i++) {
        bool mail = i < b->values->n_mails;
        struct str key = domain_of(mail ? b->values->mails[i].text : b->values->url.text, domain);
        if (key.n < SHORTEST || is_anybody(key)) continue;
        if (str_contains(all, key) || str_contains(other, key) || words_within(text, key, SHORTEST + 1)) return FITS;
    }
    return 0;
}

static int local_points(const struct ballot *b, struct str text)
{
    enum { FITS = 5, SHORTEST = 3 };
    int most = 0;
    for (size_t i = 0; i < b->values->n_mails; i++) {
        char local[CARD_FOLDED];
        int n = words_within(text, local_of(b->values->mails[i].text, local), SHORTEST);
        if (n > most) most = n;
    }
    return most > 1 ? 2 * FITS : most ? FITS : 0;
}

/* --- points --- */

static int height_points(const struct ballot *b, const struct candidate *c)
{
    enum { MOST = 3 };
    return b->tallest ? MOST * c->height / b->tallest : 0;
}

static int name_points(const struct ballot *b, const struct candidate *c, const struct words *w)
{
    enum { WORDS_MOST = 6 };
    size_t names = w->n - w->honorifics;
    int points = height_points(b, c) + local_points(b, c->text);
    if (!w->n || w->n > WORDS_MOST || w->digits || names < 1) return -100;
    points += names >= 2 && names <= 4 ? 3 : -2;
    points += w->capitals + w->particles == w->n ? 2 : -6;
    points += 4 * (w->honorifics > 0) + (w->initials > 0);
    points -= 5 * (int)w->titles + 8 * (int)w->legal + 5 * (int)w->organisations + 4 * (int)w->places;
    if (str_contains(c->text, STR("&")) || str_contains(c->text, STR(","))) points -= w->honorifics ? 0 : 3;
    return points;
}

static int organisation_points(const struct ballot *b, const struct candidate *c, const struct words *w)
{
    enum { WORDS_MOST = 9 };
    int points = height_points(b, c) + domain_points(b, c->text);
    if (!w->n || w->n > WORDS_MOST) return -100;
    points += 7 * (w->legal > 0) + 4 * (w->organisations > 0) + 2 * str_contains(c->text, STR("&"));
    points += w->shout && w->n < 5 ? 1 : 0;
    points -= 5 * (int)w->honorifics + 4 * (int)w->places + 3 * (int)(w->small > 1) + 3 * w->digits;
    points -= w->titles && !w->legal ? 4 : 0;
    return points;
}

static int title_points(const struct candidate *c, const struct words *w)
{
    enum { WORDS_MOST = 10 };
    int points = 6 * (w->titles > 0) + (w->titles > 1);
    if (!w->n || w->n > WORDS_MOST) return -100;
    points -= 6 * (int)w->legal + 3 * (int)(w->places > 0) + 4 * w->digits;
    if (str_contains(c->text, STR("@"))) points -= 10;
    return points;
}

static void count(struct ballot *b, struct candidate *c)
{
    struct words w = words_of(c->text);
    c->points[NAME] = name_points(b, c, &w);
    c->points[ORGANISATION] = organisation_points(b, c, &w);
    c->points[TITLE] = title_points(c, &w);
}

/* --- candidates --- */

/* Signs that a picture's edges and logos are read for. */
static struct str without_noise(struct str s)
{
    static const char *const noise[] = {"|", "\u00A9", "\u00AE", "\u2014", "\u2013", "\u2022", "\u00B7", "\u00BB",
        "\u00AB", "*", "=", "~", "_", ">", "<", ":", ";", ",", "-", "#", "'", "\"", "\\", "/", NULL};
    for (bool found = true; found && s.n;) {
        found = false;
        s = str_trim(s);
        for (size_t i = 0; noise[i] && s.n; i++) {
            struct str sign = str_from(noise[i]);
            bool front = str_starts(s, sign);
            bool back = !front && s.n >= sign.n && str_eq((struct str){s.p + s.n - sign.n, sign.n}, sign);
            if (front) s.p += sign.n;
            if (front || back) s.n -= sign.n, found = true;
        }
    }
    return s;
}

static bool is_noise(const struct card_rest *r, struct str text)
{
    enum { CERTAIN = 50, SHORTEST = 2 };
    size_t letters = 0, step;
    for (struct str s = text; s.n; s.p += step, s.n -= step) letters += is_word_letter(str_code_point(s, &step));
    return r->confidence < CERTAIN || letters < SHORTEST || 2 * letters < str_characters(text);
}

static void add(struct ballot *b, const struct card_rest *r, size_t line, struct str text)
{
    text = without_noise(text);
    if (is_noise(r, text)) return;
    *ARENA_PUSH(b->a, b->all, b->n, b->room) =
        (struct candidate){.text = text, .confidence = r->confidence, .height = r->height, .line = line};
    if (r->height > b->tallest) b->tallest = r->height;
}

/* Where "Jane Moss, Lead Engineer" or "Jane Moss | Kestrel" has its second half; s.n: it has none. */
static size_t second_half(struct str s, size_t *ret_n)
{
    static const char *const gaps[] = {" | ", " \u2022 ", " \u00B7 ", " \u2013 ", " \u2014 ", " - ", " / ", NULL};
    struct str word, rest;
    for (size_t i = 0; i < s.n; i++) {
        struct str here = {s.p + i, s.n - i};
        for (size_t k = 0; gaps[k]; k++)
            if (str_starts(here, str_from(gaps[k]))) return *ret_n = strlen(gaps[k]), i;
        if (!str_starts(here, STR(", "))) continue;
        str_cut((struct str){here.p + 2, here.n - 2}, ' ', &word, &rest);
        struct words before = words_of((struct str){s.p, i});
        if (card_words_is_title(word) && before.n > 1 && !before.titles) return *ret_n = 2, i;
    }
    return s.n;
}

/* --- choosing --- */

static const char *doubt_of(const struct ballot *b, const struct candidate *best, enum role role)
{
    enum { CLOSE = 2, WEAK = 4 };
    if (best->confidence < CARD_UNSURE) return "was hard to read";
    for (size_t i = 0; i < b->n; i++) {
        const struct candidate *c = &b->all[i];
        if (c != best && !c->taken && best->points[role] - c->points[role] < CLOSE) return "another line may be it";
    }
    return best->points[role] < WEAK ? "is a guess from where it stands" : NULL;
}

static struct candidate *choose(struct ballot *b, enum role role, int least, struct card_field *ret)
{
    struct candidate *best = NULL;
    for (size_t i = 0; i < b->n; i++) {
        struct candidate *c = &b->all[i];
        if (!c->taken && c->points[role] >= least && (!best || c->points[role] > best->points[role])) best = c;
    }
    if (!best) return NULL;
    *ret = (struct card_field){best->text, doubt_of(b, best, role)};
    best->taken = true;
    return best;
}

/* The title stands beside the name, most often below it. */
static void near_name(struct ballot *b, const struct candidate *name)
{
    for (size_t i = 0; name && i < b->n; i++) {
        struct candidate *c = &b->all[i];
        if (c->line == name->line + 1 || (c->line == name->line && c > name)) c->points[TITLE] += 3;
        if (c->line + 1 == name->line) c->points[TITLE] += 1;
    }
}

/* "Head of Research" / "and Development". */
static void join_title(struct ballot *b, const struct candidate *title, struct card_field *ret)
{
    static const char *const links[] = {"and", "und", "et", "&", "of", "for", "f\u00FCr", "de", "des", "du", NULL};
    struct candidate *next = title ? &b->all[title - b->all] + 1 : NULL;
    struct str first, rest;
    if (!next || next >= b->all + b->n || next->taken || next->line != title->line + 1) return;
    str_cut(next->text, ' ', &first, &rest);
    if (!str_among(first, links) || !rest.n) return;
    ret->text = arena_format(b->a, "%.*s %.*s", STR_ARG(title->text), STR_ARG(next->text));
    next->taken = true;
}

/* MARGARET O'NEILL -> Margaret O'Neill: so that a letter does not shout. */
static void calm_name(struct arena *a, struct card_field *name)
{
    if (!words_of(name->text).shout || name->text.n > CARD_LINE_MAX) return;
    AUTO(buf) b = {0};
    bool within = false;
    size_t step;
    for (struct str s = name->text; s.n; s.p += step, s.n -= step) {
        uint32_t c = str_code_point(s, &step);
        char bytes[4];
        bool capital = is_capital(c) && c < 0xDF;
        size_t n = str_encode(within && capital ? c + 32 : c, bytes);
        buf_add(&b, (struct str){bytes, n});
        within = is_word_letter(c);
    }
    if (str_eq(buf_str(&b), name->text)) return;
    name->text = arena_str(a, buf_str(&b));
    if (!name->doubt) name->doubt = "stood in capitals";
}

void card_roles_find(struct arena *a, const struct card_rest *rest, size_t n, struct card_text *ret)
{
    enum { LEAST_NAME = 3, LEAST_ORGANISATION = 3, LEAST_TITLE = 3 };
    struct ballot b = {.a = a, .values = ret};
    for (size_t i = 0; i < n; i++) {
        for (struct str s = rest[i].text; s.n;) {
            size_t gap = 0, at = second_half(s, &gap);
            add(&b, &rest[i], i, (struct str){s.p, at});
            s.p += at + gap, s.n -= at + gap;
        }
    }
    for (size_t i = 0; i < b.n; i++) count(&b, &b.all[i]);
    const struct candidate *name = choose(&b, NAME, LEAST_NAME, &ret->name);
    near_name(&b, name);
    choose(&b, ORGANISATION, LEAST_ORGANISATION, &ret->organisation);
    const struct candidate *title = choose(&b, TITLE, LEAST_TITLE, &ret->title);
    join_title(&b, title, &ret->title);
    if (name) calm_name(a, &ret->name);
}
