/* Reading templates, and choosing the one for a letter. */
#include "letter/templates.h"

#include "base/buf.h"

#include <string.h>

struct loading {
    struct arena *a;
    const char *where;
    int line;
    struct template t;
    struct template_part *part; /* NULL: still at the head */
    struct buf variant; /* being gathered */
    bool in_variant, last; /* last: the variant is for where nothing else fits */
    struct err_info *info;
};

static enum err fault(struct loading *l, const char *what, struct str found)
{
    return err_set(l->info, ERR_INPUT, "%s:%d: %s \"%.*s\"", l->where, l->line, what, STR_ARG(found));
}

static enum err fault_plain(struct loading *l, const char *what)
{
    return err_set(l->info, ERR_INPUT, "%s:%d: %s", l->where, l->line, what);
}

/* --- variants --- */

bool templates_piece(struct str *variant, int *ret_place, bool *ret_capital, struct str *ret)
{
    if (!variant->n) return false;
    const char *open = memchr(variant->p, '{', variant->n);
    size_t before = open ? (size_t)(open - variant->p) : variant->n;
    const char *close = open ? memchr(open, '}', variant->n - before) : NULL;
    *ret_place = -1;
    if (before > 0 || !close) {
        *ret = (struct str){variant->p, close ? before : variant->n};
        *variant = (struct str){variant->p + ret->n, variant->n - ret->n};
        return true;
    }
    struct str name = {open + 1, (size_t)(close - open) - 1};
    *ret = name;
    *ret_place = places_index(name);
    *ret_capital = name.n && name.p[0] >= 'A' && name.p[0] <= 'Z';
    *variant = (struct str){close + 1, variant->n - name.n - 2};
    return true;
}

static enum err check_variant(struct loading *l, struct str variant)
{
    struct str rest = variant, piece;
    int place;
    bool capital;
    if (!variant.n) return fault_plain(l, "a variant without words");
    if (variant.n > TEMPLATE_VARIANT_MAX) return fault_plain(l, "a variant of more than 1200 bytes");
    while (templates_piece(&rest, &place, &capital, &piece)) {
        bool text = piece.p == variant.p || piece.p[-1] != '{';
        if (place < 0 && !text) return fault(l, "there is no place", piece);
        if (text && (memchr(piece.p, '{', piece.n) || memchr(piece.p, '}', piece.n)))
            return fault_plain(l, "a brace without its other one");
    }
    return OK;
}

static enum err end_variant(struct loading *l)
{
    if (!l->in_variant) return OK;
    l->in_variant = false;
    struct template_part *part = l->part;
    struct str text = arena_str(l->a, buf_str(&l->variant));
    enum err err = check_variant(l, text);
    if (err) return err;
    if (part->n_variants == TEMPLATE_VARIANTS_MAX) return fault_plain(l, "more than 40 variants of one part");
    *ARENA_PUSH(l->a, part->variants, part->n_variants, part->room) = (struct template_variant){text, l->last};
    return OK;
}

/* "* text" begins a variant, "*? text" one for where nothing else fits; what follows, indented, goes on in the same line of the letter, "| " and "- " on a new one. */
static enum err take_text(struct loading *l, struct str line)
{
    struct str text = str_trim(line);
    if (text.p[0] == '*') {
        enum err err = end_variant(l);
        if (err) return err;
        buf_clear(&l->variant);
        l->in_variant = true;
        l->last = text.n > 1 && text.p[1] == '?';
        text = str_trim((struct str){text.p + 1 + l->last, text.n - 1 - l->last});
        if (str_starts(text, STR("| "))) text = (struct str){text.p + 2, text.n - 2};
        buf_add(&l->variant, text);
        return OK;
    }
    if (!l->in_variant) return fault_plain(l, "a variant begins with \"* \"");
    bool fresh = str_starts(text, STR("| ")) || str_starts(text, STR("|? "));
    bool bullet = str_starts(text, STR("- ")) || str_starts(text, STR("-? "));
    buf_char(&l->variant, fresh || bullet ? '\n' : ' ');
    if (str_starts(text, STR("| "))) text = (struct str){text.p + 2, text.n - 2};
    buf_add(&l->variant, text);
    return OK;
}

/* --- head and parts --- */

static enum err take_codes(
    struct loading *l, struct str value, const char *const names[], const char *what, uint32_t *ret)
{
    struct str word;
    while (value.n) {
        str_cut(str_trim(value), ' ', &word, &value);
        int code = kind_code(names, word);
        if (code < 0) return fault(l, what, word);
        *ret |= 1U << code;
    }
    return OK;
}

static enum err take_condition(struct loading *l, struct str word, uint32_t *needs, uint32_t *needs_not)
{
    bool not = word.n && word.p[0] == '!';
    int i = places_condition(not ? (struct str){word.p + 1, word.n - 1} : word);
    if (i < 0) return fault(l, "there is no condition", word);
    *(not ? needs_not : needs) |= 1U << i;
    return OK;
}

static enum err take_conditions(struct loading *l, struct str value)
{
    struct str word;
    enum err err = OK;
    while (value.n && !err) {
        str_cut(str_trim(value), ' ', &word, &value);
        err = take_condition(l, word, &l->t.needs, &l->t.needs_not);
    }
    return err;
}

static enum err take_head(struct loading *l, struct str key, struct str value)
{
    struct template *t = &l->t;
    if (str_is(key, "title")) return t->title = value, OK;
    if (str_is(key, "purpose")) return take_codes(l, value, purpose_names, "there is no purpose", &t->purposes);
    if (str_is(key, "channel")) return take_codes(l, value, channel_names, "there is no channel", &t->channels);
    if (str_is(key, "kind")) return take_codes(l, value, opp_kind_names, "there is no kind of opportunity", &t->kinds);
    if (str_is(key, "role")) return take_codes(l, value, role_names, "there is no role", &t->roles);
    if (str_is(key, "when")) return take_conditions(l, value);
    if (str_is(key, "words")) return str_number(value, &t->words) ? OK : fault(l, "no whole number:", value);
    if (str_is(key, "characters")) return str_number(value, &t->characters) ? OK : fault(l, "no whole number:", value);
    return fault(l, "unknown key", key);
}

/* "name [condition !condition optional joined]:" */
static enum err begin_part(struct loading *l, struct str head)
{
    struct str name, flags, word;
    enum err err = end_variant(l);
    if (err) return err;
    if (l->part && !l->part->n_variants) return fault_plain(l, "the part before this has no variant");
    if (l->t.n_parts == TEMPLATE_PARTS_MAX) return fault_plain(l, "more than 40 parts");
    bool flagged = str_cut(head, '[', &name, &flags);
    l->part = ARENA_PUSH(l->a, l->t.parts, l->t.n_parts, l->t.room);
    *l->part = (struct template_part){.name = str_trim(name), .line = l->line};
    if (!flagged) return OK;
    flags = str_trim(flags);
    if (!flags.n || flags.p[flags.n - 1] != ']') return fault_plain(l, "a bracket without its other one");
    flags.n--;
    while (flags.n && !err) {
        str_cut(str_trim(flags), ' ', &word, &flags);
        if (str_is(word, "optional"))
            l->part->optional = true;
        else if (str_is(word, "joined"))
            l->part->joined = true;
        else
            err = take_condition(l, word, &l->part->needs, &l->part->needs_not);
    }
    return err;
}

static enum err take_line(struct loading *l, struct str line)
{
    struct str text = str_trim(line), key, value;
    if (!text.n || text.p[0] == '#') return OK;
    if (line.p[0] == ' ' || line.p[0] == '\t' || text.p[0] == '*')
        return l->part ? take_text(l, line) : fault_plain(l, "text before the first part");
    if (text.p[text.n - 1] == ':') return begin_part(l, (struct str){text.p, text.n - 1});
    if (!str_cut(text, ':', &key, &value)) return fault(l, "neither a key, nor a part, nor a variant:", text);
    if (l->part) return fault(l, "the head ends where parts begin:", key);
    return take_head(l, str_trim(key), str_trim(value));
}

static bool has_part(const struct template *t, const char *name)
{
    for (size_t i = 0; i < t->n_parts; i++)
        if (str_is(t->parts[i].name, name)) return true;
    return false;
}

static enum err check_whole(struct loading *l)
{
    const struct template *t = &l->t;
    bool mail = t->channels >> CHANNEL_EMAIL & 1;
    if (!t->title.n) return fault_plain(l, "no title: say in a few words what it is for");
    if (!t->channels) return fault_plain(l, "no channel");
    if (!t->n_parts || !l->part->n_variants) return fault_plain(l, "the last part has no variant");
    if (mail && !has_part(t, "subject")) return fault_plain(l, "an e-mail needs the part \"subject\"");
    return OK;
}

static enum err load(struct loading *l, struct str text)
{
    size_t bad;
    if (!str_utf8(text, &bad)) return fault_plain(l, "no UTF-8 text");
    while (text.n) {
        struct str line;
        str_cut(text, '\n', &line, &text);
        l->line++;
        enum err err = take_line(l, line);
        if (err) return err;
    }
    enum err err = end_variant(l);
    return err ? err : check_whole(l);
}

enum err templates_load(
    struct templates *t, struct str name, const char *where, struct str text, struct arena *a, struct err_info *info)
{
    struct loading l = {.a = a, .where = where, .info = info, .t = {.name = name}};
    enum err err = load(&l, text);
    buf_close(&l.variant);
    if (err) return err;
    *ARENA_PUSH(a, t->items, t->n, t->room) = l.t;
    return OK;
}

/* --- choosing --- */

static bool fits(const struct template *t, const struct letter_facts *f, uint32_t holds, enum channel channel)
{
    return t->purposes >> f->purpose & 1 && t->channels >> channel & 1 && (!t->kinds || t->kinds >> f->kind & 1) &&
           (!t->roles || t->roles >> f->to.role & 1) && (t->needs & holds) == t->needs && !(t->needs_not & holds);
}

static int particular(const struct template *t)
{
    int score = (t->kinds != 0) + 2 * (t->roles != 0);
    for (uint32_t bits = t->needs | t->needs_not; bits; bits &= bits - 1) score++;
    return score;
}

static const struct template *most_particular(
    const struct templates *t, const struct letter_facts *f, enum channel channel)
{
    const struct template *best = NULL;
    uint32_t holds = places_conditions(f);
    for (size_t i = 0; i < t->n; i++) {
        const struct template *x = &t->items[i];
        if (fits(x, f, holds, channel) && (!best || particular(x) > particular(best))) best = x;
    }
    return best;
}

const struct template *templates_find(const struct templates *t, const struct letter_facts *f, struct str name)
{
    for (size_t i = 0; i < t->n && name.n; i++)
        if (str_eq(t->items[i].name, name)) return &t->items[i];
    if (name.n) return NULL;
    const struct template *found = most_particular(t, f, f->channel);
    if (!found) found = most_particular(t, f, letter_is_spoken(f) ? CHANNEL_PHONE : CHANNEL_EMAIL);
    return found;
}
