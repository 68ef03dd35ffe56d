/* mail.ini: what it means, and for each fault the line and the way out. */
#include "app/accounts.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void show_server(struct buf *out, const char *label, const struct account_server *s)
{
    static const char *const tls[] = {"tls", "starttls", "plain"};
    if (s->host.n) buf_printf(out, " %s=%.*s:%d/%s", label, STR_ARG(s->host), s->port, tls[s->tls]);
}

static void show_list(struct buf *out, const char *label, const struct str *items, size_t n)
{
    for (size_t i = 0; i < n; i++) buf_printf(out, "%s%.*s", i ? "|" : label, STR_ARG(items[i]));
}

static void show_text(struct buf *out, const char *label, struct str s)
{
    if (s.n) buf_printf(out, " %s=%.*s", label, STR_ARG(s));
}

static void show_account(struct buf *out, const struct account *at)
{
    static const char *const secrets[] = {"", "password", "keyring", "token"};
    char day[16];
    buf_printf(out, "%s[%.*s]", out->n ? "\n" : "", STR_ARG(at->name));
    show_list(out, " ", at->addresses, at->n_addresses);
    show_text(out, "name", at->person);
    show_server(out, "imap", &at->imap);
    show_server(out, "smtp", &at->smtp);
    show_text(out, "user", at->user);
    show_text(out, secrets[at->secret], at->secret == ACCOUNT_KEYRING ? STR("yes") : at->command);
    show_list(out, " folders=", at->folders, at->n_folders);
    show_text(out, "sent", at->sent);
    if (!at->append_sent) buf_put(out, " not appended");
    show_text(out, "ca", at->ca_file);
    if (at->since != DAY_NONE) buf_printf(out, " since=%s", day_format(at->since, day));
    if (at->wait != ACCOUNT_WAIT) buf_printf(out, " wait=%d", at->wait);
}

static const char *parsed(struct arena *a, const char *text)
{
    AUTO(buf) out = {0};
    struct accounts all;
    struct err_info info = {0};
    enum err err = accounts_parse(a, STR("mail.ini"), str_from(text), &all, &info);
    for (size_t i = 0; !err && i < all.n; i++) show_account(&out, &all.items[i]);
    if (err) buf_put(&out, info.text);
    return arena_str(a, buf_str(&out)).p;
}

#define HEAD "[home]\naddress = ada@example.org\n"
#define LOGIN "password-command = pass show mail/home\n"
#define SERVER "imap = imaps://imap.example.org\n"

static void good(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } examples[] = {
        {"", ""},
        {HEAD SERVER LOGIN,
            "[home] ada@example.org imap=imap.example.org:993/tls user=ada@example.org password=pass show mail/home"},
        {"# mine\n[home]\naddress = ada@example.org, ada.l@example.com\nname = Ada Example\n"
         "imap = imap://imap.example.org\nsmtp = smtps://smtp.example.org/\nuser = ada\nkeyring = yes\n"
         "folders = INBOX, Jobs/2026,\nsent = Gesendet\nappend-sent = no\nca-file = /etc/ca.pem\nsince = 2026-01-01\n"
         "wait = 5\n",
            "[home] ada@example.org|ada.l@example.com name=Ada Example imap=imap.example.org:143/starttls "
            "smtp=smtp.example.org:465/tls user=ada keyring=yes folders=INBOX|Jobs/2026 sent=Gesendet not appended "
            "ca=/etc/ca.pem since=2026-01-01 wait=5"},
        {HEAD "smtp = smtp://mail.example.org:2525\n", "[home] ada@example.org smtp=mail.example.org:2525/starttls"},
        {HEAD SERVER "token-command = oama access ada#1\n",
            "[home] ada@example.org imap=imap.example.org:993/tls user=ada@example.org token=oama access ada#1"},
        {HEAD LOGIN "imap = imap://127.0.0.1:1143\ntls = none\n",
            "[home] ada@example.org imap=127.0.0.1:1143/plain user=ada@example.org password=pass show mail/home"},
        {HEAD LOGIN "imap = imap://[::1]:1143\ntls = none\n",
            "[home] ada@example.org imap=::1:1143/plain user=ada@example.org password=pass show mail/home"},
        {HEAD LOGIN "imap = IMAPS://[2001:db8::1]\n",
            "[home] ada@example.org imap=2001:db8::1:993/tls user=ada@example.org password=pass show mail/home"},
        {HEAD SERVER LOGIN "[work]\naddress = a@example.com\nsmtp = smtp://smtp.example.com\nkeyring = no\n",
            "[home] ada@example.org imap=imap.example.org:993/tls user=ada@example.org password=pass show mail/home\n"
            "[work] a@example.com smtp=smtp.example.com:587/starttls"},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_string_equal(parsed(&a, examples[i].text), examples[i].expected);
}

/* The beginning of what is said. */
static void bad(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } examples[] = {
        {"address = a@example.org\n", "mail.ini:1: a line before the first [section]"},
        {HEAD SERVER "password = secret\n",
            "mail.ini:4: passwords do not belong into a file: give the command that says it (password-command = pass "
            "show mail/home), or keep it in the keyring of your desktop (keyring = yes)"},
        {HEAD "Password=x\n", "mail.ini:3: passwords do not belong"},
        {HEAD "adress = a@example.org\n", "mail.ini:3: there is no key \"adress\": is \"address\" meant?"},
        {HEAD "colour = red\n", "mail.ini:3: there is no key \"colour\": an account has address, name,"},
        {HEAD "address = b@example.org\n", "mail.ini:3: address is said twice"},
        {HEAD "user =\n", "mail.ini:3: user has no value"},
        {HEAD "user = a\tb\n", "mail.ini:3: the value of user has a control character"},
        {"[home]\n" SERVER LOGIN, "mail.ini:1: [home] needs your address there"},
        {"[home]\naddress = ada\n", "mail.ini:2: \"ada\" is no mail address"},
        {HEAD LOGIN, "mail.ini:1: [home] needs a server"},
        {HEAD SERVER, "mail.ini:1: [home] needs a user, and password-command"},
        {HEAD SERVER "user = ada\n", "mail.ini:1: [home] has a user, but no way to a password"},
        {HEAD LOGIN "imap = imap.example.org\n",
            "mail.ini:4: \"imap.example.org\" is not of the form imaps://mail.example.org or imap://mail.example.org"},
        {HEAD LOGIN "imap = smtp://imap.example.org\n", "mail.ini:4: \"smtp://imap.example.org\" is not of the form"},
        {HEAD LOGIN "imap = http://imap.example.org\n", "mail.ini:4: \"http://imap.example.org\" is not of the form"},
        {HEAD LOGIN "imap = imaps://ada@imap.example.org\n",
            "mail.ini:4: \"imaps://ada@imap.example.org\" is no server"},
        {HEAD LOGIN "imap = imaps://imap.example.org/INBOX\n", "mail.ini:4: \"imaps://imap.example.org/INBOX\" is no "},
        {HEAD LOGIN "imap = imaps://imap.example.org:0\n", "mail.ini:4: \"imaps://imap.example.org:0\" is no server"},
        {HEAD LOGIN "imap = imaps://imap.example.org:65536\n", "mail.ini:4: "},
        {HEAD LOGIN "imap = imaps://imap.example.org:\n", "mail.ini:4: "},
        {HEAD LOGIN "imap = imaps://-oProxy\n", "mail.ini:4: "},
        {HEAD LOGIN "imap = imaps://\n", "mail.ini:4: "},
        {HEAD LOGIN "imap = imaps://[::1\n", "mail.ini:4: "},
        {HEAD LOGIN "imap = imaps://[::1]x\n", "mail.ini:4: "},
        {HEAD LOGIN "imap = imaps://[example]\n", "mail.ini:4: "},
        {HEAD LOGIN SERVER "tls = none\n", "mail.ini:1: [home] has tls = none with an address that says the opposite"},
        {HEAD LOGIN "imap = imap://imap.example.org\ntls = none\n",
            "mail.ini:1: [home] has tls = none, which is possible"},
        {HEAD LOGIN "imap = imap://127.0.0.1.example.org\ntls = none\n", "mail.ini:1: [home] has tls = none, which is"},
        {HEAD LOGIN "tls = no\n", "mail.ini:4: tls can only be none"},
        {HEAD LOGIN "token-command = x\n", "mail.ini:4: one account has one of password-command, token-command"},
        {HEAD LOGIN "keyring = yes\n", "mail.ini:4: one account has one of password-command, token-command"},
        {HEAD "keyring = perhaps\n", "mail.ini:3: keyring is either yes or no"},
        {HEAD "append-sent = 1\n", "mail.ini:3: append-sent is either yes or no"},
        {HEAD "ca-file = ca.pem\n", "mail.ini:3: ca-file needs a whole path"},
        {HEAD "since = 1 January\n", "mail.ini:3: since is a day written as 2026-01-31"},
        {HEAD "wait = 0\n", "mail.ini:3: wait is a number of seconds from 1 to 3600"},
        {"[my mail]\n", "mail.ini:1: the name of an account is one word"},
        {"[-x]\n", "mail.ini:1: the name of an account is one word"},
        {HEAD SERVER LOGIN "[home]\n", "mail.ini:5: there is an account [home] already, in line 1"},
        {HEAD SERVER "[work]\n", "mail.ini:1: [home] needs a user"},
    };
    AUTO(arena) a = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct str said = str_from(parsed(&a, examples[i].text)), expected = str_from(examples[i].expected);
        if (!str_starts(said, expected)) assert_string_equal(said.p, expected.p);
    }
}

/* --- the file --- */

static void write_file(const char *path, const char *text, mode_t mode)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
}

static void file(void **state)
{
    (void)state;
    char folder[] = "/tmp/accounts-XXXXXX", path[200], inner[100];
    AUTO(arena) a = {0};
    struct accounts all;
    struct err_info info = {0};
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    snprintf(inner, sizeof inner, "%s/hearback", folder);
    snprintf(path, sizeof path, "%s/mail.ini", inner);
    assert_int_equal(accounts_load(&a, &all, &info), ERR_NOT_FOUND);
    assert_non_null(strstr(info.text, path));
    assert_int_equal(mkdir(inner, 0700), 0);
    write_file(path, "# nothing yet\n", 0600);
    assert_int_equal(accounts_load(&a, &all, &info), ERR_NOT_FOUND);
    write_file(path, HEAD SERVER LOGIN, 0600);
    assert_int_equal(accounts_load(&a, &all, &info), OK);
    assert_int_equal(all.n, 1);
    assert_int_equal(all.note.n, 0);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(accounts_load(&a, &all, &info), OK);
    assert_non_null(strstr(all.note.p, "chmod 600"));
    assert_int_equal(chmod(path, 0620), 0);
    assert_int_equal(accounts_load(&a, &all, &info), ERR_INPUT);
    assert_non_null(strstr(info.text, "can be changed by other users"));
    unlink(path), rmdir(inner), rmdir(folder);
}

static void named(void **state)
{
    (void)state;
    AUTO(arena) a = {0};
    struct accounts all;
    const struct account *at = NULL;
    struct err_info info = {0};
    assert_int_equal(
        accounts_parse(&a, STR("mail.ini"),
            STR(HEAD SERVER LOGIN "[work]\naddress = A.L@Example.COM\nsmtp = smtp://x.example\n"), &all, NULL),
        OK);
    assert_int_equal(accounts_named(&all, STR("work"), &at, NULL), OK);
    assert_ptr_equal(at, &all.items[1]);
    assert_int_equal(accounts_named(&all, STR("play"), &at, &info), ERR_NOT_FOUND);
    assert_string_equal(info.text, "there is no account \"play\" in mail.ini, but home, work");
    assert_true(accounts_own(&all, STR("a.l@example.com")));
    assert_true(accounts_own(&all, STR("ADA@example.org")));
    assert_false(accounts_own(&all, STR("ada@example.com")));
    assert_false(accounts_own(&all, STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good),
        cmocka_unit_test(bad),
        cmocka_unit_test(file),
        cmocka_unit_test(named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
