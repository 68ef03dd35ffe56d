/* From bytes to cards: lines unfolded, properties taken apart, values decoded.
 *
 * Programs depart from the standards in many ways, so much is forgiven: lines
 * that are no property, unknown parameters, a missing version.  Not forgiven is
 * what would give a person a wrong name or lose one: text in an unknown
 * character set, a card that does not end. */
#include "codec/vcard_read.h"

#include "base/buf.h"
#include "codec/vcard_text.h"

#include <string.h>

enum err vcard_read_init(struct content_file *ret, struct str bytes, struct err_info *info)
{
    if (bytes.n > VCARD_FILE_MAX)
        return err_set(info, ERR_INPUT, "this is larger than %d MB: export the cards without pictures, or split it",
            VCARD_FILE_MAX >> 20);
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF")))
        return err_set(info, ERR_INPUT, "this is UTF-16 text: save it as UTF-8 and import that");
    *ret = content_lines(bytes);
    return OK;
}

static bool is_begin(const struct content_line *l)
{
    return str_is_nocase(l->name, "BEGIN") && str_is_nocase(str_trim(l->value), "VCARD");
}

static bool is_end(const struct content_line *l)
{
    return str_is_nocase(l->name, "END") && str_is_nocase(str_trim(l->value), "VCARD");
}

/* --- parameters --- */

enum { RANK_NONE = 101 }; /* RFC 6350: 1 to 100, the least first; what says nothing comes last */

struct params {
    unsigned rank;
    bool quoted, encoded; /* quoted-printable; in base64 */
    bool written, spoken; /* of a telephone: a fax or pager; a voice */
    struct str charset;
};

/* A type, or a bare word as 2.1 has them: TEL;HOME;VOICE. */
static void take_word(struct params *p, struct str word)
{
    static const char *const written[] = {"FAX", "PAGER", "MODEM", "TEXTPHONE", NULL};
    static const char *const spoken[] = {"VOICE", "CELL", "MSG", NULL};
    word = str_trim(word);
    if (str_is_nocase(word, "PREF") && p->rank == RANK_NONE) p->rank = 1;
    if (str_is_nocase(word, "QUOTED-PRINTABLE")) p->quoted = true;
    if (str_is_nocase(word, "BASE64") || str_is_nocase(word, "B")) p->encoded = true;
    p->written |= str_among_nocase(word, written);
    p->spoken |= str_among_nocase(word, spoken);
}

/* Carets (RFC 6868) stay as they are: no value that matters here has one. */
static struct params read_params(struct str s)
{
    struct params p = {.rank = RANK_NONE};
    struct str name, values, value;
    int64_t n;
    while (content_param(&s, &name, &values)) {
        if (!name.n) take_word(&p, values);
        if (str_is_nocase(name, "CHARSET")) p.charset = values;
        if (str_is_nocase(name, "PREF") && str_number(values, &n) && n >= 1 && n <= 100) p.rank = (unsigned)n;
        if (!str_is_nocase(name, "TYPE") && !str_is_nocase(name, "ENCODING")) continue;
        while (values.n) {
            str_cut(values, ',', &value, &values);
            take_word(&p, content_unquoted(value));
        }
    }
    return p;
}

/* --- properties --- */

struct reading {
    struct vcard *card;
    struct arena *a;
    unsigned ranks[16]; /* by property, of what was taken: 1 + rank; 0: nothing yet */
    unsigned mail_ranks[VCARD_VALUES_MAX], phone_ranks[VCARD_VALUES_MAX];
};

static void fault(struct vcard *c, size_t line, struct str why)
{
    if (c->fault.n) return; /* the first */
    c->line = line;
    c->fault = why;
}

/* The text of a value; false: nothing to take. */
static bool decode(struct reading *r, const struct content_line *l, const struct params *p, struct str *ret)
{
    if (p->encoded) return false;
    struct str s = p->quoted ? vcard_text_quoted(r->a, l->value) : l->value;
    struct str charset = p->charset.n ? p->charset : STR("UTF-8");
    if (s.n > VCARD_VALUE_MAX) {
        fault(r->card, l->number, STR("this line is longer than 64 KB: shorten it"));
        return false;
    }
    if (vcard_text_decode(r->a, charset, s, ret)) return true;
    if (s.n && memchr(s.p, 0, s.n))
        fault(r->card, l->number, STR("this line holds a NUL byte: the file is damaged"));
    else if (p->charset.n && !vcard_text_is_charset(p->charset))
        fault(r->card, l->number,
            STR("this line is in a character set that is not read here: export the cards as vCard 3.0 or 4.0"));
    else
        fault(r->card, l->number,
            STR("this line is not valid UTF-8, and names no other character set: export the cards as vCard 3.0 or "
                "4.0"));
    return false;
}

static struct str text_of(struct reading *r, struct str s)
{
    return vcard_text_tidy(r->a, vcard_text_unescape(r->a, s), false);
}

static void add_word(struct buf *b, const char *gap, struct str s)
{
    if (!s.n) return;
    if (b->n) buf_put(b, gap);
    buf_add(b, s);
}

/* One part of a name may hold several, parted by commas; in 2.1 a comma is a comma. */
static struct str part_of_name(struct reading *r, struct str s)
{
    AUTO(buf) b = {0};
    struct str one;
    if (r->card->version == 21) return text_of(r, s);
    while (s.n) {
        vcard_text_cut(s, ',', &one, &s);
        add_word(&b, " ", text_of(r, one));
    }
    return arena_str(r->a, buf_str(&b));
}

static void take_n(struct reading *r, struct str s)
{
    struct vcard *c = r->card;
    struct str *parts[] = {&c->family, &c->given, &c->additional, &c->prefix, &c->suffix}, part;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        vcard_text_cut(s, ';', &part, &s);
        *parts[i] = part_of_name(r, part);
    }
}

static void take_org(struct reading *r, struct str s)
{
    AUTO(buf) units = {0};
    struct str part;
    vcard_text_cut(s, ';', &part, &s);
    r->card->organisation = text_of(r, part);
    while (s.n) {
        vcard_text_cut(s, ';', &part, &s);
        add_word(&units, ", ", text_of(r, part));
    }
    r->card->unit = arena_str(r->a, buf_str(&units));
}

/* Sorted by rank; of equals the first stays first. */
static void insert(struct str *items, unsigned *ranks, size_t *n, struct str s, unsigned rank)
{
    size_t at = *n;
    for (size_t i = 0; i < *n; i++)
        if (str_eq(items[i], s)) return;
    while (at && ranks[at - 1] > rank) at--;
    if (at == VCARD_VALUES_MAX) return;
    if (*n < VCARD_VALUES_MAX) ++*n;
    for (size_t i = *n - 1; i > at; i--) items[i] = items[i - 1], ranks[i] = ranks[i - 1];
    items[at] = s;
    ranks[at] = rank;
}

static bool is_address(struct str s)
{
    struct str local, domain;
    if (!str_cut(s, '@', &local, &domain) || !local.n || !domain.n || str_contains(domain, STR("@"))) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>,;:\"", s.p[i])) return false;
    return true;
}

static void take_mail(struct reading *r, struct str s, unsigned rank)
{
    struct str before, within;
    s = text_of(r, s);
    if (str_cut(s, '<', &before, &within)) str_cut(within, '>', &s, &before); /* Jane Moss <jane@example.com> */
    if (content_starts(s, "mailto:")) {
        s.p += 7, s.n -= 7;
        str_cut(s, '?', &s, &before); /* RFC 6068: headers */
    }
    s = str_trim(s);
    if (is_address(s)) insert(r->card->mails, r->mail_ranks, &r->card->n_mails, s, rank);
}

/* tel:+1-555-0100;ext=12 (RFC 3966) as people write it. */
static struct str from_tel(struct arena *a, struct str s)
{
    struct str number, rest, param;
    s.p += 4, s.n -= 4;
    str_cut(s, ';', &number, &rest);
    number = str_trim(number);
    while (rest.n) {
        str_cut(rest, ';', &param, &rest);
        if (content_starts(param, "ext=") && param.n > 4)
            return arena_format(
                a, "%.*s ext. %.*s", STR_ARG(number), STR_ARG(((struct str){param.p + 4, param.n - 4})));
    }
    return number;
}

static void take_phone(struct reading *r, struct str s, const struct params *p)
{
    bool digit = false;
    if (p->written && !p->spoken) return;
    s = text_of(r, s);
    if (content_starts(s, "tel:")) s = text_of(r, from_tel(r->a, s));
    for (size_t i = 0; i < s.n; i++) digit |= s.p[i] >= '0' && s.p[i] <= '9';
    if (digit && !str_contains(s, STR(":"))) /* sip: and the like are no number */
        insert(r->card->phones, r->phone_ranks, &r->card->n_phones, s, p->rank);
}

static void take_kind(struct vcard *c, struct str s)
{
    s = str_trim(s);
    if (str_is_nocase(s, "group")) c->kind = VCARD_GROUP;
    if (str_is_nocase(s, "org") || str_is_nocase(s, "company")) c->kind = VCARD_ORGANISATION;
    if (str_is_nocase(s, "location") || str_is_nocase(s, "application") || str_is_nocase(s, "device"))
        c->kind = VCARD_THING;
}

static void take_version(struct vcard *c, struct str s)
{
    s = str_trim(s);
    c->version = str_is(s, "2.1") ? 21 : str_is(s, "4.0") ? 40 : 30;
}

enum property { P_NONE, P_FN, P_N, P_ORG, P_TITLE, P_ROLE, P_NOTE, P_UID, P_URL, P_EMAIL, P_TEL, P_VERSION, P_KIND };

static enum property property_of(struct str name)
{
    static const struct {
        const char *name;
        enum property property;
    } all[] = {{"FN", P_FN}, {"N", P_N}, {"ORG", P_ORG}, {"TITLE", P_TITLE}, {"ROLE", P_ROLE}, {"NOTE", P_NOTE},
        {"UID", P_UID}, {"URL", P_URL}, {"EMAIL", P_EMAIL}, {"TEL", P_TEL}, {"VERSION", P_VERSION}, {"KIND", P_KIND},
        {"X-ADDRESSBOOKSERVER-KIND", P_KIND}, {"X-ABSHOWAS", P_KIND}}; /* as Apple says it */
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_is_nocase(name, all[i].name)) return all[i].property;
    return P_NONE;
}

static void take(struct reading *r, const struct content_line *l)
{
    struct vcard *c = r->card;
    enum property what = property_of(l->name);
    struct str s;
    if (what == P_NONE) return;
    struct params p = read_params(l->params);
    if (!decode(r, l, &p, &s) || !str_trim(s).n) return;
    bool many = what == P_EMAIL || what == P_TEL;
    if (!many && r->ranks[what] && r->ranks[what] <= 1 + p.rank) return; /* of several the most preferred, or first */
    r->ranks[what] = 1 + p.rank;
    switch (what) {
    case P_NONE: return;
    case P_FN: c->name = text_of(r, s); return;
    case P_N: take_n(r, s); return;
    case P_ORG: take_org(r, s); return;
    case P_TITLE: c->title = text_of(r, s); return;
    case P_ROLE: c->role = text_of(r, s); return;
    case P_NOTE: c->note = vcard_text_tidy(r->a, vcard_text_unescape(r->a, s), true); return;
    case P_UID: c->uid = text_of(r, s); return;
    case P_URL: c->url = text_of(r, s); return;
    case P_EMAIL: take_mail(r, s, p.rank); return;
    case P_TEL: take_phone(r, s, &p); return;
    case P_VERSION: take_version(c, s); return;
    case P_KIND: take_kind(c, s); return;
    }
}

/* --- cards --- */

/* FN as address books sort it: "Moss, Jane". */
static bool is_sorted(struct reading *r)
{
    const struct vcard *c = r->card;
    if (!c->family.n || !c->given.n) return false;
    return str_eq(c->name, arena_format(r->a, "%.*s, %.*s", STR_ARG(c->family), STR_ARG(c->given)));
}

/* An address is no name (some address books keep those whom they know by it alone), and neither is that of the firm
 * under which somebody is filed. */
static void settle_name(struct reading *r)
{
    AUTO(buf) b = {0};
    struct vcard *c = r->card;
    const struct str parts[] = {c->prefix, c->given, c->additional, c->family, c->suffix};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) add_word(&b, " ", parts[i]);
    struct str whole = is_address(buf_str(&b)) ? (struct str){0} : arena_str(r->a, buf_str(&b));
    bool filed = c->kind == VCARD_ORGANISATION && c->given.n && !str_eq(whole, c->name);
    if (filed) c->kind = VCARD_PERSON;
    if (!c->name.n || is_address(c->name) || filed || is_sorted(r)) c->name = whole;
}

/* What stands where a card should begin, as one fault. */
static void skip_strays(struct content_file *f, struct arena *a, struct vcard *c)
{
    struct content_file before;
    struct content_line l;
    fault(c, f->line, STR("this stands outside of any card, between END:VCARD and BEGIN:VCARD"));
    for (;;) {
        before = *f;
        if (!content_next(f, a, false, &l)) return;
        if (!is_begin(&l)) continue;
        *f = before;
        return;
    }
}

/* Nested cards (AGENT) are counted, not read, so that no depth of them costs anything. */
static void read_card(struct content_file *f, struct reading *r)
{
    struct vcard *c = r->card;
    struct content_file before = *f;
    struct content_line l;
    size_t depth = 0, begin = c->line;
    bool agent = false;
    for (; content_next(f, r->a, c->version == 21, &l); before = *f) {
        if (is_end(&l) && !depth--) return;
        bool begins = is_begin(&l);
        if (begins && !agent) {
            *f = before; /* the next one */
            break;
        }
        depth += begins;
        if (!depth) take(r, &l);
        bool blank = !l.name.n && agent; /* a line without anything */
        agent = (str_is_nocase(l.name, "AGENT") && !str_trim(l.value).n) || blank;
        depth += str_is_nocase(l.name, "AGENT") && str_is_nocase(str_trim(l.value), "BEGIN:VCARD");
    }
    c->fault = (struct str){0}; /* this one is the whole card's */
    fault(c, begin, STR("this card does not end (END:VCARD is missing): it was cut off, or is damaged"));
}

bool vcard_read_next(struct content_file *f, struct arena *a, struct vcard *ret)
{
    struct vcard c = {.version = 30};
    struct reading r = {.card = &c, .a = a};
    struct content_file before;
    struct content_line l;
    size_t next;
    while (f->at < f->text.n && !str_trim(content_peek(f, &next)).n) f->at = next, f->line++;
    before = *f;
    if (!content_next(f, a, false, &l)) return false;
    c.line = l.number;
    if (is_begin(&l)) {
        read_card(f, &r);
        settle_name(&r);
    } else {
        *f = before;
        skip_strays(f, a, &c);
    }
    *ret = c;
    return true;
}
