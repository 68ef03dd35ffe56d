/* Helper programs: this test is its own helper, which it finds beside itself. */
#include "sys/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

enum { MAX = 1 << 20, FLOOD = 4000 };

/* --- as the helper --- */

static void say(struct str s)
{
    const char length[4] = {(char)s.n, (char)(s.n >> 8), (char)(s.n >> 16), 0};
    fwrite(length, 1, sizeof length, stdout);
    fwrite(s.p, 1, s.n, stdout);
}

static void echo(void)
{
    int c;
    while ((c = getchar()) != EOF) putchar(c);
}

static void tell_descriptors(void)
{
    char text[100] = "", beginning[3] = "";
    for (int fd = 0; fd < 64; fd++)
        if (fcntl(fd, F_GETFD) >= 0) snprintf(text + strlen(text), sizeof text - strlen(text), "%d ", fd);
    if (read(3, beginning, 2) == 2) strcat(text, beginning);
    say(str_from(text));
}

static void limited(void)
{
    struct helper_limits limits = {.memory = 1 << 30, .cpu_seconds = 9, .files = 32};
    struct rlimit cpu, files, core, size;
    char text[100];
    if (helper_limit(&limits, NULL)) _exit(1);
    getrlimit(RLIMIT_CPU, &cpu), getrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_CORE, &core), getrlimit(RLIMIT_FSIZE, &size);
    snprintf(text, sizeof text, "%d %d %d %d", (int)cpu.rlim_max, (int)files.rlim_max, (int)core.rlim_max,
        (int)size.rlim_max);
    say(str_from(text));
}

static int help(const char *how)
{
    if (strcmp(how, "echo") == 0) echo();
    if (strcmp(how, "descriptors") == 0) tell_descriptors();
    if (strcmp(how, "limited") == 0) limited();
    if (strcmp(how, "cut") == 0) fputs("\5\0\0\0abc", stdout);
    if (strcmp(how, "large") == 0) fputs("\1\1\1\1", stdout);
    if (strcmp(how, "deaf") == 0) close(0);
    for (int i = 0; i < FLOOD && strcmp(how, "flood") == 0; i++) {
        char bytes[1000] = {0};
        say((struct str){bytes, sizeof bytes});
        fwrite(bytes, 1, sizeof bytes, stderr);
    }
    if (strcmp(how, "flood") == 0) echo();
    if (strcmp(how, "complain") == 0) fputs(" it\nhurts \x1b[1m", stderr);
    if (strcmp(how, "hang") == 0) pause();
    fflush(NULL);
    if (strcmp(how, "killed") == 0) raise(SIGKILL);
    return strcmp(how, "complain") == 0 ? 7 : 0;
}

/* --- as the test --- */

static void start(struct helper *h, const char *how, int extra)
{
    const char *args[] = {how, NULL};
    struct err_info info = {0};
    enum err err = helper_start(h, "test_helper", args, extra, &info);
    if (err) fail_msg("%s", info.text);
}

static void conversation(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(helper) h = {0};
    struct helper_end end;
    struct str s;
    start(&h, "echo", -1);
    assert_int_equal(helper_write(&h, STR("\3\0\0\0abc\0\0\0\0\1\0"), NULL), OK);
    assert_int_equal(helper_write(&h, STR("\0\0x"), NULL), OK);
    helper_close_input(&h);
    assert_int_equal(helper_read(&h, &a, MAX, &s, NULL), OK);
    assert_true(str_eq(s, STR("\3\0\0\0abc")));
    assert_int_equal(helper_read(&h, &a, MAX, &s, NULL), OK);
    assert_true(str_eq(s, STR("\0\0\0\0")));
    assert_int_equal(helper_read(&h, &a, 1, &s, NULL), OK);
    assert_true(str_eq(s, STR("\1\0\0\0x")));
    for (int i = 0; i < 2; i++) assert_int_equal(helper_read(&h, &a, MAX, &s, NULL), ERR_NOT_FOUND);
    helper_end(&h, &end);
    assert_int_equal(end.status, 0);
    assert_int_equal(end.signal, 0);
}

/* 4 MB in each direction, of which nobody reads any: neither side waits for the other. */
static void both_ways(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(helper) h = {0};
    AUTO(buf) b = {0};
    struct str s;
    for (int i = 0; i < FLOOD; i++) buf_printf(&b, "%1000d", i);
    start(&h, "flood", -1);
    assert_int_equal(helper_write(&h, buf_str(&b), NULL), OK);
    helper_close_input(&h);
    for (int i = 0; i < FLOOD; i++) {
        assert_int_equal(helper_read(&h, &a, MAX, &s, NULL), OK);
        assert_int_equal(s.n, 1004);
        arena_reset(&a);
    }
    assert_int_equal(helper_read(&h, &a, MAX, &s, NULL), ERR_INPUT); /* blanks are no length */
}

static void faults(void **state)
{
    (void)state;
    static const struct {
        const char *how;
        enum err expected;
        struct helper_end end;
    } examples[] = {{"nothing", ERR_NOT_FOUND, {0, 0}}, {"cut", ERR_INPUT, {0, 0}}, {"large", ERR_INPUT, {0, 0}},
        {"killed", ERR_NOT_FOUND, {-1, SIGKILL}}, {"complain", ERR_NOT_FOUND, {7, 0}}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(arena) a = {0};
        AUTO(helper) h = {0};
        struct helper_end end;
        struct str s = STR("untouched");
        struct err_info info = {0};
        start(&h, examples[i].how, -1);
        assert_int_equal(helper_read(&h, &a, MAX, &s, &info), examples[i].expected);
        assert_non_null(strstr(info.text, "test_helper"));
        assert_true(str_is(s, "untouched"));
        helper_end(&h, &end);
        assert_int_equal(end.status, examples[i].end.status);
        assert_int_equal(end.signal, examples[i].end.signal);
        assert_true(str_is(helper_words(&h), strcmp(examples[i].how, "complain") ? "" : "it hurts  [1m"));
    }
}

static void reads_no_more(void **state)
{
    (void)state;
    AUTO(helper) h = {0};
    AUTO(buf) b = {0};
    for (int i = 0; i < FLOOD; i++) buf_printf(&b, "%1000d", i);
    start(&h, "deaf", -1);
    assert_int_equal(helper_write(&h, buf_str(&b), NULL), ERR_SYSTEM);
    helper_close_input(&h);
    assert_int_equal(helper_write(&h, STR("x"), NULL), ERR_SYSTEM);
}

static void ended_by_closing(void **state)
{
    (void)state;
    struct helper h = {0};
    start(&h, "hang", -1);
    pid_t pid = h.pid;
    helper_close(&h);
    assert_int_equal(kill(pid, 0), -1);
    assert_int_equal(errno, ESRCH);
    helper_close(&h);
    helper_close(NULL);
}

static void descriptors(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    int open_here = dup(0); /* without close-on-exec */
    FILE *f = tmpfile();
    assert_true(f && fputs("abcd", f) >= 0 && fflush(f) == 0 && fseek(f, 1, SEEK_SET) == 0);
    for (int extra = 0; extra < 2; extra++) {
        AUTO(helper) h = {0};
        struct str s;
        start(&h, "descriptors", extra ? fileno(f) : -1);
        assert_int_equal(helper_read(&h, &a, MAX, &s, NULL), OK);
        assert_true(str_eq((struct str){s.p + 4, s.n - 4}, extra ? STR("0 1 2 3 bc") : STR("0 1 2 ")));
    }
    fclose(f);
    close(open_here);
}

static void limits(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    AUTO(helper) h = {0};
    struct str s;
    start(&h, "limited", -1);
    assert_int_equal(helper_read(&h, &a, MAX, &s, NULL), OK);
    assert_true(str_eq((struct str){s.p + 4, s.n - 4}, STR("9 32 0 0")));
}

static void missing(void **state)
{
    (void)state;
    struct helper h = {0};
    struct err_info info = {0};
    assert_int_equal(helper_start(&h, "test_no_such", NULL, -1, &info), ERR_NOT_FOUND);
    assert_non_null(strstr(info.text, "test_no_such"));
    assert_int_equal(h.pid, 0);
    setenv("HEARBACK_LIBEXEC", "/nowhere", 1);
    assert_int_equal(helper_start(&h, "test_helper", NULL, -1, &info), ERR_NOT_FOUND);
    assert_non_null(strstr(info.text, "/nowhere"));
    unsetenv("HEARBACK_LIBEXEC");
}

int main(int argc, char **argv)
{
    if (argc > 1) return help(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conversation),
        cmocka_unit_test(both_ways),
        cmocka_unit_test(faults),
        cmocka_unit_test(reads_no_more),
        cmocka_unit_test(ended_by_closing),
        cmocka_unit_test(descriptors),
        cmocka_unit_test(limits),
        cmocka_unit_test(missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
