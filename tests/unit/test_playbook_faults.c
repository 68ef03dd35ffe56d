/* Faults of playbook files: each is named with its line, and nothing of the
 * playbook is given out. */
#include "plan/playbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plan/ini.h"

static struct str balanced;

static struct str from_tree(struct str name)
{
    static char texts[16][32768];
    static int next;
    char path[400];
    snprintf(path, sizeof path, HEARBACK_SOURCE_DIR "/playbooks/%.*s.ini", STR_ARG(name));
    FILE *file = fopen(path, "r");
    if (!file) return (struct str){0};
    char *text = texts[next++ % 16];
    size_t n = fread(text, 1, sizeof texts[0], file);
    fclose(file);
    return (struct str){text, n};
}

/* "up" is based on balanced, "circle" on "ring" and that on "circle", "broken" has a fault; "deepN" is based on N+1. */
static enum err source(void *context, struct str name, struct str *ret, struct err_info *info)
{
    static char deep[20][60];
    (void)context;
    if (str_starts(name, STR("deep"))) {
        int n = atoi(name.p + 4), size = snprintf(deep[n], sizeof deep[n], "[playbook]\nbased-on = deep%d\n", n + 1);
        *ret = (struct str){deep[n], (size_t)size};
    } else if (str_is(name, "circle") || str_is(name, "ring")) {
        *ret = str_is(name, "ring") ? STR("[playbook]\nbased-on = circle\n") : STR("[playbook]\nbased-on = ring\n");
    } else if (str_is(name, "back")) {
        *ret = STR("[playbook]\nbased-on = own\n");
    } else if (str_is(name, "broken")) {
        *ret = STR("[playbook]\nbased-on = balanced\nunknown = 1\n");
    } else if (str_is(name, "balanced")) {
        *ret = balanced;
    } else {
        return err_set(info, ERR_NOT_FOUND, "nothing of that name");
    }
    return OK;
}

static int read_balanced(void **state)
{
    (void)state;
    balanced = from_tree(STR("balanced"));
    return balanced.n ? 0 : -1;
}

/* Loads a text as "own", in the file own.ini; what the playbook becomes, or the fault. */
static enum err load(struct str text, struct playbook *ret, struct err_info *info)
{
    return playbook_load(ret, STR("own"), STR("own.ini"), text, source, NULL, info);
}

static void expect_fault(struct str text, const char *fault)
{
    struct playbook p, before;
    struct err_info info = {0};
    memset(&p, 0x5a, sizeof p);
    memcpy(&before, &p, sizeof p);
    enum err err = load(text, &p, &info);
    if (err != ERR_INPUT || strcmp(info.text, fault) != 0) print_message("of:\n%.*s\n", STR_ARG(text));
    assert_string_equal(info.text, fault);
    assert_int_equal(err, ERR_INPUT);
    assert_memory_equal(&p, &before, sizeof p);
}

/* --- faults --- */

#define OWN "[playbook]\nbased-on = balanced\ntitle = Own\nguide = me\n" /* four lines */
#define STEP(when, to, more)                                                                                           \
    OWN "[step thanks]\nwhen = " when "\nto = " to "\nopens = trigger\ndue = trigger + 1d\ncloses = trigger + 2d\n"    \
        "rules = A4\nwhy = It is.\n" more

static const struct {
    const char *text, *fault;
} faults[] = {
    /* the lines of a key file */
    {"title = Own\n", "own.ini:1: a line before the first [section]"},
    {"# a comment\n\n[playbook\n", "own.ini:3: a section needs its closing bracket: [name]"},
    {"[]\n", "own.ini:1: a section needs a name between its brackets"},
    {"[ ]\n", "own.ini:1: a section needs a name between its brackets"},
    {"[playbook]\ntitle\n", "own.ini:2: this is neither a comment, a [section] nor \"key = value\""},
    {"[playbook]\n= Own\n", "own.ini:2: the name before \"=\" is missing"},
    {"[playbook]\ntitle = \xff\n", "own.ini:0: the file is not UTF-8 text: save it as UTF-8"},
    /* sections */
    {"[before an interview]\n", "own.ini:1: [playbook] must be the first section"},
    {"[after an interview]\n", "own.ini:1: [playbook] must be the first section"},
    {"[step thanks]\n", "own.ini:1: [playbook] must be the first section"},
    {OWN "[playbook]\n", "own.ini:5: a second section [playbook]"},
    {OWN "[after an interview]\n[after an interview]\n", "own.ini:6: a second section [after an interview]"},
    {OWN "[after  an interview]\n", "own.ini:5: \"after  an interview\" is no section that a playbook has"},
    {OWN "[steps]\n", "own.ini:5: \"steps\" is no section that a playbook has"},
    {OWN "[step]\n", "own.ini:5: \"\" is no step that a [step ...] section can describe"},
    {OWN "[step thank]\n", "own.ini:5: \"thank\" is no step that a [step ...] section can describe"},
    {OWN "[step three-part]\n", "own.ini:5: \"three-part\" is no step that a [step ...] section can describe"},
    {OWN "[step inquiry]\n", "own.ini:5: \"inquiry\" is no step that a [step ...] section can describe"},
    {OWN "[step hold]\n", "own.ini:5: \"hold\" is no step that a [step ...] section can describe"},
    {OWN "[step move-on]\n", "own.ini:5: \"move-on\" is no step that a [step ...] section can describe"},
    {STEP("no", "recipient", "purpose = other\n[step thanks]\n"), "own.ini:14: a second section [step thanks]"},
    {OWN "[limit]\n", "own.ini:5: \"\" is no limit; they are named in playbooks/README.md"},
    {OWN "[limit hour]\n", "own.ini:5: \"hour\" is no limit; they are named in playbooks/README.md"},
    {OWN "[limit hours]\n[limit hours]\n", "own.ini:6: a second section [limit hours]"},
    /* keys */
    {"[playbook]\n", "own.ini:1: this section needs a line \"title = ...\""},
    {"[playbook]\ntitle = Own\n[step thanks]\n", "own.ini:1: this section needs a line \"guide = ...\""},
    {"[playbook]\nbased-on = balanced\n", "own.ini:1: this section needs a line \"title = ...\""},
    {"[playbook]\ntitle =\n", "own.ini:2: title: \"\" is not a sentence"},
    {"[playbook]\ntitle = Own\ntitle = Own\n", "own.ini:3: a second line \"title = ...\""},
    {OWN "hold-shown = 1bd\nhold-shown = 2bd\n", "own.ini:6: a second line \"hold-shown = ...\""},
    {OWN "colour = red\n", "own.ini:5: \"colour\" is nothing that the section [playbook] knows"},
    {OWN "[after an interview]\nbased-on = balanced\n",
        "own.ini:6: \"based-on\" is nothing that the section [after an interview] knows"},
    {OWN "[after a meeting]\ncolour = red\n",
        "own.ini:6: \"colour\" is nothing that the section [after a meeting] knows"},
    {OWN "[step thanks]\ncolour = red\n", "own.ini:6: \"colour\" is nothing that the section [step thanks] knows"},
    {OWN "[limit house]\ncolour = red\n", "own.ini:6: \"colour\" is nothing that the section [limit house] knows"},
    {OWN "[step ask-questions]\nwhen = no\nto = self\nopens = trigger\ndue = trigger\ncloses = never\nrules = A1\nwhy "
         "= x\n",
        "own.ini:5: [step ask-questions]: a step for oneself goes with an interview"},
    {OWN "[after an interview]\nnumber = 2\nnumber = 3\n", "own.ini:7: a second line \"number = ...\""},
    {OWN "[step thanks]\nwhen = no\n", "own.ini:5: this section needs a line \"to = ...\""},
    {OWN "[step thanks]\nwhen = no\n[limit hours]\n", "own.ini:5: this section needs a line \"to = ...\""},
    /* values */
    {OWN "hold-shown = 5\n", "own.ini:5: hold-shown: \"5\" is not a span such as 7d, 3bd or 24h"},
    {OWN "[after an interview]\nfirst = 7d\n",
        "own.ini:6: first: \"7d\" is not two spans, when it opens and is due, such as \"7d, 10d\""},
    {OWN "[after an interview]\nfirst = x, 7d\n",
        "own.ini:6: first: \"x, 7d\" is not two spans, when it opens and is due, such as \"7d, 10d\""},
    {OWN "[after an interview]\nfirst = 7d, x\n",
        "own.ini:6: first: \"7d, x\" is not two spans, when it opens and is due, such as \"7d, 10d\""},
    {OWN "[step thanks]\nopens = later\n", "own.ini:6: opens: \"later\" is not a moment such as \"trigger + 2bd\""},
    {OWN "[step thanks]\nopens = start, else trigger\n",
        "own.ini:6: opens: \"start, else trigger\" is not a moment such as \"trigger + 2bd\""},
    {OWN "[step thanks]\ndue = later\n", "own.ini:6: due: \"later\" is not a moment such as \"trigger + 2bd\", "
                                         "\"start\" or \"answer, else trigger + 5bd\""},
    {OWN "[step thanks]\ndue = answer, trigger\n",
        "own.ini:6: due: \"answer, trigger\" is not a moment such as \"trigger + 2bd\", \"start\" or \"answer, else "
        "trigger + 5bd\""},
    {OWN "[step thanks]\ndue = answer, else later\n",
        "own.ini:6: due: \"answer, else later\" is not a moment such as \"trigger + 2bd\", \"start\" or \"answer, else "
        "trigger + 5bd\""},
    {OWN "[step thanks]\ndue = later, else trigger\n", "own.ini:6: due: \"later, else trigger\" is not a moment such "
                                                       "as \"trigger + 2bd\", \"start\" or \"answer, else "
                                                       "trigger + 5bd\""},
    {OWN "[step thanks]\nchannels = fax\n",
        "own.ini:6: channels: \"fax\" is not one to three of email, phone, note, linkedin, in-person"},
    {OWN "[step thanks]\nchannels =\n",
        "own.ini:6: channels: \"\" is not one to three of email, phone, note, linkedin, in-person"},
    {OWN "[step thanks]\nchannels = email phone note linkedin\n",
        "own.ini:6: channels: \"email phone note linkedin\" is not one to three of email, phone, note, linkedin, "
        "in-person"},
    {OWN "[after an interview]\nchannels =\n",
        "own.ini:6: channels: \"\" is not channels, those of the first inquiry; those of the second; ..."},
    {OWN "[after an interview]\nchannels = phone;; email\n",
        "own.ini:6: channels: \"phone;; email\" is not channels, those of the first inquiry; those of the second; ..."},
    {OWN "[after an interview]\nchannels = note;note;note;note;note;note;note;note;note;note;note\n",
        "own.ini:6: channels: \"note;note;note;note;note;note;note;note;note;note;note\" is not channels, those of the "
        "first "
        "inquiry; those of the second; ..."},
    {OWN "[after an interview]\nnumber = 0\n", "own.ini:6: number: \"0\" is not a number from 1 to 100"},
    {OWN "[after an interview]\nnumber = 101\n", "own.ini:6: number: \"101\" is not a number from 1 to 100"},
    {OWN "[after an interview]\nnumber = two\n", "own.ini:6: number: \"two\" is not a number from 1 to 100"},
    {OWN "[after an interview]\nkeeps-pace = maybe\n", "own.ini:6: keeps-pace: \"maybe\" is not yes or no"},
    {OWN "[after a meeting]\nrhythm = yes\n", "own.ini:6: rhythm: \"yes\" is not kept or own"},
    {OWN "asked-rules = F1\n", "own.ini:5: asked-rules: \"F1\" is not a list of rule ids such as \"A4 D5\""},
    {OWN "asked-rules =\n", "own.ini:5: asked-rules: \"\" is not a list of rule ids such as \"A4 D5\""},
    {OWN "[after an interview]\nstep = call\n", "own.ini:6: step: \"call\" is not the name of a step"},
    {OWN "[after an interview]\npurpose = call\n", "own.ini:6: purpose: \"call\" is not the name of a purpose"},
    {OWN "[step thanks]\nwhen = noon\n", "own.ini:6: when: \"noon\" is not the name of an occasion"},
    {OWN "[step thanks]\nto = all\n", "own.ini:6: to: \"all\" is not the name of an audience"},
    {OWN "[after an interview]\nthen = rest, 3bd\n",
        "own.ini:6: then: \"rest, 3bd\" is not \"hold\" or \"move-on\" and a span, such as \"hold, 3bd\""},
    {OWN "[after an interview]\nthen = hold\n",
        "own.ini:6: then: \"hold\" is not \"hold\" or \"move-on\" and a span, such as \"hold, 3bd\""},
    {OWN "[after an interview]\nthen = move-on, soon\n",
        "own.ini:6: then: \"move-on, soon\" is not \"hold\" or \"move-on\" and a span, such as \"hold, 3bd\""},
    /* based-on and without */
    {"[playbook]\ntitle = Own\nbased-on = balanced\n", "own.ini:3: based-on must be the first line of [playbook]"},
    {OWN "based-on = balanced\n", "own.ini:5: based-on must be the first line of [playbook]"},
    {"[playbook]\nbased-on = balanced\nbased-on = balanced\n",
        "own.ini:3: based-on must be the first line of [playbook]"},
    {"[playbook]\nbased-on =\n", "own.ini:2: based-on: there is no playbook \"\""},
    {"[playbook]\nbased-on = back\n", "back:2: based-on goes in a circle: \"own\" is based on this playbook itself"},
    {"[playbook]\nbased-on = nobody\n", "own.ini:2: based-on: there is no playbook \"nobody\""},
    {"[playbook]\nbased-on = own\n", "own.ini:2: based-on goes in a circle: \"own\" is based on this playbook itself"},
    {"[playbook]\nbased-on = circle\n",
        "ring:2: based-on goes in a circle: \"circle\" is based on this playbook itself"},
    {"[playbook]\nbased-on = broken\n", "broken:3: \"unknown\" is nothing that the section [playbook] knows"},
    {"[playbook]\nbased-on = deep1\n", "deep15:2: based-on goes more than 15 levels deep"},
    {"[playbook]\nwithout = thanks\n", "own.ini:2: without: there is no step \"thanks\" to leave out"},
    {OWN "without = connect connect\n", "own.ini:5: without: there is no step \"connect\" to leave out"},
    {OWN "without = connect and\n", "own.ini:5: without: there is no step \"and\" to leave out"},
    /* what no single line shows, at the line where the section begins: steps */
    {STEP("no", "each-person", ""),
        "own.ini:5: [step thanks]: people met are there only after an interview (when = interview)"},
    {STEP("offer", "each-interviewer", ""),
        "own.ini:5: [step thanks]: people met are there only after an interview (when = interview)"},
    {STEP("waiting", "primary-if-met", ""),
        "own.ini:5: [step thanks]: people met are there only after an interview (when = interview)"},
    {STEP("no", "each-reference", ""), "own.ini:5: [step thanks]: references are there only when = reference"},
    {STEP("reference", "recipient", ""), "own.ini:5: [step thanks]: when = reference needs to = each-reference"},
    {STEP("no", "offerer", ""), "own.ini:5: [step thanks]: who offered is there only when = offer"},
    {STEP("offer", "refuser", ""), "own.ini:5: [step thanks]: who said no is there only when = no"},
    {STEP("waiting", "self", ""), "own.ini:5: [step thanks]: a step for oneself goes with an interview"},
    {STEP("no", "recipient", "purpose = thanks\n"), "own.ini:5: [step thanks]: a step to somebody needs its channels"},
    {STEP("no", "recipient", "channels = email\n"), "own.ini:5: [step thanks]: a step to somebody needs its purpose"},
    {STEP("no", "recipient", "channels = email\npurpose = other\n"),
        "own.ini:5: [step thanks]: a step to somebody needs its purpose"},
};
enum { FAULTS = sizeof faults / sizeof *faults };

static void each_fault_is_named_with_its_line(void **state)
{
    (void)state;
    for (int i = 0; i < FAULTS; i++) expect_fault(str_from(faults[i].text), faults[i].fault);
}

/* The times of a step, in a file whose [step thanks] begins on line 5. */
static const struct {
    const char *when, *to, *opens, *due, *closes, *fault;
} times[] = {
    {"no", "recipient", "start", "trigger", "trigger", "\"start\" is known only of an interview"},
    {"no", "recipient", "trigger", "start", "trigger", "\"start\" is known only of an interview"},
    {"offer", "offerer", "trigger", "answer, else start", "never", "\"start\" is known only of an interview"},
    {"no", "recipient", "trigger", "trigger", "start", "\"start\" is known only of an interview"},
    {"offer", "offerer", "trigger", "trigger", "answer, else start", "\"start\" is known only of an interview"},
    {"interview-ahead", "self", "start - 1bd", "start", "start", NULL},
    {"interview", "self", "start", "start", "trigger", NULL},
    {"interview", "self", "opens", "trigger", "trigger", "a step cannot open relative to its own opening"},
    {"interview", "self", "trigger", "opens + 1d", "opens + 2d", NULL},
    {"no", "recipient", "trigger", "answer", "trigger", "\"answer\" is known only of an offer"},
    {"no", "recipient", "trigger", "trigger", "answer", "\"answer\" is known only of an offer"},
    {"accepted-elsewhere", "recipient", "trigger", "trigger", "answer", "\"answer\" is known only of an offer"},
    {"offer", "offerer", "trigger", "answer - 1bd, else trigger + 5bd", "answer, else never", NULL},
    {"offer-elsewhere", "recipient", "trigger", "trigger", "answer, else trigger + 5bd", NULL},
    {"offer", "offerer", "answer - 3bd", "trigger", "never",
        "a step cannot open relative to an answer date: there may be none"},
    {"offer", "offerer", "trigger", "answer", "never",
        "without an answer date there must be another: \"answer, else ...\""},
    {"offer", "offerer", "trigger", "trigger", "answer",
        "without an answer date there must be another: \"answer, else ...\""},
    {"no", "recipient", "never", "trigger", "never", "only closes may be never"},
    {"no", "recipient", "trigger", "never", "never", "only closes may be never"},
    {"offer", "offerer", "trigger", "answer, else never", "never", "only closes may be never"},
    {"no", "recipient", "trigger", "trigger", "never", NULL},
    {"no", "recipient", "trigger + 2d", "trigger", "trigger + 1d", "it closes before it opens"},
    {"no", "recipient", "trigger + 2d", "trigger", "trigger", "it closes before it opens"},
    {"no", "recipient", "trigger + 2d", "trigger", "trigger + 2d", NULL},
    {"no", "recipient", "trigger + 2d", "trigger", "trigger + 47h", "it closes before it opens"},
    {"no", "recipient", "trigger + 2d", "trigger", "trigger + 48h", NULL},
    {"no", "recipient", "trigger", "trigger", "trigger - 1bd", "it closes before it opens"},
    {"no", "recipient", "trigger", "trigger", "opens - 1d", "it closes before it opens"},
    {"no", "recipient", "trigger", "trigger", "opens", NULL},
    {"offer", "offerer", "trigger + 2d", "trigger", "answer, else trigger + 1d", "it closes before it opens"},
    {"offer", "offerer", "trigger", "trigger", "trigger - 1d, else never", "it closes before it opens"},
};
enum { TIMES = sizeof times / sizeof *times };

static void the_times_of_a_step_must_fit(void **state)
{
    (void)state;
    for (int i = 0; i < TIMES; i++) {
        char text[600], fault[300];
        int n = snprintf(text, sizeof text,
            OWN "[step thanks]\nwhen = %s\nto = %s\npurpose = thanks\nchannels = email\n"
                "opens = %s\ndue = %s\ncloses = %s\nrules = A4\nwhy = It is.\n",
            times[i].when, times[i].to, times[i].opens, times[i].due, times[i].closes);
        struct str own = {text, (size_t)n};
        if (times[i].fault) {
            snprintf(fault, sizeof fault, "own.ini:5: [step thanks]: %s", times[i].fault);
            expect_fault(own, fault);
            continue;
        }
        struct playbook p;
        struct err_info info = {0};
        if (load(own, &p, &info)) fail_msg("%s", info.text);
    }
}

/* A line in a section of line 5; NULL: it is fine. */
static const struct {
    const char *section, *line, *fault;
} parts[] = {
    {"after an interview", "first = 24h, 10d", "first, after-word and gap are days, at least one"},
    {"after an interview", "first = 7d, 200h", "first, after-word and gap are days, at least one"},
    {"after an interview", "after-word = 0d, 10d", "first, after-word and gap are days, at least one"},
    {"after an interview", "after-word = 1d, 0bd", "first, after-word and gap are days, at least one"},
    {"after an interview", "gap = 0d, 1d", "first, after-word and gap are days, at least one"},
    {"after an interview", "gap = 1d, 48h", "first, after-word and gap are days, at least one"},
    {"before an interview", "gap = 1bd, 1bd", NULL},
    {"before an interview", "gap = 3bd, 2bd", "an inquiry is due before it opens"},
    {"after an interview", "first = 7d, 6d", "an inquiry is due before it opens"},
    {"after an interview", "after-word = 7d, 6d", "an inquiry is due before it opens"},
    {"after an interview", "after-word = 7d, 6bd", NULL},
    {"after an interview", "purpose = thanks", "the purpose of a rhythm is three-part or inquiry"},
    {"after an interview", "purpose = three-part", NULL},
    {"after an interview", "step = thanks", "the step of a rhythm is three-part or inquiry"},
    {"after an interview", "step = three-part", NULL},
    {"before an interview", "step = inquiry", NULL},
    {"after an interview", "then = hold, 24h", "then counts in days"},
    {"after an interview", "then = hold, 0d", NULL},
    {"after an interview", "channels = email phone note; linkedin; in-person", NULL},
    {"after an interview", "channels = note;note;note;note;note;note;note;note;note;note", NULL},
    {"after an interview", "keeps-pace = no", NULL},
    {"after an interview", "number = 100", NULL},
    {"after a meeting", "after = 24h", "after counts in days"},
    {"after a meeting", "rhythm = own", NULL},
    {"limit house", "within = 7bd", "within counts in calendar days, such as 7d"},
    {"limit house", "within = 24h", "within counts in calendar days, such as 7d"},
    {"limit house", "within = 0d", "it needs a line \"within = ...\", of at least a day"},
    {"limit house", "number = 100", NULL},
    {"limit house", "before = 1d", "it has no before"},
    {"limit opening", "number = 1", "it has no number"},
    {"limit hours", "number = 1", "it has no number"},
    {"limit hours", "within = 1d", "it has no within"},
    {"limit one-a-day", "number = 2", "its number can only be 1"},
    {"limit one-call-a-week", "within = 48h", "within and before count in days"},
    {"limit one-call-a-week", "before = 48h", "within and before count in days"},
    {"limit one-call-a-week", "before = 0bd", "it needs a line \"before = ...\", of at least a day"},
    {"limit no-is-a-no", "within = 720h", "within and before count in days"},
    {"limit asked-not-to", "within = 3d", NULL},
};
enum { PARTS = sizeof parts / sizeof *parts };

static void the_parts_must_fit(void **state)
{
    (void)state;
    for (int i = 0; i < PARTS; i++) {
        char text[400], fault[300];
        int n = snprintf(text, sizeof text, OWN "[%s]\n%s\n", parts[i].section, parts[i].line);
        struct str own = {text, (size_t)n};
        snprintf(fault, sizeof fault, "own.ini:5: [%s]: %s", parts[i].section, parts[i].fault ? parts[i].fault : "");
        struct playbook p;
        struct err_info info = {0};
        if (parts[i].fault)
            expect_fault(own, fault);
        else if (load(own, &p, &info))
            fail_msg("%s", info.text);
    }
}

static void what_counts_in_the_head_counts_in_days(void **state)
{
    (void)state;
    static const char *const lines[] = {"inquiry-closes = 24h", "inquiry-closes = 0d", "hold-shown = 24h"};
    for (int i = 0; i < 3; i++) {
        char text[300];
        int n = snprintf(text, sizeof text, OWN "%s\n", lines[i]);
        expect_fault(
            (struct str){text, (size_t)n}, "own.ini:1: [playbook]: inquiry-closes and hold-shown count in days");
    }
}

static void a_file_too_large_is_refused(void **state)
{
    (void)state;
    static char text[INI_MAX + 1];
    struct ini_entry e;
    bool end = false;
    memset(text, '\n', sizeof text);
    expect_fault((struct str){text, INI_MAX + 1}, "own.ini:0: the file is larger than 262144 bytes");
    struct ini ini = {.rest = {text, INI_MAX}, .where = "own.ini", .where_n = 7};
    assert_int_equal(ini_next(&ini, &e, &end, NULL), OK);
    assert_true(end);
    assert_int_equal(ini.line, INI_MAX);
}

/* --- a file of its own must be whole --- */

/* balanced.ini without the line that begins at `at`. */
static struct str without_line(const char *at, char out[static 32768])
{
    const char *end = memchr(at, '\n', (size_t)(balanced.p + balanced.n - at));
    size_t head = (size_t)(at - balanced.p), tail = balanced.n - head - (size_t)(end + 1 - at);
    memcpy(out, balanced.p, head);
    memcpy(out + head, end + 1, tail);
    return (struct str){out, head + tail};
}

/* Any line of balanced.ini left out is a fault of its section's line, but for these. */
static bool may_miss(struct str key)
{
    return str_is(key, "most") || str_is(key, "keep-warm");
}

static void no_line_of_a_whole_playbook_can_be_left_out(void **state)
{
    (void)state;
    static char text[32768];
    struct str rest = balanced, line, key, value, section = {0};
    int left_out = 0, section_line = 0;
    for (int number = 1; rest.n; number++) {
        struct playbook p;
        struct err_info info = {0};
        str_cut(rest, '\n', &line, &rest);
        if (line.n && line.p[0] == '[') section = line, section_line = number;
        if (!str_cut(line, '=', &key, &value) || line.p[0] == '#') continue;
        enum err err = load(without_line(line.p, text), &p, &info);
        if (may_miss(str_trim(key))) {
            assert_int_equal(err, OK);
            continue;
        }
        char at[40];
        snprintf(at, sizeof at, "own.ini:%d: ", section_line);
        if (!str_starts(str_from(info.text), str_from(at))) fail_msg("%.*s: %s", STR_ARG(section), info.text);
        left_out++;
    }
    assert_true(left_out > 150);
}

static void no_section_of_a_whole_playbook_can_be_left_out(void **state)
{
    (void)state;
    static const char *const sections[] = {"before an interview", "after an interview", "after a meeting",
        "limit opening", "limit number", "limit no-is-a-no", "limit offer-here", "limit asked-not-to",
        "limit do-not-contact", "limit one-a-day", "limit one-call-a-week", "limit house", "limit business-days",
        "limit hours", "limit all-means"};
    static char text[32768];
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        char head[60], fault[100], tail[100];
        snprintf(head, sizeof head, "[%s]", sections[i]);
        memcpy(text, balanced.p, balanced.n);
        text[balanced.n] = '\0';
        char *begin = strstr(text, head), *end = strstr(begin, "\n[");
        assert_non_null(begin);
        if (end)
            memmove(begin, end + 1, strlen(end + 1) + 1);
        else
            *begin = '\0';
        int lines = 0;
        for (char *p = text; *p; p++) lines += *p == '\n';
        snprintf(fault, sizeof fault, "own.ini:%d: the section [%s] is missing", lines, sections[i]);
        snprintf(tail, sizeof tail, "%s", fault);
        expect_fault(str_from(text), tail);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_named_with_its_line),
        cmocka_unit_test(the_times_of_a_step_must_fit),
        cmocka_unit_test(the_parts_must_fit),
        cmocka_unit_test(what_counts_in_the_head_counts_in_days),
        cmocka_unit_test(a_file_too_large_is_refused),
        cmocka_unit_test(no_line_of_a_whole_playbook_can_be_left_out),
        cmocka_unit_test(no_section_of_a_whole_playbook_can_be_left_out),
    };
    return cmocka_run_group_tests(tests, read_balanced, NULL);
}
