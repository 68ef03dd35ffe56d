/* What mails say: rules and their faults, precedence, headers, passages,
 * senders and employers by small tables; and shapes that could take long.
 * Whole mails with known answers: tests/word/. */
#include "word/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "tests/word/collection.h"

static struct arena arena;
static struct word_rules *rules;

static int load(void **state)
{
    (void)state;
    rules = collection_rules(&arena, PHRASES_PROVED); /* runs each example of each rule */
    return rules ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

static struct word_mail mail_of(const char *text)
{
    return (struct word_mail){.text = str_from(text), .sent = civil_at(day_from_ymd(2026, 10, 7), 9, 0)};
}

/* --- which sign counts --- */

static void signs_have_an_order(void **state)
{
    static const struct {
        const char *text, *gist;
    } rows[] = {
        {"Thank you for applying. We have decided to move forward with other candidates.", "rejected"},
        {"We have received your application. We will not be moving forward.", "rejected"},
        {"Unfortunately we cannot yet say how it will end.", "not-yet"},
        {"We are moving forward with your application to the next stage.", "interview"},
        {"We will not be moving forward with your application.", "rejected"},
        {"If you are not selected, we will keep your resume on file.", "other"},
        {"We received your application. Should you not hear from us, please assume that you were not selected.",
            "received"},
        {"We received your application. If there is a match, we will schedule a call.", "received"},
        {"We are pleased to offer you the position.", "offer"},
        {"We offer great benefits and a friendly team.", "other"},
        {"We are unable to offer you the position.", "rejected"},
        {"We are still interviewing other candidates.", "not-yet"},
        {"We would like to invite you to an interview. A decision has not been made yet.", "interview"},
        {"We haven't decided. Please call me next week.", "asked-to-follow-up"},
        {"Please send two references so that we can move you to the next stage.", "references"},
        {"The position has been filled. We wish you luck in your job search.", "filled"},
        {"Unfortunately I am in Bremen.", "other"},
        {"Unfortunately it was a difficult decision, and we wish you luck in your search.", "rejected"},
        {"> We will not be moving forward.\n\nThank you for your question. I will look into it.", "other"},
        {"", "other"},
    };
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO(arena) a = {0};
        struct word_mail m = mail_of(rows[i].text);
        struct word_meaning w;
        word_read(rules, &m, &a, &w);
        if (str_is(collection_gist(&w), rows[i].gist)) continue;
        print_error("%s: %.*s by %.*s\n", rows[i].text, STR_ARG(collection_gist(&w)), STR_ARG(w.reason.rule));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void reasons_say_where(void **state)
{
    AUTO(arena) a = {0};
    struct word_mail m = mail_of("Dear Robin,\n\nthank you. We will not be moving forward with your\napplication.\n");
    struct word_meaning w;
    (void)state;
    word_read(rules, &m, &a, &w);
    assert_int_equal(w.gist, GIST_REJECTED);
    assert_int_equal(w.certainty, WORD_SURE);
    assert_true(str_is(w.reason.rule, "not-moving-forward") && str_is(w.reason.language, "en") && w.reason.why.n);
    assert_true(
        str_is(word_passage_text(&m, w.reason.passage), "We will not be moving forward with your\napplication."));
    assert_true(w.is_word);
    assert_int_equal(word_passage_text(&m, (struct word_passage){false, 1, SIZE_MAX}).n, 0);
}

/* --- headers --- */

static void headers_tell_automatic_mail(void **state)
{
    AUTO(arena) a = {0};
    struct word_meaning w;
    struct word_mail m = mail_of("Thank you for your message.");
    (void)state;
    word_read(rules, &m, &a, &w);
    assert_int_equal(w.automatic.kind, AUTOMATIC_NONE);
    m.auto_submitted = STR("auto-replied (vacation)");
    word_read(rules, &m, &a, &w);
    assert_int_equal(w.automatic.kind, AUTOMATIC_OUT_OF_OFFICE);
    assert_false(w.is_word);
    m.text = STR("We have received your application.");
    word_read(rules, &m, &a, &w);
    assert_int_equal(w.automatic.kind, AUTOMATIC_RECEIPT);
    assert_int_equal(w.gist, GIST_RECEIVED);
    m = mail_of("Your mail did not arrive.");
    m.failure_report = true;
    word_read(rules, &m, &a, &w);
    assert_int_equal(w.automatic.kind, AUTOMATIC_BOUNCE);
    m = mail_of("View this email online. We will not be moving forward with your application.");
    m.list = true;
    word_read(rules, &m, &a, &w); /* a list header does not hide a no */
    assert_int_equal(w.gist, GIST_REJECTED);
}

static void our_own_mail_is_no_word(void **state)
{
    static const struct str own[] = {{"Robin Vale", 10}, {"robin@vale.example", 18}};
    AUTO(arena) a = {0};
    struct word_meaning w;
    struct word_mail m =
        mail_of("Unfortunately I will not be moving forward with my application.\n\n> We invite you to an interview.");
    (void)state;
    m.own = own, m.n_own = 2;
    m.from_mail = STR("Robin@Vale.example");
    word_read(rules, &m, &a, &w);
    assert_true(w.ours && !w.is_word && w.gist == GIST_OTHER && !w.sender.n_mails);
    m.from_mail = STR("ada@harbour.example");
    word_read(rules, &m, &a, &w);
    assert_false(w.ours);
}

/* --- sender and employer --- */

static void signatures_name_the_sender(void **state)
{
    AUTO(arena) a = {0};
    struct word_meaning w;
    struct word_mail m =
        mail_of("See you.\n\nBest regards,\n\nDr. Ada Birch\nHead of Engineering | Harbour Foods Ltd\n"
                "T: +44 (0)20 7946 0018 | M: 07700 900123\nFax: 020 7946 0019\nada.birch@harbour.example\n");
    (void)state;
    m.from_name = STR("Birch, Ada");
    m.from_mail = STR("ada@harbour.example");
    word_read(rules, &m, &a, &w);
    assert_true(str_is(w.sender.title, "Head of Engineering"));
    assert_true(str_is(w.sender.organisation, "Harbour Foods Ltd"));
    assert_true(str_is(w.sender.name, "Ada Birch") || str_is(w.sender.name, "Dr. Ada Birch"));
    assert_int_equal(w.sender.n_phones, 3);
    assert_true(str_is(w.sender.phones[0].number, "+44 (0)20 7946 0018") && str_is(w.sender.phones[0].label, "T"));
    assert_true(str_is(w.sender.phones[1].number, "07700 900123") && str_is(w.sender.phones[1].label, "M"));
    assert_true(w.sender.phones[2].fax && !w.sender.phones[0].fax);
    assert_int_equal(w.sender.n_mails, 2);
}

static void employers_are_found(void **state)
{
    static const struct {
        const char *from, *mail, *subject, *text, *name, *position;
    } rows[] = {
        {"Harbour Foods Hiring Team", "no-reply@us.greenhouse-mail.io", "", "", "Harbour Foods", ""},
        {"Recruiting @ Harbour", "r@hire.lever.co", "", "", "Harbour", ""},
        {"no-reply at Harbour via Greenhouse", "no-reply@greenhouse.io", "", "", "Harbour", ""},
        {"Talent Acquisition - Harbour", "ta@harbour.example", "", "", "Harbour", ""},
        {"Ada Birch", "ada@harbour.example", "Your application to Quill Press", "", "Quill Press", ""},
        {"Ada Birch", "ada@gmail.com", "Hello", "Hello", "", ""},
        {"Ada Birch", "ada@mail.harbour.example", "Hello", "Hello", "harbour", ""},
        {"", "no-reply@ashbyhq.com", "Thank you for applying to Harbour!", "", "Harbour", ""},
        {"", "harbour@myworkday.com", "Update", "", "harbour", ""},
        {"", "a@ashbyhq.com", "Harbour - Application received: Data Engineer", "", "Harbour", "Data Engineer"},
        {"", "a@personio.de", "Ihre Bewerbung als G\xc3\xa4rtner (m/w/d) bei Hafenkontor GmbH", "", "Hafenkontor GmbH",
            "G\xc3\xa4rtner"},
        {"", "a@welcomekit.co", "Votre candidature chez Port Bleu", "", "Port Bleu", ""},
        {"", "a@x.example", "Hello", "Thank you for your interest in the Data Engineer position at Harbour Foods.",
            "Harbour Foods", "Data Engineer"},
        {"", "a@gmail.com", "", "We are looking at the position of night porter at Dune Hotels.", "Dune Hotels",
            "night porter"},
    };
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO(arena) a = {0};
        struct word_meaning w;
        struct word_mail m = mail_of(rows[i].text);
        m.from_name = str_from(rows[i].from), m.from_mail = str_from(rows[i].mail),
        m.subject = str_from(rows[i].subject);
        word_read(rules, &m, &a, &w);
        if (str_is(w.employer.name, rows[i].name) && str_is(w.employer.position, rows[i].position)) continue;
        print_error("%s, %s: %.*s, %.*s\n", rows[i].from, rows[i].subject, STR_ARG(w.employer.name),
            STR_ARG(w.employer.position));
        wrong++;
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(employer_domain_of(rules, STR("a@EU.Greenhouse-Mail.io")), EMPLOYER_SYSTEM);
    assert_int_equal(employer_domain_of(rules, STR("notgreenhouse-mail.io")), EMPLOYER_HOUSE);
    assert_int_equal(employer_domain_of(rules, STR("")), EMPLOYER_HOUSE);
}

/* --- faults in files --- */

static void faults_are_named(void **state)
{
    static const struct {
        const char *text, *fault;
    } rows[] = {
        {"[a]\nsays = maybe\n", "x.txt:2: \"maybe\": says is one of"},
        {"[a]\nsays = offer\nlevel = error\n", "x.txt:3: \"level\" is none of says"},
        {"[a]\nmatch = b\nwhy = W.\nyes = b\nno = c\n", "x.txt:1: [a] has no line \"says = ...\""},
        {"[a]\nsays = offer\nmatch = b\nwhy = W.\nyes = c\nno = d\n", "x.txt:5: nothing is found in this yes example"},
        {"[a]\nsays = offer\nmatch = b\nwhy = W.\nyes = b\nno = b\n", "x.txt:6: something is found in this no example"},
        {"[a]\nsays = offer\nstrength = strong\n", "x.txt:3: \"strong\": strength is hint, likely or sure"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        AUTO(arena) a = {0};
        struct err_info info = {.text = ""};
        struct word_rules *r = word_rules_new(&a);
        assert_int_equal(
            word_rules_load(r, str_from(rows[i].text), "x.txt", STR("en"), PHRASES_PROVED, &a, &info), ERR_INPUT);
        if (strncmp(info.text, rows[i].fault, strlen(rows[i].fault)) != 0) print_error("%s\n", info.text);
        assert_int_equal(strncmp(info.text, rows[i].fault, strlen(rows[i].fault)), 0);
    }
    AUTO(arena) a = {0};
    struct err_info info = {.text = ""};
    struct word_rules *r = word_rules_new(&a);
    assert_int_equal(word_rules_senders(r, STR("# all\nsystem\n"), "s.txt", &a, &info), ERR_INPUT);
    assert_int_equal(strncmp(info.text, "s.txt:2:", 8), 0);
    assert_int_equal(word_rules_senders(r, STR("robot a.example\n"), "s.txt", &a, &info), ERR_INPUT);
}

/* --- time --- */

static double seconds(const char *piece, size_t bytes)
{
    AUTO(arena) a = {0}, work = {0};
    char *text = arena_alloc(&a, bytes + 1, 1);
    size_t n = strlen(piece);
    for (size_t i = 0; i + n <= bytes; i += n) memcpy(text + i, piece, n);
    double best = 1e9;
    for (int i = 0; i < 3; i++) {
        struct word_meaning w;
        struct word_mail m = mail_of("");
        struct timespec from, to;
        m.text = (struct str){text, bytes / n * n};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        word_read(rules, &m, &work, &w);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        double took = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
        if (took < best) best = took;
        arena_reset(&work);
    }
    return best;
}

static void hostile_shapes_take_linear_time(void **state)
{
    static const char *const pieces[] = {"not ", "we will not be moving forward. ", "if ", "by Friday ",
        "decision by 5 ", "1.", "the ", "position ", "a@b.c ", "+44 ", "Regards,\n", "On Monday we decide in two ",
        "unfortunately\n", "https://calendly.com/a ", "10:00 ", "a\n", "(", "\xe2\x80\x99"};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        double part = 0, whole = 1;
        for (int tries = 0; tries < 6 && whole > part * 6 + 0.02; tries++) { /* others may be at work */
            part = seconds(pieces[i], WORD_TEXT_MAX / 8);
            whole = seconds(pieces[i], WORD_TEXT_MAX / 2);
        }
        if (whole > part * 6 + 0.02) fail_msg("%s: %g s, four times as long %g s", pieces[i], part, whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_have_an_order),
        cmocka_unit_test(reasons_say_where),
        cmocka_unit_test(headers_tell_automatic_mail),
        cmocka_unit_test(our_own_mail_is_no_word),
        cmocka_unit_test(signatures_name_the_sender),
        cmocka_unit_test(employers_are_found),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(hostile_shapes_take_linear_time),
    };
    return cmocka_run_group_tests(tests, load, close_all);
}
