/* Describes `fetch`. */
#include "cli/command.h"

static const struct command_positional positionals[] = {
    {.name = "ACCOUNT", .help = "a section of mail.ini; without one, all", .repeats = true},
    {0},
};

static const struct command_option options[] = {
    {.name = "check", .help = "only log in and list the folders: nothing is fetched or recorded"},
    {.name = "since",
        .metavar = "DAY",
        .help = "all mail of that day and later, fetched before or not",
        .value = VALUE_DAY},
    {.name = "again", .help = "as if nothing had been fetched before; what is recorded stays as it is"},
    {.name = "quiet", .help = "print nothing where there is nothing new, as for a timer"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback fetch --check", "does the login work, and which folders are there?"},
    {"hearback fetch", "what is new in all accounts"},
    {"hearback fetch home --since 2026-01-01", "one account, further back"},
    {0},
};

const struct command command_fetch = {
    .name = "fetch",
    .summary = "take in new mail from your mail accounts",
    .usage = COMMAND_LINES("fetch [ACCOUNT...] [--since DAY | --again] [--quiet]", "fetch [ACCOUNT...] --check"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_WRITE,
    .positionals = positionals,
    .options = options,
    .examples = examples,
    .notes =
        "Your mailbox is only looked at: nothing in it is changed, moved or marked as seen. Each message is dealt with "
        "as \"hearback import\" would, and nothing leaves this machine but the login. Later runs fetch what has come "
        "since; the first goes back a year, or to the day that \"since\" names. Mail about an opportunity that you "
        "recorded only afterwards comes with --again.\n"
        "\n"
        "Accounts are described in $XDG_CONFIG_HOME/hearback/mail.ini, a section each:\n"
        "  [home]\n"
        "  address = ada@example.org, ada.l@example.com\n"
        "  imap = imaps://imap.example.org\n"
        "  smtp = smtps://smtp.example.org\n"
        "  password-command = pass show mail/home\n"
        "\n"
        "address: all of your own; they tell what you wrote from what was written to you. imap and smtp: imaps://HOST "
        "is encrypted from the start, imap://HOST turns encryption on (STARTTLS) or stops; a port may follow, as in "
        "imaps://HOST:993. Certificates are always checked; ca-file names one of your own. tls = none is taken for a "
        "server on this machine only. user: if it is not the first address.\n"
        "\n"
        "A password never stands in the file. password-command is run by /bin/sh, and its first line is the password; "
        "token-command says a token instead (OAUTHBEARER, XOAUTH2), as providers want it that take no passwords; "
        "keyring = yes asks the keyring of your desktop, where this puts it:\n"
        "  secret-tool store --label=hearback service hearback account home\n"
        "\n"
        "Also: name (who writes, if not as in your profile), folders = INBOX, Sent (else INBOX and the one that the "
        "server keeps for what was sent), sent = Sent (if the server does not say which that is), append-sent = no "
        "(\"send\" then puts no copy there), since = 2026-01-01, wait = 60 (seconds without an answer).\n"
        "\n"
        "Of a message of more than 25 MB the first megabyte is read. What cannot be fetched is told of, and the exit "
        "status is then 1; the next run goes on where this one ended. With cron, which mails what is printed to you:\n"
        "  */20 7-20 * * * hearback fetch --quiet",
    .run = cmd_fetch_run,
};
