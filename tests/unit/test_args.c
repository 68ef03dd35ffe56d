/* Command lines against the real table: what is taken, what is refused and with
 * which words; that every example of the table would be taken; nearest names. */
#include "cli/args.h"
#include "cli/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Words as a shell would make them of a line: blanks part, quotes hold together; stops at a redirection. */
static size_t split(struct arena *a, const char *line, struct str **ret)
{
    size_t n = 0, room = 0;
    *ret = NULL;
    while (*line == ' ') line++;
    while (*line && !strchr(">|&", *line)) {
        char *word = ARENA_NEW(a, char, strlen(line) + 1), quote = 0;
        size_t length = 0;
        for (; *line && (quote || *line != ' '); line++) {
            if (*line == quote)
                quote = 0;
            else if (!quote && (*line == '"' || *line == '\''))
                quote = *line;
            else
                word[length++] = *line;
        }
        *ARENA_PUSH(a, *ret, n, room) = (struct str){word, length};
        while (*line == ' ') line++;
    }
    return n;
}

/* What was parsed, in one line: command, positionals, options in order, then the global ones. */
static void show(struct buf *out, const struct args *args)
{
    buf_put(out, args->command ? args->command->name : "-");
    for (size_t i = 0; i < args->n_positionals; i++) buf_printf(out, " <%.*s>", STR_ARG(args->positionals[i]));
    for (size_t i = 0; i < args->n_options; i++) {
        const struct arg *arg = &args->options[i];
        buf_printf(out, " %s", arg->option->name);
        if (arg->option->metavar) buf_printf(out, "=<%.*s>", STR_ARG(arg->value));
    }
    if (args->data.p) buf_printf(out, " DATA=<%.*s>", STR_ARG(args->data));
    if (args->now.p) buf_printf(out, " NOW=<%.*s>", STR_ARG(args->now));
    if (args->playbook.p) buf_printf(out, " PLAYBOOK=<%.*s>", STR_ARG(args->playbook));
    if (args->json) buf_put(out, " JSON");
    if (args->help) buf_put(out, " HELP");
    if (args->version) buf_put(out, " VERSION");
}

struct fact {
    const char *line;
    const char *expected; /* as `show` prints it, or the sentence of the refusal */
};

static enum err parse_line(struct arena *a, const char *line, struct buf *out, const struct command **command)
{
    struct str *words;
    size_t n = split(a, line, &words);
    struct args args;
    struct err_info info = {0};
    enum err err = args_parse(command_table, a, n, words, &args, command, &info);
    if (err)
        buf_put(out, info.text);
    else
        show(out, &args);
    return err;
}

static void expect(const struct fact *facts, size_t n, enum err expected)
{
    for (size_t i = 0; i < n; i++) {
        AUTO(arena) a = {0};
        AUTO(buf) out = {0};
        const struct command *command;
        enum err err = parse_line(&a, facts[i].line, &out, &command);
        buf_char(&out, '\0');
        if (err != expected || strcmp(out.p, facts[i].expected) != 0)
            fail_msg("%s\n   expected: %s\n   but got:  %s", facts[i].line, facts[i].expected, out.p);
    }
}
#define EXPECT(facts, err) expect(facts, sizeof(facts) / sizeof *(facts), err)

static void test_taken(void **state)
{
    static const struct fact facts[] = {
        {"", "-"},
        {"today", "today"},
        {"--json today --days 3 --all", "today days=<3> all JSON"},
        {"today --days=3 --json --now 2026-10-08T15:00", "today days=<3> NOW=<2026-10-08T15:00> JSON"},
        {"--data a.db plan harbour --if-silent", "plan <harbour> if-silent DATA=<a.db>"},
        {"plan --if-silent harbour --data=a=b.db", "plan <harbour> if-silent DATA=<a=b.db>"},
        {"preview --playbook proactive", "preview PLAYBOOK=<proactive>"},
        {"new 'Harbour Optics' 'Lab technician' --kind job", "new <Harbour Optics> <Lab technician> kind=<job>"},
        {"note harbour ''", "note <harbour> <>"},
        {"undo -3", "undo <-3>"},
        {"today --days -3", "today days=<-3>"},
        {"note harbour '- bring the card'", "note <harbour> <- bring the card>"},
        {"note harbour -- --no-dash", "note <harbour> <--no-dash>"},
        {"skip 1 --why=--", "skip <1> why=<-->"},
        {"contacted h --to a --via email --to b --purpose thanks",
            "contacted <h> to=<a> via=<email> to=<b> purpose=<thanks>"},
        {"interview h --with A --topic x --topic y --with B --topic z",
            "interview <h> with=<A> topic=<x> topic=<y> with=<B> topic=<z>"},
        {"import a.csv --dry-run b.vcf", "import <a.csv> <b.vcf> dry-run"},
        {"playbooks use balanced", "playbooks <use> <balanced>"},
        {"demo --json today --days 3 --now x", "demo <today> <--days> <3> <--now> <x> JSON"},
        {"-h", "- HELP"},
        {"check --help", "check HELP"},
        {"check h -h", "check <h> HELP"},
        {"--version", "- VERSION"},
        {"complete-names opp person", "complete-names <opp> <person>"},
    };
    (void)state;
    EXPECT(facts, OK);
}

static void test_refused(void **state)
{
    static const struct fact facts[] = {
        {"todya", "there is no command \"todya\"; did you mean today?"},
        {"contact", "there is no command \"contact\"; did you mean contacted?"},
        {"Plan", "there is no command \"Plan\"; did you mean plan?"},
        {"xyzzy", "there is no command \"xyzzy\""},
        {"complete-name", "there is no command \"complete-name\""},
        {"today --dyas 3", "today has no option --dyas; did you mean --days?"},
        {"--dtaa x today", "hearback has no option --dtaa; did you mean --data?"},
        {"today -v", "there is no option -v; options begin with two dashes"},
        {"today --all=yes", "--all takes no value"},
        {"today --days", "--days needs a value: N"},
        {"today --days 3 --days 4", "--days is given twice"},
        {"--now a today --now b", "--now is given twice"},
        {"today --days soon", "--days: \"soon\" is no whole number"},
        {"skip 1 --why --all", "--why needs a value, but --all follows; if that is the value, write --why=--all"},
        {"new Harbour", "new: POSITION is missing (what it is called, or what you want to talk about)"},
        {"import", "import: FILE is missing (a file; its kind is found out)"},
        {"close h", "close: --as ENDING is missing (how)"},
        {"reopen a b", "reopen: \"b\" is too much; a text of several words goes into quotes"},
        {"today harbour", "today takes nothing like \"harbour\""},
        {"list peple", "WHAT: \"peple\" is not one of opportunities or people; did you mean people?"},
        {"new a b --kind jbo", "--kind: \"jbo\" is not one of job, informational or networking; did you mean job?"},
        {"note h \xff", "TEXT: the text is not valid UTF-8"},
    };
    (void)state;
    EXPECT(facts, ERR_USAGE);
}

static void test_file_names_may_be_any_bytes(void **state)
{
    static const struct fact facts[] = {{"import \xff.csv", "import <\xff.csv>"}};
    (void)state;
    EXPECT(facts, OK);
}

static void test_the_command_is_known_after_a_refusal(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(buf) out = {0};
    const struct command *command = NULL;
    assert_int_equal(parse_line(&a, "check h --bogus", &out, &command), ERR_USAGE);
    assert_ptr_equal(command, &command_check);
    assert_int_equal(parse_line(&a, "bogus", &out, &command), ERR_USAGE);
    assert_null(command);
}

static void test_a_failure_leaves_the_result_alone(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct args args = {.n_options = 77};
    const struct command *command;
    struct str word = STR("bogus");
    assert_int_equal(args_parse(command_table, &a, 1, &word, &args, &command, NULL), ERR_USAGE);
    assert_int_equal(args.n_options, 77);
}

static void test_values(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct str *words, value;
    size_t n = split(&a, "interview h --with A --topic x --with B --at fri", &words), at = 0;
    struct args args;
    const struct command *command;
    assert_int_equal(args_parse(command_table, &a, n, words, &args, &command, NULL), OK);
    assert_true(args_next(&args, "with", &at, &value) && str_is(value, "A"));
    assert_true(args_next(&args, "with", &at, &value) && str_is(value, "B"));
    assert_false(args_next(&args, "with", &at, &value));
    assert_true(str_is(args_value(&args, "at"), "fri"));
    assert_null(args_value(&args, "ends").p);
    assert_true(args_has(&args, "topic"));
    assert_false(args_has(&args, "cancelled"));
    assert_true(str_is(args_positional(&args, 0), "h"));
    assert_null(args_positional(&args, 1).p);
}

/* --- the table itself --- */

static void test_every_example_would_be_taken(void **state)
{
    (void)state;
    for (size_t i = 0; command_table[i]; i++) {
        for (const struct command_example *e = command_table[i]->examples; e->line; e++) {
            AUTO(arena) a = {0};
            AUTO(buf) out = {0};
            const struct command *command;
            if (!str_starts(str_from(e->line), STR("hearback "))) fail_msg("no command of ours: %s", e->line);
            enum err err = parse_line(&a, e->line + sizeof "hearback", &out, &command);
            if (err) fail_msg("%s\n   is refused: %.*s", e->line, STR_ARG(buf_str(&out)));
        }
    }
}

static void test_usage_and_options_agree(void **state)
{
    (void)state;
    for (size_t i = 0; command_table[i]; i++) {
        const struct command *c = command_table[i];
        AUTO(buf) usage = {0};
        for (size_t u = 0; c->usage[u]; u++) buf_printf(&usage, "%s ", c->usage[u]);
        for (const struct command_option *o = c->options; o && o->name; o++) {
            AUTO(arena) a = {0};
            struct str dashed = arena_format(&a, "--%s%s", o->name, o->metavar ? " " : "");
            if (!str_contains(buf_str(&usage), dashed)) fail_msg("%s: --%s is not in its usage", c->name, o->name);
        }
        buf_char(&usage, '\0');
        for (const char *at = usage.p; (at = strstr(at, "--")); at += 2) {
            size_t n = strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");
            bool known = false;
            const struct command_option *sets[] = {c->options, command_globals};
            for (size_t set = 0; set < 2; set++)
                for (const struct command_option *o = sets[set]; o && o->name; o++)
                    known |= str_is((struct str){at + 2, n}, o->name);
            if (!known) fail_msg("%s: its usage names an option it has not: %.*s", c->name, (int)n + 2, at);
        }
    }
}

static void test_words_belong_to_values(void **state)
{
    (void)state;
    for (size_t i = 0; command_table[i]; i++) {
        const struct command *c = command_table[i];
        assert_true(c->run && c->name && c->summary && c->usage && c->usage[0] && c->examples);
        for (const struct command_option *o = c->options; o && o->name; o++) {
            assert_non_null(o->help);
            assert_true(o->value != VALUE_WORD || (o->words && o->metavar));
            assert_true(o->metavar || (!o->required && !o->repeats));
        }
        for (const struct command_positional *p = c->positionals; p && p->name; p++) {
            assert_true(p->value != VALUE_WORD || p->words);
            assert_true(!p->repeats || !p[1].name); /* only the last repeats */
            assert_true(p->required || !p[1].name || !p[1].required); /* what may be left out comes last */
        }
    }
}

/* --- nearest names --- */

static void test_distance(void **state)
{
    static const struct {
        const char *a, *b;
        int max, expected;
    } facts[] = {
        {"", "", 3, 0},
        {"today", "today", 3, 0},
        {"TODAY", "today", 3, 0},
        {"tody", "today", 3, 1},
        {"todday", "today", 3, 1},
        {"tiday", "today", 3, 1},
        {"tdoay", "today", 3, 1},
        {"abc", "", 3, 3},
        {"abcd", "", 3, 4},
        {"kitten", "sitting", 3, 3},
        {"kitten", "sitting", 2, 3},
        {"ca", "abc", 3, 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        assert_int_equal(suggest_distance(str_from(facts[i].a), str_from(facts[i].b), facts[i].max), facts[i].expected);
        assert_int_equal(suggest_distance(str_from(facts[i].b), str_from(facts[i].a), facts[i].max), facts[i].expected);
    }
    char long_name[100] = {0};
    assert_int_equal(suggest_distance((struct str){long_name, 100}, (struct str){long_name, 100}, 3), 4);
}

static void test_nearest(void **state)
{
    static const char *const names[] = {"email", "phone", "note", "linkedin", "in-person"};
    static const struct {
        const char *word, *expected;
    } facts[] = {
        {"mail", "email"},
        {"fone", "phone"},
        {"Note", "note"},
        {"linked", "linkedin"},
        {"person", NULL},
        {"x", NULL},
        {"", NULL},
        {"in", "in-person"},
        {"nite", "note"},
        {"telephone", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const char *nearest = suggest_nearest(str_from(facts[i].word), 5, names);
        if (facts[i].expected)
            assert_string_equal(nearest ? nearest : "nothing", facts[i].expected);
        else
            assert_null(nearest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_file_names_may_be_any_bytes),
        cmocka_unit_test(test_the_command_is_known_after_a_refusal),
        cmocka_unit_test(test_a_failure_leaves_the_result_alone),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_every_example_would_be_taken),
        cmocka_unit_test(test_usage_and_options_agree),
        cmocka_unit_test(test_words_belong_to_values),
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
