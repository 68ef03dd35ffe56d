/* Reading the rules for mail, and what they find. */
#include "word/rules.h"

#include <stdlib.h>
#include <string.h>

#include "word/days_words.h"
#include "word/employer.h"
#include "word/key.h"
#include "word/rules_part.h"

const char *const rules_sign_names[] = {"received", "not-yet", "asked-to-follow-up", "interview", "references",
    "rejected", "filled", "offer", "nothing", "out-of-office", "bounce", "list", "decides", "contact-us", "meeting",
    "work", "not-work", "our-thanks", "our-inquiry", "our-check-back", "our-gracious", "our-material", NULL};

static const char *const strength_names[] = {"hint", "likely", "sure", NULL};
static const char *const place_names[] = {"text", "subject", "both", NULL};

/* What a rule's own[] holds. */
enum { OWN_SIGN, OWN_STRENGTH, OWN_PLACE, OWN_LANGUAGE };
enum { LINKS_MAX = 100 };
enum { PLACE_TEXT, PLACE_SUBJECT, PLACE_BOTH };

static const char *const languages[] = {"", "en", "de", "fr", NULL};

struct word_rules *word_rules_new(struct arena *a)
{
    struct word_rules *r = ARENA_NEW(a, struct word_rules, 1);
    r->arena = r->domains.arena = a;
    r->phrases = phrases_new(a);
    return r;
}

/* --- what stands in the way of patterns --- */

/* Whether a stop at i ends no sentence: "16. November", "bis 16.11. melden". */
static bool is_date_stop(const char *p, size_t n, size_t i, bool *ret_numeric)
{
    size_t k = i;
    while (k > 0 && i - k < 5 && ((p[k - 1] >= '0' && p[k - 1] <= '9') || p[k - 1] == '.')) k--;
    struct str before = {p + k, i - k}, day, month;
    if (!before.n || i + 1 >= n || p[i + 1] != ' ') return false;
    if (before.n <= 2 && i + 2 < n && p[i + 2] >= 'a' && p[i + 2] <= 'z')
        return !(*ret_numeric = false); /* "vom 2. bis" */
    *ret_numeric = str_cut(before, '.', &day, &month);
    if (*ret_numeric)
        return day.n >= 1 && day.n <= 2 && month.n >= 1 && month.n <= 2 && month.p[0] != '.' &&
               month.p[month.n - 1] != '.';
    char word[16];
    size_t length = 0;
    for (size_t at = i + 2; at < n && length < sizeof word; at++) {
        char c = p[at];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!letter && (unsigned char)c < 0x80) break;
        word[length++] = (char)(letter ? c | 32 : c);
    }
    return before.n <= 2 && days_words_find((struct str){word, length}).class == DAYS_MONTH;
}

/* The French articles of one letter ("l'entretien", "d'autres") stand apart from their word; "n'" belongs to it. */
static void part_article(char *p, size_t n, size_t i)
{
    bool begins = i == 1 || (unsigned char)p[i - 2] <= ' ' || p[i - 2] == '(';
    char letter = (char)(p[i - 1] | 32);
    size_t mark = p[i] == '\'' ? 1 : i + 2 < n && memcmp(p + i, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
    if (mark && begins && (letter == 'l' || letter == 'd') && i + mark < n && p[i + mark] != ' ')
        memset(p + i - 1, ' ', mark + 1);
}

/* Whether the line's end at i falls within a sentence: mail programs break lines at whatever width they like. */
static bool is_soft_break(const char *p, size_t n, size_t i)
{
    enum { WIDE = 100 };
    size_t last = i, begin = i;
    while (last > 0 && p[last - 1] == ' ') last--;
    if (!last || i + 1 >= n) return false;
    unsigned char before = (unsigned char)p[last - 1], after = (unsigned char)p[i + 1];
    bool open = (before | 32U) >= 'a' ? (before | 32U) <= 'z' || before >= 0x80
                                      : (before >= '0' && before <= '9') || before == ',';
    while (begin > 0 && p[begin - 1] != '\n' && i - begin <= WIDE) begin--;
    return open &&
           ((after >= 'a' && after <= 'z') || (i - begin > WIDE && after > ' ' && after != '-' && after != '*'));
}

struct str rules_soften(struct str s, struct arena *a)
{
    char *p = arena_alloc(a, s.n + 1, 1);
    if (s.n) memcpy(p, s.p, s.n);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)p[i];
        const unsigned char *u = (const unsigned char *)p + i;
        bool numeric, apart = i > 0 && i + 1 < s.n && p[i - 1] == ' ' && p[i + 1] == ' ';
        if (i > 0 && (c == '\'' || c == 0xe2)) part_article(p, s.n, i);
        c = (unsigned char)p[i];
        if (c == '\n' && is_soft_break(p, s.n, i)) p[i] = ' ';
        if (c < 0x80) {
            bool comma = c == ',' && !(i + 1 < s.n && p[i + 1] >= '0' && p[i + 1] <= '9');
            if (comma || strchr(";()[]{}\"*_|<>", (char)c) || (c == '-' && apart && p[i - 1] != '\n')) p[i] = ' ';
            if (c == '.' && is_date_stop(p, s.n, i, &numeric)) p[i] = numeric ? '\x1f' : ' ';
        } else if (c == 0xe2 && i + 2 < s.n && u[1] == 0x80 &&
                   ((u[2] >= 0x9c && u[2] <= 0x9f) || u[2] == 0x93 || u[2] == 0x94)) {
            memset(p + i, ' ', 3); /* typographic quotes, dashes */
        } else if (c == 0xc2 && i + 1 < s.n && (u[1] == 0xab || u[1] == 0xbb || u[1] == 0xa0)) {
            memset(p + i, ' ', 2);
        }
    }
    return (struct str){p, s.n};
}

/* --- loading --- */

static const char *take(struct phrase_rule *rule, struct str key, struct str value)
{
    static const struct {
        const char *key, *wrong;
        const char *const *names;
        int at, least;
    } keys[] = {
        {"says",
            "says is one of received, not-yet, asked-to-follow-up, interview, references, rejected, filled, offer, "
            "nothing, out-of-office, bounce, list, decides, contact-us, meeting, work, not-work",
            rules_sign_names, OWN_SIGN, 1},
        {"strength", "strength is hint, likely or sure", strength_names, OWN_STRENGTH, 1},
        {"in", "in is text, subject or both", place_names, OWN_PLACE, 0},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!str_is(key, keys[i].key)) continue;
        int code = kind_code(keys[i].names, value);
        if (code < 0) return keys[i].wrong;
        rule->own[keys[i].at] = (uint8_t)(code + keys[i].least);
        return NULL;
    }
    return "";
}

static const struct phrases_dialect dialect = {.yes = "yes",
    .no = "no",
    .needs = "says",
    .keys = "says, strength, in, match, with, unless, why, yes and no",
    .take = take,
    .prepare = rules_soften};

enum err word_rules_load(struct word_rules *r, struct str text, const char *where, struct str language,
    enum phrases_trust trust, struct arena *a, struct err_info *info)
{
    size_t before = r->phrases->n;
    enum err err = phrases_load_as(r->phrases, &dialect, text, where, trust, a, info);
    for (size_t i = before; i < r->phrases->n && err == OK; i++)
        for (int k = 0; languages[k]; k++)
            if (str_is(language, languages[k])) r->phrases->rules[i].own[OWN_LANGUAGE] = (uint8_t)k;
    return err;
}

static struct str lower(struct str s, struct arena *a)
{
    char *p = arena_alloc(a, s.n + 1, 1);
    for (size_t i = 0; i < s.n; i++) p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
    return (struct str){p, s.n};
}

enum err word_rules_senders(
    struct word_rules *r, struct str text, const char *where, struct arena *a, struct err_info *info)
{
    int line = 0;
    struct str head, kind, rest;
    if (!str_utf8(text, NULL))
        return err_set(info, ERR_INPUT, "%s: the file is not UTF-8 text: save it as UTF-8", where);
    while (text.n) {
        str_cut(text, '\n', &head, &text);
        line++;
        head = str_trim(head);
        if (!head.n || head.p[0] == '#') continue;
        str_cut(head, ' ', &kind, &rest);
        int code = kind_code(employer_domain_names, kind);
        struct str domain = lower(str_trim(rest), a);
        if (code < 0 || !domain.n || domain.n > 100 || !memchr(domain.p, '.', domain.n) ||
            memchr(domain.p, ' ', domain.n))
            return err_set(info, ERR_INPUT,
                "%s:%d: write a kind (system, board or free), a blank and a domain, not \"%.*s\"", where, line,
                STR_ARG(str_clip(head, 60)));
        uint16_t number = lexicon_add(&r->domains, domain);
        if (!number) return err_set(info, ERR_INPUT, "%s:%d: there are too many domains", where, line);
        while (r->n_kinds <= number) *ARENA_PUSH(r->arena, r->kinds, r->n_kinds, r->kinds_room) = EMPLOYER_HOUSE;
        r->kinds[number] = (uint8_t)code;
    }
    return OK;
}

/* --- finding --- */

struct finder {
    const struct word_rules *r;
    const struct text *t;
    struct arena *a;
    struct rules_found *ret;
    size_t room;
    bool subject;
};

static void add(void *to, size_t number, size_t sentence, const struct pattern_found *found)
{
    struct finder *f = to;
    const struct phrase_rule *rule = &f->r->phrases->rules[number];
    int place = rule->own[OWN_PLACE];
    if (f->subject ? place == PLACE_TEXT : place == PLACE_SUBJECT) return;
    const struct text_sentence *s = &f->t->sentences[sentence];
    const struct text_word *from = &f->t->words[found->from], *last = &f->t->words[found->to - 1];
    *ARENA_PUSH(f->a, f->ret->items, f->ret->n, f->room) = (struct rules_finding){
        .sign = (enum rules_sign)(rule->own[OWN_SIGN] - 1),
        .strength = rule->own[OWN_STRENGTH] ? (enum rules_strength)(rule->own[OWN_STRENGTH] - 1) : RULES_LIKELY,
        .rule = (uint32_t)number,
        .sentence = (uint32_t)sentence,
        .reason = {rule->name, rule->why, str_from(languages[rule->own[OWN_LANGUAGE]]), {f->subject, s->at, s->n}},
        .at = from->at,
        .end = last->at + last->n,
    };
}

/* The host of a link; empty: it is none. */
static struct str host_of(struct str address)
{
    struct str head, rest = address;
    for (size_t i = 0; i + 2 < address.n && i < 10; i++)
        if (memcmp(address.p + i, "://", 3) == 0) rest = (struct str){address.p + i + 3, address.n - i - 3};
    if (rest.p == address.p && memchr(address.p, '@', address.n)) return (struct str){0};
    str_cut(rest, '/', &head, &rest);
    if (str_starts(head, STR("www."))) head = (struct str){head.p + 4, head.n - 4};
    return head;
}

static int by_place(const void *a, const void *b)
{
    const struct rules_finding *x = a, *y = b;
    if (x->reason.passage.subject != y->reason.passage.subject) return x->reason.passage.subject ? -1 : 1;
    if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/* A link to where people pick a time is an invitation, whatever the words around it. */
static void find_links(struct finder *f)
{
    size_t before = f->ret->n;
    for (size_t i = 0; i < f->t->n_words; i++) {
        const struct text_word *w = &f->t->words[i];
        if (w->kind != WORD_ADDRESS || f->ret->n > before + LINKS_MAX) continue;
        if (employer_domain_of(f->r, host_of(text_word(f->t, i))) != EMPLOYER_SCHEDULE) continue;
        const struct text_sentence *s = &f->t->sentences[w->sentence];
        *ARENA_PUSH(f->a, f->ret->items, f->ret->n, f->room) = (struct rules_finding){
            .sign = RULES_INTERVIEW,
            .strength = RULES_LIKELY,
            .rule = UINT32_MAX,
            .sentence = w->sentence,
            .reason = {STR("scheduling-link"), STR("There is a link to pick a time for a talk."), {0},
                {false, s->at, s->n}},
            .at = w->at,
            .end = w->at + w->n,
        };
    }
    if (f->ret->n > before) qsort(f->ret->items, f->ret->n, sizeof *f->ret->items, by_place);
}

static void find(struct finder *f, const struct text *t)
{
    struct pattern_text words = pattern_text(&f->r->phrases->words, t, f->a);
    f->t = t;
    phrases_each(f->r->phrases, &words, f->a, add, f);
}

void rules_find(
    const struct word_rules *r, struct str subject, struct str own, struct arena *a, struct rules_found *ret)
{
    *ret = (struct rules_found){0};
    struct finder f = {.r = r, .a = a, .ret = ret, .subject = true};
    text_read(rules_soften(str_clip(subject, WORD_SUBJECT_MAX), a), a, &ret->subject);
    find(&f, &ret->subject);
    f.subject = false;
    text_read(rules_soften(own, a), a, &ret->text);
    find(&f, &ret->text);
    find_links(&f);
}

struct str word_passage_text(const struct word_mail *m, struct word_passage p)
{
    struct str s = p.subject ? m->subject : m->text;
    return p.at <= s.n && p.n <= s.n - p.at ? (struct str){s.p + p.at, p.n} : (struct str){0};
}
