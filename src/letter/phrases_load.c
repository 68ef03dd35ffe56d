/* Reading phrase rules: [rule-name], then "key = value" lines; [words] holds
 * lists for the patterns below it.  Every fault is named with its line. */
#include <stdio.h>
#include <string.h>

#include "letter/phrases_rules.h"

struct loader {
    struct phrase_rules *r;
    const struct phrases_dialect *dialect; /* NULL: letters */
    struct str rest;
    const char *where;
    int line;
    int lists; /* the first one of this file */
    enum phrases_trust trust;
    struct phrase_rule *rules; /* of this file: added when all is well */
    size_t n, room;
    enum { IN_NOTHING, IN_WORDS, IN_RULE } in;
    struct arena *a;
    struct err_info *info;
};

static enum err fault(struct loader *l, int line, const char *format, ...) PRINTF_LIKE(3, 4);

static enum err fault(struct loader *l, int line, const char *format, ...)
{
    char sentence[600];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    return err_set(l->info, ERR_INPUT, "%s:%d: %s", l->where, line, sentence);
}

/* Puts the place before the sentence of a pattern's reader. */
static enum err at_line(struct loader *l, enum err err)
{
    return err_context(l->info, err, "%s:%d", l->where, l->line);
}

static struct str keep(struct loader *l, struct str s)
{
    return arena_str(l->r->arena, s);
}

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool hyphen = c == '-' && i && i + 1 < s.n && s.p[i - 1] != '-';
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !hyphen) return false;
    }
    return s.n > 0;
}

/* --- lists of words --- */

static int list_named(const struct loader *l, struct str name)
{
    for (size_t i = (size_t)l->lists; i < l->r->words.n_lists; i++)
        if (str_eq(l->r->words.lists[i].name, name)) return (int)i;
    return -1;
}

/* The number of a word, by the same eyes as a text's. */
static enum err number_of(struct loader *l, struct str word, uint16_t *ret)
{
    struct text t;
    char lower[64];
    struct str plain = lexicon_plain(word, lower);
    if (!plain.n) {
        text_read(word, l->a, &t);
        if (t.n_words != 1 || t.words[0].n != word.n || t.words[0].kind == WORD_ADDRESS)
            return fault(l, l->line, "\"%.*s\" is not one word", STR_ARG(word));
        plain = text_lower(&t, 0, lower);
    }
    *ret = lexicon_add(&l->r->words, plain);
    return *ret ? OK : fault(l, l->line, "there are more than %d different words", LEXICON_WORDS_MAX);
}

/* One item of a list: word, word > other form, *ending, not word, <list>. */
static enum err list_item(struct loader *l, int list, struct str item)
{
    struct lexicon *x = &l->r->words;
    struct str word, form;
    uint16_t number;
    if (!item.n) return fault(l, l->line, "a word is missing between two commas, or at the end");
    if (item.p[0] == '<' && item.p[item.n - 1] == '>') {
        int other = list_named(l, (struct str){item.p + 1, item.n - 2});
        if (other < 0 || other == list) return fault(l, l->line, "no list %.*s stands above", STR_ARG(item));
        lexicon_list_join(x, list, other);
        return OK;
    }
    if (item.p[0] == '*' && item.n > 1) {
        lexicon_list_ending(x, list, keep(l, (struct str){item.p + 1, item.n - 1}));
        return OK;
    }
    bool except = str_starts(item, STR("not "));
    if (except) item = str_trim((struct str){item.p + 4, item.n - 4});
    bool mapped = str_cut(item, '>', &word, &form);
    word = str_trim(word), form = str_trim(form);
    if (mapped && (except || !form.n)) return fault(l, l->line, "\"%.*s\": write word > other form", STR_ARG(item));
    enum err err = number_of(l, word, &number);
    if (err) return err;
    if (except)
        lexicon_list_except(x, list, number);
    else
        lexicon_list_word(x, list, number, mapped ? keep(l, form) : (struct str){0});
    return OK;
}

static enum err list_items(struct loader *l, int list, struct str value)
{
    struct str item;
    do {
        bool more = str_cut(value, ',', &item, &value);
        enum err err = list_item(l, list, str_trim(item));
        if (err) return err;
        if (!more) break;
    } while (true);
    return OK;
}

static enum err list_line(struct loader *l, struct str name, struct str value)
{
    if (!is_name(name) || str_is(name, "number") || str_is(name, "name"))
        return fault(l, l->line, "\"%.*s\" cannot be the name of a list", STR_ARG(name));
    int list = list_named(l, name);
    if (list < 0) list = lexicon_list_new(&l->r->words, keep(l, name));
    if (list < 0) return fault(l, l->line, "there are more than %d lists of words", LEXICON_LISTS_MAX);
    return list_items(l, list, value);
}

/* --- the lines of a rule --- */

static enum err match_line(struct loader *l, struct phrase_rule *rule, struct str value)
{
    struct phrase_match m = {.text = keep(l, value), .line = l->line};
    size_t taken = l->r->patterns.n;
    enum err err = at_line(l, pattern_read(&m.pattern, &l->r->words, l->lists, m.text, l->a, l->info));
    if (err) return err;
    if (!m.pattern.least) return fault(l, l->line, "this matches where there is no word at all");
    pattern_begins(&m.pattern, &l->r->words, l->r->arena, &m.first);
    if (m.first.wild) return fault(l, l->line, "it must begin with words, not with *, ! or ...");
    lexicon_add(&l->r->patterns, value);
    if (l->r->patterns.n == taken) return fault(l, l->line, "the same pattern stands in a rule already");
    *ARENA_PUSH(l->r->arena, rule->matches, rule->n_matches, rule->matches_room) = m;
    return OK;
}

static enum err unless_line(struct loader *l, struct phrase_rule *rule, struct str value)
{
    struct phrase_unless u = {0};
    struct str before, after;
    bool cut = str_cut(value, '~', &before, &after);
    before = str_trim(before), after = str_trim(after);
    if (!cut || (!before.n && !after.n) || (after.n && memchr(after.p, '~', after.n)))
        return fault(l, l->line, "write one ~ for what is found, and words before or behind it: unless = not ~");
    enum err err = OK;
    if (before.n) err = pattern_read(&u.before, &l->r->words, l->lists, keep(l, before), l->a, l->info);
    if (!err && after.n) err = pattern_read(&u.after, &l->r->words, l->lists, keep(l, after), l->a, l->info);
    if (err) return at_line(l, err);
    if ((after.n && !u.after.least && u.after.most) || (before.n && !u.before.least && u.before.most))
        return fault(l, l->line, "this excuses everything: what stands beside ~ may be nothing");
    *ARENA_PUSH(l->r->arena, rule->unless, rule->n_unless, rule->unless_room) = u;
    return OK;
}

static enum err with_line(struct loader *l, struct phrase_rule *rule, struct str value)
{
    int list = rule->with ? rule->with - 1 : lexicon_list_new(&l->r->words, (struct str){0});
    if (list < 0) return fault(l, l->line, "there are more than %d lists of words", LEXICON_LISTS_MAX);
    rule->with = list + 1;
    enum err err = list_items(l, list, value);
    lexicon_list_close(&l->r->words, list);
    return err;
}

static enum err rule_line(struct loader *l, struct phrase_rule *rule, struct str value)
{
    bool letter = value.n >= 2 && value.n <= 3 && value.p[0] >= 'A' && value.p[0] <= 'E' && value.p[1] != '0';
    int64_t number;
    if (!letter || !str_number((struct str){value.p + 1, value.n - 1}, &number) || number < 1)
        return fault(l, l->line, "\"%.*s\" is not a rule of the rulebook, such as C9", STR_ARG(value));
    rule->rule = keep(l, value).p;
    return OK;
}

static enum err level_line(struct loader *l, struct phrase_rule *rule, struct str value)
{
    if (!str_is(value, "error") && !str_is(value, "warning"))
        return fault(
            l, l->line, "level is error (certain in any correct letter) or warning, not \"%.*s\"", STR_ARG(value));
    rule->level = str_is(value, "error") ? FINDING_ERROR : FINDING_WARNING;
    return OK;
}

static enum err why_line(struct loader *l, struct phrase_rule *rule, struct str value)
{
    if (rule->why.n) return fault(l, l->line, "a rule has one why");
    if (!strchr(".!?", value.p[value.n - 1])) return fault(l, l->line, "why is a sentence and ends with a stop");
    rule->why = keep(l, value);
    return OK;
}

static enum err suggest_line(struct loader *l, struct phrase_rule *rule, struct str value)
{
    if (rule->n_suggestions == FINDING_SUGGESTIONS)
        return fault(l, l->line, "a rule has at most %d suggestions", FINDING_SUGGESTIONS);
    rule->suggestions[rule->n_suggestions++] = keep(l, value);
    return OK;
}

static enum err example_line(struct loader *l, struct phrase_rule *rule, struct str value, bool bad)
{
    if (l->trust == PHRASES_TRUSTED) return OK;
    *ARENA_PUSH(l->r->arena, rule->examples, rule->n_examples, rule->examples_room) =
        (struct phrase_example){.text = keep(l, value), .where = l->where, .line = l->line, .bad = bad};
    return OK;
}

static enum err dialect_line(struct loader *l, struct phrase_rule *rule, struct str key, struct str value)
{
    const struct phrases_dialect *d = l->dialect;
    bool yes = str_is(key, d->yes);
    if (yes || str_is(key, d->no)) return example_line(l, rule, value, yes);
    const char *wrong = d->take(rule, key, value);
    if (!wrong) return OK;
    if (*wrong) return fault(l, l->line, "\"%.*s\": %s", STR_ARG(value), wrong);
    return fault(l, l->line, "\"%.*s\" is none of %s", STR_ARG(key), d->keys);
}

static enum err key_line(struct loader *l, struct str key, struct str value)
{
    struct phrase_rule *rule = &l->rules[l->n - 1];
    if (!value.n) return fault(l, l->line, "nothing stands behind \"%.*s =\"", STR_ARG(key));
    if (str_is(key, "match")) return match_line(l, rule, value);
    if (str_is(key, "unless")) return unless_line(l, rule, value);
    if (str_is(key, "with")) return with_line(l, rule, value);
    if (str_is(key, "why")) return why_line(l, rule, value);
    if (l->dialect) return dialect_line(l, rule, key, value);
    if (str_is(key, "rule")) return rule_line(l, rule, value);
    if (str_is(key, "level")) return level_line(l, rule, value);
    if (str_is(key, "suggest")) return suggest_line(l, rule, value);
    if (str_is(key, "bad") || str_is(key, "good")) return example_line(l, rule, value, str_is(key, "bad"));
    return fault(
        l, l->line, "\"%.*s\" is none of rule, level, match, with, unless, why, suggest, bad and good", STR_ARG(key));
}

/* --- a rule as a whole --- */

/* Whether a rule finds something in an example; marks the patterns that do. */
static bool finds(struct loader *l, struct phrase_rule *rule, struct str example)
{
    AUTO(arena) scratch = {0};
    struct text t;
    bool any = false;
    text_read(l->dialect ? l->dialect->prepare(example, &scratch) : example, &scratch, &t);
    struct pattern_text words = pattern_text(&l->r->words, &t, &scratch);
    for (size_t i = 0; i < t.n_words; i++)
        for (size_t k = 0; k < rule->n_matches; k++) {
            struct pattern_found found;
            if (!phrases_match(rule, k, &l->r->words, &words, i, t.words[i].sentence, &found)) continue;
            rule->matches[k].shown = any = true;
        }
    return any;
}

static enum err check_examples(struct loader *l, struct phrase_rule *rule)
{
    const char *bad_key = l->dialect ? l->dialect->yes : "bad", *good_key = l->dialect ? l->dialect->no : "good";
    bool good = false;
    for (size_t i = 0; i < rule->n_examples; i++) {
        struct phrase_example *e = &rule->examples[i];
        e->rule = rule->name, e->why = rule->why;
        good |= !e->bad;
        if (e->bad && !finds(l, rule, e->text))
            return fault(l, e->line, "nothing is found in this %s example of [%.*s]", bad_key, STR_ARG(rule->name));
    }
    for (size_t i = 0; i < rule->n_matches; i++)
        if (!rule->matches[i].shown)
            return fault(l, rule->matches[i].line, "no %s example shows this pattern at work", bad_key);
    for (size_t i = 0; i < rule->n_examples; i++) {
        const struct phrase_example *e = &rule->examples[i];
        if (!e->bad && finds(l, rule, e->text))
            return fault(l, e->line, "something is found in this %s example of [%.*s]", good_key, STR_ARG(rule->name));
    }
    return good ? OK
                : fault(l, rule->line, "[%.*s] has no %s example: one that must not match", STR_ARG(rule->name),
                      good_key);
}

static enum err check_suggestions(struct loader *l, const struct phrase_rule *rule)
{
    for (size_t i = 0; i < rule->n_suggestions; i++) {
        struct str s = rule->suggestions[i];
        for (size_t at = 0, n; at < s.n; at++) {
            if (s.p[at] != '<') continue;
            int list = phrases_place(&l->r->words, l->lists, s, at, &n);
            for (size_t k = 0; list >= 0 && k < rule->n_matches; k++)
                if (!pattern_names_list(&rule->matches[k].pattern, list)) list = -1;
            if (list < 0)
                return fault(l, rule->line,
                    "[%.*s]: the list in the suggestion \"%.*s\" is not in each of its patterns", STR_ARG(rule->name),
                    STR_ARG(s));
        }
    }
    return OK;
}

static enum err end_section(struct loader *l)
{
    for (int i = l->lists; l->in == IN_WORDS && i < (int)l->r->words.n_lists; i++)
        if (l->r->words.lists[i].name.n) lexicon_list_close(&l->r->words, i);
    if (l->in != IN_RULE) return OK;
    struct phrase_rule *rule = &l->rules[l->n - 1];
    bool said = l->dialect ? rule->own[0] != 0 : rule->rule != NULL;
    const char *first = l->dialect ? l->dialect->needs : "rule";
    const char *missing = !said ? first : !rule->why.n ? "why" : !rule->n_matches ? "match" : NULL;
    if (missing) return fault(l, rule->line, "[%.*s] has no line \"%s = ...\"", STR_ARG(rule->name), missing);
    enum err err = check_suggestions(l, rule);
    return err || l->trust == PHRASES_TRUSTED ? err : check_examples(l, rule);
}

static enum err section_line(struct loader *l, struct str line)
{
    enum err err = end_section(l);
    if (err) return err;
    if (line.p[line.n - 1] != ']') return fault(l, l->line, "the name of a rule needs its closing bracket: [name]");
    struct str name = str_trim((struct str){line.p + 1, line.n - 2});
    l->in = str_is(name, "words") ? IN_WORDS : IN_RULE;
    if (l->in == IN_WORDS) return OK;
    if (!is_name(name))
        return fault(l, l->line, "\"%.*s\": a rule is named with small letters and hyphens", STR_ARG(name));
    size_t taken = l->r->names.n;
    lexicon_add(&l->r->names, name);
    if (l->r->names.n == taken) return fault(l, l->line, "there is a rule [%.*s] already", STR_ARG(name));
    *ARENA_PUSH(l->r->arena, l->rules, l->n, l->room) =
        (struct phrase_rule){.name = keep(l, name), .where = l->where, .line = l->line, .level = FINDING_WARNING};
    return OK;
}

static enum err one_line(struct loader *l, struct str line)
{
    struct str key, value;
    if (!line.n || line.p[0] == '#') return OK;
    if (line.p[0] == '[') return section_line(l, line);
    if (!str_cut(line, '=', &key, &value))
        return fault(l, l->line, "this is neither a comment, a [rule-name] nor \"key = value\"");
    key = str_trim(key), value = str_trim(value);
    switch (l->in) {
    case IN_NOTHING: return fault(l, l->line, "a line before the first [rule-name]");
    case IN_WORDS: return list_line(l, key, value);
    case IN_RULE: break;
    }
    return key_line(l, key, value);
}

/* --- the file --- */

static void add_start(struct phrase_rules *r, struct phrase_starts *s, size_t rule, size_t match)
{
    struct phrase_start start = {(uint32_t)rule, (uint32_t)match, r->rules[rule].matches[match].pattern.second};
    bool there = s->n && s->items[s->n - 1].rule == start.rule && s->items[s->n - 1].match == start.match;
    if (!there) *ARENA_PUSH(r->arena, s->items, s->n, s->room) = start;
}

static void add_rule(struct phrase_rules *r, const struct phrase_rule *rule)
{
    *ARENA_PUSH(r->arena, r->rules, r->n, r->room) = *rule;
    for (size_t i = 0; i < rule->n_matches; i++) {
        const struct pattern_first *first = &rule->matches[i].first;
        if (first->anywhere) add_start(r, &r->anywhere, r->n - 1, i);
        for (size_t k = 0; k < first->n && !first->anywhere; k++)
            add_start(r, &r->starts[first->words[k]], r->n - 1, i);
    }
    for (size_t i = 0; i < rule->n_examples; i++)
        *ARENA_PUSH(r->arena, r->examples, r->n_examples, r->examples_room) = rule->examples[i];
}

static enum err read_lines(struct loader *l)
{
    while (l->rest.n) {
        struct str line;
        str_cut(l->rest, '\n', &line, &l->rest);
        l->line++;
        enum err err = one_line(l, str_trim(line));
        if (err) return err;
    }
    return end_section(l);
}

enum err phrases_load(struct phrase_rules *r, struct str text, const char *where, enum phrases_trust trust,
    struct arena *a, struct err_info *info)
{
    return phrases_load_as(r, NULL, text, where, trust, a, info);
}

enum err phrases_load_as(struct phrase_rules *r, const struct phrases_dialect *dialect, struct str text,
    const char *where, enum phrases_trust trust, struct arena *a, struct err_info *info)
{
    struct loader l = {.r = r, .dialect = dialect, .rest = text, .trust = trust, .a = a, .info = info};
    l.lists = (int)r->words.n_lists;
    l.where = arena_str(r->arena, str_from(where)).p;
    if (text.n > PHRASES_FILE_MAX) return fault(&l, 0, "the file is larger than %d bytes", PHRASES_FILE_MAX);
    if (!str_utf8(text, NULL)) return fault(&l, 0, "the file is not UTF-8 text: save it as UTF-8");
    enum err err = read_lines(&l);
    if (err) return err;
    while (r->n_starts <= r->words.n)
        *ARENA_PUSH(r->arena, r->starts, r->n_starts, r->starts_room) = (struct phrase_starts){0};
    for (size_t i = 0; i < l.n; i++) add_rule(r, &l.rules[i]);
    return OK;
}
