/* Reading playbooks: which section and key fills which member, and what makes
 * a playbook whole. */
#include "plan/playbook.h"

#include "plan/ini.h"
#include "plan/moment.h"

#include <stddef.h>

const char *const trigger_names[] = {"interview-ahead", "interview", "waiting", "reference", "offer", "offer-elsewhere",
    "accepted-elsewhere", "no", NULL};
const char *const audience_names[] = {"self", "each-person", "each-interviewer", "primary-if-met", "recipient",
    "each-reference", "offerer", "refuser", NULL};
const char *const limit_names[] = {"opening", "number", "no-is-a-no", "offer-here", "asked-not-to", "do-not-contact",
    "one-a-day", "one-call-a-week", "house", "business-days", "hours", "all-means", NULL};

enum value {
    V_TEXT,
    V_SPAN,
    V_TWO_SPANS,
    V_MOMENT,
    V_CHANNELS,
    V_SEQUENCE,
    V_NUMBER,
    V_YES,
    V_RULES,
    V_STEP,
    V_PURPOSE,
    V_TRIGGER,
    V_AUDIENCE,
    V_THEN,
    V_KEPT
};

struct key {
    const char *name;
    enum value value;
    size_t at; /* offset in the section's struct */
    size_t also; /* of the second of two members that one value fills */
    bool required;
};

#define AT(type, member) offsetof(struct type, member)

static const struct key playbook_keys[] = {
    {"title", V_TEXT, AT(playbook, title), .required = true},
    {"guide", V_TEXT, AT(playbook, guide), .required = true},
    {"asked-rules", V_RULES, AT(playbook, asked_rules), .required = true},
    {"promised-rules", V_RULES, AT(playbook, promised_rules), .required = true},
    {"inquiry-closes", V_SPAN, AT(playbook, inquiry_closes), .required = true},
    {"hold-shown", V_SPAN, AT(playbook, hold_shown), .required = true},
    {.name = NULL},
};
static const struct key rhythm_keys[] = {
    {"step", V_STEP, AT(rhythm, step), .required = true},
    {"purpose", V_PURPOSE, AT(rhythm, purpose), .required = true},
    {"first", V_TWO_SPANS, AT(rhythm, first), .also = AT(rhythm, first_due), .required = true},
    {"after-word", V_TWO_SPANS, AT(rhythm, word), .also = AT(rhythm, word_due), .required = true},
    {"gap", V_TWO_SPANS, AT(rhythm, gap), .also = AT(rhythm, gap_due), .required = true},
    {"number", V_NUMBER, AT(rhythm, number), .required = true},
    {"from-thanks-call", V_YES, AT(rhythm, from_thanks_call), .required = false},
    {"keeps-pace", V_YES, AT(rhythm, keeps_pace), .required = false},
    {"channels", V_SEQUENCE, AT(rhythm, channels), .also = AT(rhythm, sequence), .required = true},
    {"then", V_THEN, AT(rhythm, then), .also = AT(rhythm, then_after), .required = true},
    {"first-rules", V_RULES, AT(rhythm, first_rules), .required = true},
    {"after-word-rules", V_RULES, AT(rhythm, word_rules), .required = true},
    {"gap-rules", V_RULES, AT(rhythm, gap_rules), .required = true},
    {"number-rules", V_RULES, AT(rhythm, number_rules), .required = true},
    {"then-rules", V_RULES, AT(rhythm, then_rules), .required = true},
    {"why", V_TEXT, AT(rhythm, why), .required = true},
    {"then-why", V_TEXT, AT(rhythm, then_why), .required = true},
    {.name = NULL},
};
static const struct key meeting_keys[] = {
    {"after", V_SPAN, AT(playbook, meeting_after), .required = true},
    {"rhythm", V_KEPT, AT(playbook, meetings_keep_rhythm), .required = false},
    {"rules", V_RULES, AT(playbook, meeting_rules), .required = true},
    {.name = NULL},
};
static const struct key step_keys[] = {
    {"when", V_TRIGGER, AT(step_rule, trigger), .required = true},
    {"to", V_AUDIENCE, AT(step_rule, audience), .required = true},
    {"purpose", V_PURPOSE, AT(step_rule, purpose), .required = false},
    {"channels", V_CHANNELS, AT(step_rule, channels), .required = false},
    {"opens", V_MOMENT, AT(step_rule, opens), .required = true},
    {"due", V_MOMENT, AT(step_rule, due), .also = AT(step_rule, due_else), .required = true},
    {"closes", V_MOMENT, AT(step_rule, closes), .also = AT(step_rule, closes_else), .required = true},
    {"most", V_NUMBER, AT(step_rule, most), .required = false},
    {"keep-warm", V_YES, AT(step_rule, keep_warm), .required = false},
    {"rules", V_RULES, AT(step_rule, rules), .required = true},
    {"why", V_TEXT, AT(step_rule, why), .required = true},
    {.name = NULL},
};
static const struct key limit_keys[] = {
    {"number", V_NUMBER, AT(limit_rule, number), .required = false},
    {"within", V_SPAN, AT(limit_rule, within), .required = false},
    {"before", V_SPAN, AT(limit_rule, before), .required = false},
    {"rules", V_RULES, AT(limit_rule, rules), .required = true},
    {"why", V_TEXT, AT(limit_rule, why), .required = true},
    {.name = NULL},
};

enum { SECTIONS = 4 };
static const char *const section_names[SECTIONS] = {
    "playbook", "before an interview", "after an interview", "after a meeting"};

/* The section at hand: its keys, the struct it fills, which keys it has had. */
struct section {
    const struct key *keys;
    char *target;
    unsigned seen;
    unsigned given; /* keys that what it is based on has given: not required again */
    bool inherits; /* a part of what it is based on may stay: nothing is required */
    int line;
};

struct loader {
    struct playbook *out;
    struct ini ini;
    struct section at;
    unsigned sections; /* sections seen: 1 playbook, 2 before, 4 after, 8 meeting */
    unsigned limits;
    struct str names[16]; /* the chain of based-on */
    size_t depth;
    bool based;
    uint32_t steps_seen; /* bit 1 << enum step: in this file */
    int section_lines[SECTIONS], step_lines[STEP_COUNT],
        limit_lines[LIMIT_COUNT]; /* where in this file; 0: it is inherited */
    playbook_source *source;
    void *context;
    struct err_info *info;
};

#define VIEW(s) (int)(s).n, (s).p /* for "%.*s": of a part of the text, which is never NULL */
#define STORE(type, target, offset) (*(type *)(void *)((target) + (offset)))

static enum err expected(struct loader *l, struct ini_entry e, const char *what)
{
    return ini_fault(&l->ini, l->info, "%.*s: \"%.*s\" is not %s", VIEW(e.key), VIEW(e.value), what);
}

static bool channels_parse(struct str s, struct channels *ret)
{
    struct channels c = {.n = 0};
    struct str word;
    for (s = str_trim(s); s.n; s = str_trim(s)) {
        str_cut(s, ' ', &word, &s);
        int code = kind_code(channel_names, word);
        if (code < 0 || c.n == CHANNELS_MAX) return false;
        c.items[c.n++] = (uint8_t)code;
    }
    *ret = c;
    return c.n > 0;
}

static bool sequence_parse(struct str s, struct channels *items, uint8_t *ret_n)
{
    uint8_t n = 0;
    while (s.n) {
        struct str one;
        str_cut(s, ';', &one, &s);
        if (n == SEQUENCE_MAX || !channels_parse(one, &items[n++])) return false;
    }
    *ret_n = n;
    return n > 0;
}

/* "A, else B": without the else the second is never. */
static bool moments_parse(struct str s, struct moment *ret, struct moment *ret_else)
{
    struct str head, tail;
    if (!str_cut(s, ',', &head, &tail)) {
        if (!moment_parse(s, ret)) return false;
        *ret_else = *ret;
        return true;
    }
    tail = str_trim(tail);
    if (!str_starts(tail, STR("else "))) return false;
    tail.p += 5, tail.n -= 5;
    return moment_parse(str_trim(head), ret) && moment_parse(str_trim(tail), ret_else);
}

static bool spans_parse(struct str s, struct span *ret, struct span *ret_second)
{
    struct str head, tail;
    return str_cut(s, ',', &head, &tail) && moment_parse_span(str_trim(head), ret) &&
           moment_parse_span(str_trim(tail), ret_second);
}

static bool code_parse(const char *const names[], struct str s, char *target, size_t at)
{
    int code = kind_code(names, s);
    if (code >= 0) STORE(unsigned, target, at) = (unsigned)code;
    return code >= 0;
}

static enum err store_value(struct loader *l, const struct key *k, struct ini_entry e)
{
    char *t = l->at.target;
    struct str head, tail;
    int64_t n;
    switch (k->value) { // GCOV_EXCL_BR_LINE: the tables above have no other value
    case V_TEXT: STORE(struct str, t, k->at) = e.value; return e.value.n ? OK : expected(l, e, "a sentence");
    case V_SPAN:
        return moment_parse_span(e.value, &STORE(struct span, t, k->at))
                   ? OK
                   : expected(l, e, "a span such as 7d, 3bd or 24h");
    case V_TWO_SPANS:
        return spans_parse(e.value, &STORE(struct span, t, k->at), &STORE(struct span, t, k->also))
                   ? OK
                   : expected(l, e, "two spans, when it opens and is due, such as \"7d, 10d\"");
    case V_MOMENT:
        if (!k->also)
            return moment_parse(e.value, &STORE(struct moment, t, k->at))
                       ? OK
                       : expected(l, e, "a moment such as \"trigger + 2bd\"");
        return moments_parse(e.value, &STORE(struct moment, t, k->at), &STORE(struct moment, t, k->also))
                   ? OK
                   : expected(l, e, "a moment such as \"trigger + 2bd\", \"start\" or \"answer, else trigger + 5bd\"");
    case V_CHANNELS:
        return channels_parse(e.value, &STORE(struct channels, t, k->at))
                   ? OK
                   : expected(l, e, "one to three of email, phone, note, linkedin, in-person");
    case V_SEQUENCE:
        return sequence_parse(e.value, &STORE(struct channels, t, k->at), &STORE(uint8_t, t, k->also))
                   ? OK
                   : expected(l, e, "channels, those of the first inquiry; those of the second; ...");
    case V_NUMBER:
        if (!str_number(e.value, &n) || n < 1 || n > 100) return expected(l, e, "a number from 1 to 100");
        STORE(uint8_t, t, k->at) = (uint8_t)n;
        return OK;
    case V_YES:
    case V_KEPT:
        STORE(bool, t, k->at) = str_is(e.value, k->value == V_YES ? "yes" : "kept");
        if (STORE(bool, t, k->at) || str_is(e.value, k->value == V_YES ? "no" : "own")) return OK;
        return expected(l, e, k->value == V_YES ? "yes or no" : "kept or own");
    case V_RULES:
        if (!rules_parse(e.value, &STORE(rules_t, t, k->at)) || !STORE(rules_t, t, k->at))
            return expected(l, e, "a list of rule ids such as \"A4 D5\"");
        return OK;
    case V_STEP: return code_parse(step_names, e.value, t, k->at) ? OK : expected(l, e, "the name of a step");
    case V_PURPOSE: return code_parse(purpose_names, e.value, t, k->at) ? OK : expected(l, e, "the name of a purpose");
    case V_TRIGGER:
        return code_parse(trigger_names, e.value, t, k->at) ? OK : expected(l, e, "the name of an occasion");
    case V_AUDIENCE:
        return code_parse(audience_names, e.value, t, k->at) ? OK : expected(l, e, "the name of an audience");
    case V_THEN: break;
    }
    str_cut(e.value, ',', &head, &tail);
    bool hold = str_is(str_trim(head), "hold"), move_on = str_is(str_trim(head), "move-on");
    STORE(enum step, t, k->at) = hold ? STEP_HOLD : STEP_MOVE_ON;
    return (hold || move_on) && moment_parse_span(str_trim(tail), &STORE(struct span, t, k->also))
               ? OK
               : expected(l, e, "\"hold\" or \"move-on\" and a span, such as \"hold, 3bd\"");
}

/* What is missing of the section that ends here. */
static enum err end_section(struct loader *l)
{
    struct section *s = &l->at;
    if (!s->keys || s->inherits) return OK;
    for (int i = 0; s->keys[i].name; i++) {
        if (!s->keys[i].required || ((s->seen | s->given) >> i) & 1) continue;
        l->ini.line = s->line;
        return ini_fault(&l->ini, l->info, "this section needs a line \"%s = ...\"", s->keys[i].name);
    }
    return OK;
}

/* A step of this name: the one it replaces, else a new one at the end. */
static struct step_rule *step_slot(struct loader *l, enum step step)
{
    struct playbook *p = l->out;
    for (uint8_t i = 0; i < p->n_steps; i++)
        if (p->steps[i].step == step) return &p->steps[i];
    return &p->steps[p->n_steps++]; /* there is room for each name once */
}

static enum err begin_step(struct loader *l, struct str name)
{
    int step = kind_code(step_names, name);
    if (step < 0 || step == STEP_THREE_PART || step == STEP_INQUIRY || step == STEP_HOLD || step == STEP_MOVE_ON)
        return ini_fault(&l->ini, l->info, "\"%.*s\" is no step that a [step ...] section can describe", STR_ARG(name));
    if ((l->steps_seen >> step) & 1) return ini_fault(&l->ini, l->info, "a second section [step %s]", step_names[step]);
    l->steps_seen |= 1U << step;
    l->step_lines[step] = l->ini.line;
    struct step_rule *slot = step_slot(l, (enum step)step);
    *slot = (struct step_rule){.step = (enum step)step, .purpose = PURPOSE_OTHER};
    l->at = (struct section){.keys = step_keys, .target = (char *)slot, .line = l->ini.line};
    return OK;
}

static enum err begin_limit(struct loader *l, struct str name)
{
    int limit = kind_code(limit_names, name);
    if (limit < 0)
        return ini_fault(
            &l->ini, l->info, "\"%.*s\" is no limit; they are named in playbooks/README.md", STR_ARG(name));
    if ((l->limits >> limit) & 1) return ini_fault(&l->ini, l->info, "a second section [limit %s]", limit_names[limit]);
    l->limits |= 1U << limit;
    l->limit_lines[limit] = l->ini.line;
    l->at = (struct section){
        .keys = limit_keys, .target = (char *)&l->out->limits[limit], .inherits = l->based, .line = l->ini.line};
    return OK;
}

static enum err begin_section(struct loader *l)
{
    struct playbook *p = l->out;
    const struct {
        const struct key *keys;
        void *target;
    } all[SECTIONS] = {{playbook_keys, p}, {rhythm_keys, &p->before}, {rhythm_keys, &p->after}, {meeting_keys, p}};
    struct str name = l->ini.section;
    for (unsigned i = 0; i < SECTIONS; i++) {
        if (!str_is(name, section_names[i])) continue;
        if ((l->sections >> i) & 1) return ini_fault(&l->ini, l->info, "a second section [%s]", section_names[i]);
        if (i > 0 && !(l->sections & 1)) return ini_fault(&l->ini, l->info, "[playbook] must be the first section");
        l->sections |= 1U << i;
        l->section_lines[i] = l->ini.line;
        l->at =
            (struct section){.keys = all[i].keys, .target = all[i].target, .inherits = l->based, .line = l->ini.line};
        return OK;
    }
    if (!(l->sections & 1)) return ini_fault(&l->ini, l->info, "[playbook] must be the first section");
    struct str head, rest;
    str_cut(name, ' ', &head, &rest);
    if (str_is(head, "step")) return begin_step(l, str_trim(rest));
    if (str_is(head, "limit")) return begin_limit(l, str_trim(rest));
    return ini_fault(&l->ini, l->info, "\"%.*s\" is no section that a playbook has", VIEW(name));
}

static enum err load_text(struct loader *l, struct str where, struct str text);

/* Fills the playbook from another; what this file says comes on top. */
static enum err based_on(struct loader *l, struct ini_entry e)
{
    if (l->at.seen || l->based) return ini_fault(&l->ini, l->info, "based-on must be the first line of [playbook]");
    for (size_t i = 0; i < l->depth; i++)
        if (str_eq(l->names[i], e.value))
            return ini_fault(&l->ini, l->info, "based-on goes in a circle: \"%.*s\" is based on this playbook itself",
                VIEW(e.value));
    if (l->depth == sizeof l->names / sizeof *l->names)
        return ini_fault(&l->ini, l->info, "based-on goes more than 15 levels deep");
    struct str text;
    enum err err = l->source ? l->source(l->context, e.value, &text, l->info) : ERR_NOT_FOUND;
    if (err) return ini_fault(&l->ini, l->info, "based-on: there is no playbook \"%.*s\"", VIEW(e.value));
    struct loader base = {
        .out = l->out, .depth = l->depth + 1, .source = l->source, .context = l->context, .info = l->info};
    for (size_t i = 0; i < l->depth; i++) base.names[i] = l->names[i];
    base.names[l->depth] = e.value;
    err = load_text(&base, e.value, text);
    l->based = true;
    for (int i = 0; playbook_keys[i].name; i++) /* title and guide are one's own */
        if (playbook_keys[i].value != V_TEXT) l->at.given |= 1U << i;
    return err;
}

static enum err without(struct loader *l, struct ini_entry e)
{
    struct str left = e.value, word;
    while (left.n) {
        str_cut(left, ' ', &word, &left);
        left = str_trim(left);
        int step = kind_code(step_names, word);
        struct playbook *p = l->out;
        uint8_t i = 0;
        while (i < p->n_steps && (int)p->steps[i].step != step) i++;
        if (i == p->n_steps)
            return ini_fault(&l->ini, l->info, "without: there is no step \"%.*s\" to leave out", VIEW(word));
        for (p->n_steps--; i < p->n_steps; i++) p->steps[i] = p->steps[i + 1];
    }
    return OK;
}

static enum err take_entry(struct loader *l, struct ini_entry e)
{
    if (!e.key.n) {
        enum err err = end_section(l);
        return err ? err : begin_section(l);
    }
    if (l->at.keys == playbook_keys) {
        if (str_is(e.key, "based-on")) return based_on(l, e);
        if (str_is(e.key, "without")) return without(l, e);
    }
    for (int i = 0; l->at.keys[i].name; i++) {
        const struct key *k = &l->at.keys[i];
        if (!str_is(e.key, k->name)) continue;
        if ((l->at.seen >> i) & 1) return ini_fault(&l->ini, l->info, "a second line \"%s = ...\"", k->name);
        l->at.seen |= 1U << i;
        return store_value(l, k, e);
    }
    return ini_fault(
        &l->ini, l->info, "\"%.*s\" is nothing that the section [%.*s] knows", VIEW(e.key), VIEW(e.section));
}

static bool closes_first(const struct moment *opens, const struct moment *closes)
{
    if (closes->anchor == ANCHOR_OPENS) return closes->plus.n < 0;
    return closes->anchor == opens->anchor && moment_least_days(closes->plus) < moment_least_days(opens->plus);
}

/* Which audiences and anchors go with an occasion. */
static const char *step_fault(const struct step_rule *s)
{
    bool meeting = s->trigger == TRIGGER_AHEAD || s->trigger == TRIGGER_INTERVIEW;
    bool met = s->audience == TO_EACH_PERSON || s->audience == TO_EACH_INTERVIEWER || s->audience == TO_PRIMARY_IF_MET;
    if (met && s->trigger != TRIGGER_INTERVIEW)
        return "people met are there only after an interview (when = interview)";
    if (s->audience == TO_EACH_REFERENCE && s->trigger != TRIGGER_REFERENCE)
        return "references are there only when = reference";
    if (s->trigger == TRIGGER_REFERENCE && s->audience != TO_EACH_REFERENCE)
        return "when = reference needs to = each-reference";
    if (s->audience == TO_OFFERER && s->trigger != TRIGGER_OFFER) return "who offered is there only when = offer";
    if (s->audience == TO_REFUSER && s->trigger != TRIGGER_NO) return "who said no is there only when = no";
    if (s->audience == TO_SELF && !meeting) return "a step for oneself goes with an interview";
    if (s->audience != TO_SELF && !s->channels.n) return "a step to somebody needs its channels";
    if (s->audience != TO_SELF && s->purpose == PURPOSE_OTHER) return "a step to somebody needs its purpose";
    const struct moment *all[] = {&s->opens, &s->due, &s->due_else, &s->closes, &s->closes_else};
    for (int i = 0; i < 5; i++) {
        if (all[i]->anchor == ANCHOR_START && !meeting) return "\"start\" is known only of an interview";
        if (all[i]->anchor == ANCHOR_OPENS && i == 0) return "a step cannot open relative to its own opening";
        if (all[i]->anchor == ANCHOR_ANSWER && s->trigger != TRIGGER_OFFER && s->trigger != TRIGGER_OTHER_OFFER)
            return "\"answer\" is known only of an offer";
        if (i < 3 && all[i]->anchor == ANCHOR_NONE) return "only closes may be never";
    }
    if (s->opens.anchor == ANCHOR_ANSWER) return "a step cannot open relative to an answer date: there may be none";
    if (s->due_else.anchor == ANCHOR_ANSWER || s->closes_else.anchor == ANCHOR_ANSWER)
        return "without an answer date there must be another: \"answer, else ...\"";
    if (closes_first(&s->opens, &s->closes) || closes_first(&s->opens, &s->closes_else))
        return "it closes before it opens";
    return NULL;
}

static const char *rhythm_fault(const struct rhythm *r)
{
    const struct span *spans[] = {&r->first, &r->first_due, &r->word, &r->word_due, &r->gap, &r->gap_due};
    for (int i = 0; i < 6; i++)
        if (spans[i]->unit == UNIT_HOURS || spans[i]->n < 1) return "first, after-word and gap are days, at least one";
    for (int i = 0; i < 6; i += 2)
        if (spans[i]->unit == spans[i + 1]->unit && spans[i + 1]->n < spans[i]->n)
            return "an inquiry is due before it opens";
    if (r->purpose != PURPOSE_THREE_PART && r->purpose != PURPOSE_INQUIRY)
        return "the purpose of a rhythm is three-part or inquiry";
    if (r->step != STEP_THREE_PART && r->step != STEP_INQUIRY) return "the step of a rhythm is three-part or inquiry";
    if (r->then_after.unit == UNIT_HOURS) return "then counts in days";
    return NULL;
}

/* Which limits have which of the keys that not all have. */
static const struct {
    bool number, within, before;
} limit_has[LIMIT_COUNT] = {
    [LIMIT_NO_IS_NO] = {.within = true},
    [LIMIT_ASKED_NOT_TO] = {.within = true},
    [LIMIT_ONE_A_DAY] = {.number = true},
    [LIMIT_CALL_A_WEEK] = {.within = true, .before = true},
    [LIMIT_HOUSE] = {.number = true, .within = true},
    [LIMIT_ALL_MEANS] = {.number = true},
};

static const char *limit_fault(enum limit limit, const struct limit_rule *r)
{
    if (limit_has[limit].number != (r->number > 0))
        return r->number ? "it has no number" : "it needs a line \"number = ...\"";
    if (limit_has[limit].within != (r->within.n > 0))
        return r->within.n ? "it has no within" : "it needs a line \"within = ...\", of at least a day";
    if (limit_has[limit].before != (r->before.n > 0))
        return r->before.n ? "it has no before" : "it needs a line \"before = ...\", of at least a day";
    if (limit == LIMIT_ONE_A_DAY && r->number > 1) return "its number can only be 1";
    bool hours = (r->within.n && r->within.unit == UNIT_HOURS) || (r->before.n && r->before.unit == UNIT_HOURS);
    if (hours || (limit == LIMIT_HOUSE && r->within.unit != UNIT_DAYS))
        return limit == LIMIT_HOUSE ? "within counts in calendar days, such as 7d" : "within and before count in days";
    return NULL;
}

/* A fault of a whole section, at the line where it begins. */
static enum err section_fault(struct loader *l, int line, const char *kind, const char *name, const char *fault)
{
    l->ini.line = line;
    return ini_fault(&l->ini, l->info, "[%s%s]: %s", kind, name, fault);
}

static enum err check_parts(struct loader *l)
{
    struct playbook *p = l->out;
    for (unsigned i = 0; limit_names[i]; i++) {
        const char *fault = limit_fault((enum limit)i, &p->limits[i]);
        if (fault) return section_fault(l, l->limit_lines[i], "limit ", limit_names[i], fault);
    }
    for (uint8_t i = 0; i < p->n_steps; i++) {
        enum step step = p->steps[i].step;
        const char *fault = step_fault(&p->steps[i]);
        if (fault) return section_fault(l, l->step_lines[step], "step ", step_names[step], fault);
    }
    const struct rhythm *const rhythms[] = {&p->before, &p->after};
    for (int i = 0; i < 2; i++) {
        const char *fault = rhythm_fault(rhythms[i]);
        if (fault) return section_fault(l, l->section_lines[1 + i], "", section_names[1 + i], fault);
    }
    if (p->inquiry_closes.unit == UNIT_HOURS || p->inquiry_closes.n < 1 || p->hold_shown.unit == UNIT_HOURS)
        return section_fault(
            l, l->section_lines[0], "", section_names[0], "inquiry-closes and hold-shown count in days");
    if (p->meeting_after.unit == UNIT_HOURS)
        return section_fault(l, l->section_lines[3], "", section_names[3], "after counts in days");
    return OK;
}

/* What no single line can show: is it whole, does it fit together? */
static enum err check_whole(struct loader *l)
{
    for (unsigned i = 1; i < SECTIONS; i++) /* the first has been there, or nothing else would */
        if (!((l->sections >> i) & 1) && !l->based)
            return ini_fault(&l->ini, l->info, "the section [%s] is missing", section_names[i]);
    for (unsigned i = 0; limit_names[i]; i++)
        if (!l->out->limits[i].rules)
            return ini_fault(&l->ini, l->info, "the section [limit %s] is missing", limit_names[i]);
    return check_parts(l);
}

enum { REACH_ENDLESS = 1 << 30, HOURS_A_DAY = 24 };

static void find_reach(struct playbook *p)
{
    p->reach_days = 0;
    p->reach_business_days = 1;
    for (uint8_t i = 0; i < p->n_steps; i++) {
        const struct moment *closes = &p->steps[i].closes_else; /* an interview has no answer date */
        if (p->steps[i].trigger != TRIGGER_INTERVIEW) continue;
        bool known = closes->anchor == ANCHOR_TRIGGER || closes->anchor == ANCHOR_START;
        day_t n = closes->plus.n;
        if (closes->plus.unit == UNIT_HOURS) n = n / HOURS_A_DAY + 2; /* it ends late, and clocks are put back */
        if (!known) n = REACH_ENDLESS;
        day_t *reach = known && closes->plus.unit == UNIT_BUSINESS_DAYS ? &p->reach_business_days : &p->reach_days;
        if (n > *reach) *reach = n;
    }
}

static enum err load_text(struct loader *l, struct str where, struct str text)
{
    l->ini = (struct ini){.rest = text, .where = where.p, .where_n = where.n};
    for (;;) {
        struct ini_entry e;
        bool end;
        enum err err = ini_next(&l->ini, &e, &end, l->info);
        if (err == OK && !end) err = take_entry(l, e);
        if (err) return err;
        if (end) break;
    }
    enum err err = end_section(l);
    return err ? err : check_whole(l);
}

enum err playbook_load(struct playbook *ret, struct str name, struct str where, struct str text,
    playbook_source *source, void *context, struct err_info *info)
{
    struct playbook p = {.name = name};
    struct loader l = {.out = &p, .names = {name}, .depth = 1, .source = source, .context = context, .info = info};
    enum err err = load_text(&l, where, text);
    if (err) return err;
    p.name = name;
    find_reach(&p);
    *ret = p;
    return OK;
}
