/* Mail accounts: from a key file to structs, checked completely. */
#include "app/accounts.h"

#include "base/buf.h"
#include "plan/ini.h"
#include "sys/file.h"
#include "sys/paths.h"
#include "sys/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ACCOUNTS_MAX = 64, WORD_MAX = 500, WAIT_MAX = 3600 };

struct reading {
    struct arena *a;
    struct ini ini;
    struct accounts *all;
    size_t room;
    struct account *at; /* of the section at hand */
    unsigned seen; /* its keys */
    bool plain; /* tls = none */
};

/* --- values --- */

static bool is_ascii_host(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (!good) return false;
    }
    return s.n && s.n < 254 && s.p[0] != '-' && s.p[0] != '.';
}

static bool is_ipv6(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789abcdefABCDEF:.", s.p[i])) return false;
    return s.n >= 2 && s.n < 46 && str_contains(s, STR(":"));
}

static bool is_here(struct str host)
{
    return str_is_nocase(host, "localhost") || str_is(host, "::1") ||
           (str_starts(host, STR("127.")) && strspn(host.p, "0123456789.") >= host.n);
}

/* host, host:port, [address], [address]:port */
static bool take_host(struct reading *r, struct str s, struct account_server *server)
{
    struct str host, port = {0};
    int64_t number = server->port;
    if (str_starts(s, STR("["))) {
        struct str inner = {s.p + 1, s.n - 1}, rest;
        if (!str_cut(inner, ']', &host, &rest) || !is_ipv6(host)) return false;
        if (rest.n && rest.p[0] != ':') return false;
        if (rest.n) port = (struct str){rest.p + 1, rest.n - 1};
        if (rest.n && !port.n) return false;
    } else {
        if (str_cut(s, ':', &host, &port) && !port.n) return false;
        if (!is_ascii_host(host)) return false;
    }
    if (port.n && (!str_number(port, &number) || number < 1 || number > 65535)) return false;
    server->host = arena_str(r->a, host);
    server->port = (int)number;
    return true;
}

static enum err take_server(struct reading *r, const char *protocol, struct str value, int port, int tls_port,
    struct account_server *ret, struct err_info *info)
{
    struct str scheme, rest;
    struct account_server s = {.port = port, .tls = ACCOUNT_STARTTLS};
    const char *both = arena_format(r->a, "%ss", protocol).p;
    bool good = str_cut(value, ':', &scheme, &rest) && str_starts(rest, STR("//"));
    if (good && str_is_nocase(scheme, both))
        s = (struct account_server){.port = tls_port, .tls = ACCOUNT_TLS};
    else if (!good || !str_is_nocase(scheme, protocol))
        return ini_fault(&r->ini, info, "\"%s\" is not of the form %s://mail.example.org or %s://mail.example.org",
            arena_str(r->a, value).p, both, protocol);
    rest = (struct str){rest.p + 2, rest.n - 2};
    if (rest.n && rest.p[rest.n - 1] == '/') rest.n--;
    if (!take_host(r, rest, &s))
        return ini_fault(&r->ini, info,
            "\"%s\" is no server: after %s:// belong its name and, if it is an unusual one, its port (:%d); the user "
            "has a key of its own",
            arena_str(r->a, value).p, arena_str(r->a, scheme).p, s.port);
    *ret = s;
    return OK;
}

/* "yes" or "no" */
static enum err take_yes(struct reading *r, struct str key, struct str value, bool *ret, struct err_info *info)
{
    bool yes = str_is_nocase(value, "yes");
    if (!yes && !str_is_nocase(value, "no")) return ini_fault(&r->ini, info, "%.*s is either yes or no", STR_ARG(key));
    *ret = yes;
    return OK;
}

static enum err take_list(
    struct reading *r, struct str key, struct str value, struct str **ret, size_t *ret_n, struct err_info *info)
{
    struct str one, *items = NULL;
    size_t n = 0, room = 0;
    while (value.n) {
        str_cut(value, ',', &one, &value);
        one = str_trim(one);
        if (!one.n) continue;
        if (one.n > WORD_MAX) return ini_fault(&r->ini, info, "a name in %.*s is too long", STR_ARG(key));
        *ARENA_PUSH(r->a, items, n, room) = arena_str(r->a, one);
    }
    *ret = items;
    *ret_n = n;
    return OK;
}

static bool is_address(struct str s)
{
    struct str local, domain;
    if (!str_cut(s, '@', &local, &domain) || !local.n || !domain.n || str_contains(domain, STR("@"))) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>,;:\"", s.p[i])) return false;
    return true;
}

static enum err take_addresses(struct reading *r, struct str value, struct err_info *info)
{
    enum err err = take_list(r, STR("address"), value, &r->at->addresses, &r->at->n_addresses, info);
    for (size_t i = 0; !err && i < r->at->n_addresses; i++)
        if (!is_address(r->at->addresses[i]))
            err = ini_fault(&r->ini, info, "\"%s\" is no mail address, as ada@example.org is", r->at->addresses[i].p);
    return err;
}

static enum err take_secret(struct reading *r, enum account_secret kind, struct str value, struct err_info *info)
{
    if (r->at->secret != ACCOUNT_NO_SECRET)
        return ini_fault(&r->ini, info,
            "one account has one of password-command, token-command and keyring: leave out what is not needed");
    r->at->secret = kind;
    r->at->command = arena_str(r->a, value);
    return OK;
}

/* A certificate file's ~/ is the home folder. */
static enum err take_file(struct reading *r, struct str value, struct err_info *info)
{
    const char *home = getenv("HOME");
    if (str_starts(value, STR("~/")) && home && *home)
        value = arena_format(r->a, "%s%.*s", home, (int)value.n - 1, value.p + 1);
    if (!str_starts(value, STR("/")))
        return ini_fault(&r->ini, info, "ca-file needs a whole path, as /etc/ssl/mail-ca.pem");
    r->at->ca_file = arena_str(r->a, value);
    return OK;
}

static enum err take_wait(struct reading *r, struct str value, struct err_info *info)
{
    int64_t n;
    if (!str_number(value, &n) || n < 1 || n > WAIT_MAX)
        return ini_fault(&r->ini, info, "wait is a number of seconds from 1 to %d", WAIT_MAX);
    r->at->wait = (int)n;
    return OK;
}

/* --- keys --- */

enum key {
    KEY_ADDRESS,
    KEY_NAME,
    KEY_IMAP,
    KEY_SMTP,
    KEY_TLS,
    KEY_USER,
    KEY_PASSWORD_COMMAND,
    KEY_TOKEN_COMMAND,
    KEY_KEYRING,
    KEY_FOLDERS,
    KEY_SENT,
    KEY_APPEND_SENT,
    KEY_CA_FILE,
    KEY_SINCE,
    KEY_WAIT,
    KEYS
};
static const char *const key_names[] = {"address", "name", "imap", "smtp", "tls", "user", "password-command",
    "token-command", "keyring", "folders", "sent", "append-sent", "ca-file", "since", "wait", NULL};

static enum err unknown_key(struct reading *r, struct str key, struct err_info *info)
{
    static const char *const passwords[] = {"password", "pass", "passwd", "pwd", "secret", "token", NULL};
    if (str_among_nocase(key, passwords))
        return ini_fault(&r->ini, info,
            "passwords do not belong into a file: give the command that says it (password-command = pass show "
            "mail/%.*s), or keep it in the keyring of your desktop (keyring = yes)",
            STR_ARG(r->ini.section));
    for (int i = 0; i < KEYS; i++)
        if (text_distance(key, str_from(key_names[i]), 2) <= 2)
            return ini_fault(&r->ini, info, "there is no key \"%.*s\": is \"%s\" meant?", STR_ARG(key), key_names[i]);
    return ini_fault(&r->ini, info,
        "there is no key \"%.*s\": an account has address, name, imap, smtp, tls, user, password-command, "
        "token-command, keyring, folders, sent, append-sent, ca-file, since and wait",
        STR_ARG(key));
}

static int key_of(struct str key)
{
    for (int i = 0; i < KEYS; i++)
        if (str_is(key, key_names[i])) return i;
    return KEYS;
}

static enum err take_keyring(struct reading *r, struct str value, struct err_info *info)
{
    bool yes = false;
    enum err err = take_yes(r, STR("keyring"), value, &yes, info);
    return err || !yes ? err : take_secret(r, ACCOUNT_KEYRING, (struct str){0}, info);
}

static enum err take_tls(struct reading *r, struct str value, struct err_info *info)
{
    if (!str_is_nocase(value, "none"))
        return ini_fault(&r->ini, info,
            "tls can only be none, for a server on this machine: otherwise leave it out, as connections are always "
            "encrypted");
    r->plain = true;
    return OK;
}

static enum err take_since(struct reading *r, struct str value, struct err_info *info)
{
    return day_parse(value, &r->at->since) ? OK : ini_fault(&r->ini, info, "since is a day written as 2026-01-31");
}

static enum err take_value(struct reading *r, enum key key, struct str name, struct str value, struct err_info *info)
{
    struct account *at = r->at;
    switch (key) {
    case KEY_ADDRESS: return take_addresses(r, value, info);
    case KEY_NAME: return at->person = arena_str(r->a, value), OK;
    case KEY_IMAP: return take_server(r, "imap", value, 143, 993, &at->imap, info);
    case KEY_SMTP: return take_server(r, "smtp", value, 587, 465, &at->smtp, info);
    case KEY_TLS: return take_tls(r, value, info);
    case KEY_USER: return at->user = arena_str(r->a, value), OK;
    case KEY_PASSWORD_COMMAND: return take_secret(r, ACCOUNT_PASSWORD_COMMAND, value, info);
    case KEY_TOKEN_COMMAND: return take_secret(r, ACCOUNT_TOKEN_COMMAND, value, info);
    case KEY_KEYRING: return take_keyring(r, value, info);
    case KEY_FOLDERS: return take_list(r, name, value, &at->folders, &at->n_folders, info);
    case KEY_SENT: return at->sent = arena_str(r->a, value), OK;
    case KEY_APPEND_SENT: return take_yes(r, name, value, &at->append_sent, info);
    case KEY_CA_FILE: return take_file(r, value, info);
    case KEY_SINCE: return take_since(r, value, info);
    case KEY_WAIT: return take_wait(r, value, info);
    case KEYS: break;
    }
    return OK;
}

static enum err take_key(struct reading *r, const struct ini_entry *e, struct err_info *info)
{
    int key = key_of(e->key);
    if (key == KEYS) return unknown_key(r, e->key, info);
    if (r->seen & 1U << key) return ini_fault(&r->ini, info, "%.*s is said twice", STR_ARG(e->key));
    if (!e->value.n) return ini_fault(&r->ini, info, "%.*s has no value", STR_ARG(e->key));
    if (e->value.n > WORD_MAX && key != KEY_ADDRESS && key != KEY_FOLDERS)
        return ini_fault(&r->ini, info, "the value of %.*s is longer than %d bytes", STR_ARG(e->key), WORD_MAX);
    for (size_t i = 0; i < e->value.n; i++)
        if ((unsigned char)e->value.p[i] < ' ')
            return ini_fault(&r->ini, info, "the value of %.*s has a control character in it", STR_ARG(e->key));
    r->seen |= 1U << key;
    return take_value(r, (enum key)key, e->key, e->value, info);
}

/* --- sections --- */

static enum err section_fault(struct reading *r, struct err_info *info, const char *sentence)
{
    r->ini.line = r->at->line;
    return ini_fault(&r->ini, info, "[%.*s] %s", STR_ARG(r->at->name), sentence);
}

static enum err check_plain(struct reading *r, struct account_server *s, struct err_info *info)
{
    if (!r->plain || !s->host.n) return OK;
    if (s->tls == ACCOUNT_TLS) return section_fault(r, info, "has tls = none with an address that says the opposite");
    if (!is_here(s->host))
        return section_fault(r, info,
            "has tls = none, which is possible only with a server on this machine (localhost): elsewhere everybody on "
            "the way could read the mail and the password");
    s->tls = ACCOUNT_PLAIN;
    return OK;
}

static enum err end_section(struct reading *r, struct err_info *info)
{
    struct account *at = r->at;
    if (!at) return OK;
    if (!at->n_addresses) return section_fault(r, info, "needs your address there: address = ada@example.org");
    if (!at->imap.host.n && !at->smtp.host.n)
        return section_fault(r, info, "needs a server: imap = imaps://imap.example.org, or smtp, or both");
    if (at->secret != ACCOUNT_NO_SECRET && !at->user.n) at->user = at->addresses[0];
    if (at->user.n && at->secret == ACCOUNT_NO_SECRET)
        return section_fault(
            r, info, "has a user, but no way to a password: password-command, token-command or keyring = yes");
    if (at->imap.host.n && !at->user.n)
        return section_fault(r, info, "needs a user, and password-command, token-command or keyring = yes");
    enum err err = check_plain(r, &at->imap, info);
    return err ? err : check_plain(r, &at->smtp, info);
}

static enum err begin_section(struct reading *r, struct str name, struct err_info *info)
{
    for (size_t i = 0; i < r->all->n; i++)
        if (str_eq(r->all->items[i].name, name))
            return ini_fault(
                &r->ini, info, "there is an account [%.*s] already, in line %d", STR_ARG(name), r->all->items[i].line);
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] <= ' ' || name.p[0] == '-')
            return ini_fault(&r->ini, info, "the name of an account is one word, as [home]");
    if (name.n > 60) return ini_fault(&r->ini, info, "the name of an account is one short word, as [home]");
    if (r->all->n == ACCOUNTS_MAX) return ini_fault(&r->ini, info, "there are more than %d accounts", ACCOUNTS_MAX);
    r->at = ARENA_PUSH(r->a, r->all->items, r->all->n, r->room);
    *r->at = (struct account){.name = arena_str(r->a, name),
        .line = r->ini.line,
        .append_sent = true,
        .since = DAY_NONE,
        .wait = ACCOUNT_WAIT};
    r->seen = 0;
    r->plain = false;
    return OK;
}

enum err accounts_parse(struct arena *a, struct str path, struct str text, struct accounts *ret, struct err_info *info)
{
    struct accounts all = {.path = arena_str(a, path)};
    struct reading r = {.a = a, .all = &all, .ini = {.rest = text, .where = all.path.p, .where_n = all.path.n}};
    bool end = false;
    enum err err = OK;
    while (!err) {
        struct ini_entry e;
        err = ini_next(&r.ini, &e, &end, info);
        if (err || end) break;
        if (e.key.n) {
            err = take_key(&r, &e, info);
            continue;
        }
        int line = r.ini.line;
        err = end_section(&r, info);
        r.ini.line = line;
        if (!err) err = begin_section(&r, e.section, info);
    }
    if (!err) err = end_section(&r, info);
    if (!err) *ret = all;
    return err;
}

/* --- the file --- */

static enum err missing(struct str path, struct err_info *info)
{
    return err_set(info, ERR_NOT_FOUND,
        "no mail account is set up yet: describe yours in %.*s (\"hearback help fetch\" shows what to write there)",
        STR_ARG(path));
}

enum err accounts_load(struct arena *a, struct accounts *ret, struct err_info *info)
{
    struct str folder, text;
    struct accounts all;
    struct stat st;
    enum err err = paths_config(a, &folder, info);
    if (err) return err;
    struct str path = arena_format(a, "%.*s/mail.ini", STR_ARG(folder));
    if (stat(path.p, &st) != 0) st = (struct stat){0};
    if (access(path.p, F_OK) != 0) return missing(path, info);
    if (st.st_mode & (S_IWGRP | S_IWOTH))
        return err_set(info, ERR_INPUT,
            "%s can be changed by other users of this machine, and commands in it are run: \"chmod 600 %s\" keeps it "
            "to yourself",
            path.p, path.p);
    err = file_read(a, path.p, INI_MAX, &text, info);
    if (!err) err = accounts_parse(a, path, text, &all, info);
    if (!err && !all.n) err = missing(path, info);
    if (err) return err;
    if (st.st_mode & (S_IRGRP | S_IROTH))
        all.note = arena_format(
            a, "Other users of this machine can read %s; \"chmod 600 %s\" keeps it to yourself.", path.p, path.p);
    *ret = all;
    return OK;
}

enum err accounts_named(const struct accounts *all, struct str name, const struct account **ret, struct err_info *info)
{
    AUTO(buf) known = {.max = 300};
    for (size_t i = 0; i < all->n; i++) {
        if (str_eq(all->items[i].name, name)) return *ret = &all->items[i], OK;
        buf_printf(&known, "%s%.*s", known.n ? ", " : "", STR_ARG(all->items[i].name));
    }
    return err_set(info, ERR_NOT_FOUND, "there is no account \"%.*s\" in %.*s, but %.*s", STR_ARG(name),
        STR_ARG(all->path), STR_ARG(buf_str(&known)));
}

static bool same_address(struct str a, struct str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++) {
        unsigned char x = (unsigned char)a.p[i], y = (unsigned char)b.p[i];
        if (x >= 'A' && x <= 'Z') x = (unsigned char)(x + 32);
        if (y >= 'A' && y <= 'Z') y = (unsigned char)(y + 32);
        if (x != y) return false;
    }
    return true;
}

bool accounts_own(const struct accounts *all, struct str address)
{
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; k < all->items[i].n_addresses; k++)
            if (same_address(all->items[i].addresses[k], address)) return true;
    return false;
}
