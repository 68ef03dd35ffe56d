/* The seeker's mail accounts, as $XDG_CONFIG_HOME/hearback/mail.ini describes
 * them: a [section] each.  No password stands there, only the command that
 * says it; nothing here runs one or goes on the network. */
#ifndef APP_ACCOUNTS_H
#define APP_ACCOUNTS_H

#include "base/arena.h"
#include "base/civil.h"

enum account_tls { ACCOUNT_TLS, ACCOUNT_STARTTLS, ACCOUNT_PLAIN }; /* PLAIN: on this machine only */

struct account_server { /* host empty: the account has none */
    struct str host; /* an IPv6 address without its brackets */
    int port;
    enum account_tls tls;
};

enum account_secret {
    ACCOUNT_NO_SECRET, /* of a server that asks for none */
    ACCOUNT_PASSWORD_COMMAND,
    ACCOUNT_KEYRING, /* secret-tool lookup service hearback account NAME */
    ACCOUNT_TOKEN_COMMAND, /* says a token (XOAUTH2, OAUTHBEARER) */
};

struct account {
    struct str name; /* of its section */
    int line; /* where it begins */
    struct str *addresses; /* the seeker's own; at least one */
    size_t n_addresses;
    struct str person; /* who writes from it; empty: as the profile has it */
    struct account_server imap, smtp; /* at least one of them */
    struct str user; /* empty: there is nothing to log in with */
    enum account_secret secret;
    struct str command;
    struct str *folders; /* none: INBOX and the one for what was sent */
    size_t n_folders;
    struct str sent; /* empty: the one the server names as that */
    bool append_sent; /* what `send` has sent is put there */
    struct str ca_file; /* empty: the certificates that this machine trusts */
    day_t since; /* of the first fetch; DAY_NONE: not said */
    int wait; /* seconds without a byte from a server after which it is given up */
};
enum { ACCOUNT_WAIT = 60 };

struct accounts { /* lives in the arena */
    struct str path;
    struct account *items;
    size_t n;
    struct str note; /* something to be said kindly about the file, or empty */
};

/* ERR_NOT_FOUND: there is no such file, with a sentence on how to begin one; ERR_INPUT: what is wrong in it and where.
 * Refused, too, is a file that others may write to, as commands in it are run. */
MUST_USE enum err accounts_load(struct arena *a, struct accounts *ret, struct err_info *info);

/* The same from text. */
MUST_USE enum err accounts_parse(
    struct arena *a, struct str path, struct str text, struct accounts *ret, struct err_info *info);

/* ERR_NOT_FOUND names those there are. */
MUST_USE enum err accounts_named(
    const struct accounts *all, struct str name, const struct account **ret, struct err_info *info);

/* Whether an address is one of the seeker's own, whatever its letter case. */
bool accounts_own(const struct accounts *all, struct str address);

#endif
