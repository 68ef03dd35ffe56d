/* Describes `remind`. */
#include "cli/command.h"

static const struct command_option options[] = {
    {.name = "notify", .help = "as a notification on the desktop; printed where none can be shown"},
    {.name = "later", .help = "with --notify: where none can be shown, try again next time, and print nothing"},
    {.name = "mail", .help = "as a mail to yourself, at most once a day"},
    {.name = "account", .metavar = "NAME", .help = "by which account of mail.ini"},
    {.name = "again", .help = "also what was announced before"},
    {0},
};

static const struct command_example examples[] = {
    {"hearback remind", "what is newly due; for cron, which mails what is printed"},
    {"hearback remind --notify", "the same on the desktop"},
    {"hearback remind --mail", "the same as a mail to yourself"},
    {"hearback remind --again", "everything that is open or late, whether announced or not"},
    {0},
};

const struct command command_remind = {
    .name = "remind",
    .summary = "announce what is due now, once",
    .usage = COMMAND_LINES(
        "remind [--again]", "remind --notify [--later] [--again]", "remind --mail [--account NAME] [--again]"),
    .group = GROUP_IN_AND_OUT,
    .store = STORE_READ,
    .options = options,
    .examples = examples,
    .notes =
        "Made to be run by a timer: it says what there is to do that it has not said before, and prints nothing at all "
        "where there is nothing new. An action is announced when it opens; once more if it becomes late; and once more "
        "when it opens again after \"hearback snooze\". Inquiries beyond the number for one day, which can "
        "wait, are announced when their turn comes.\n"
        "\n"
        "What was announced is kept for you and this database in $XDG_STATE_HOME/hearback/reminded, written only after "
        "it was printed, or the desktop or the mail server has taken it; the database itself is only read (but for "
        "what goes out by mail). Where that folder cannot be "
        "written, nothing is announced and the command fails. Of two at once the second waits for the first and finds "
        "all announced. Another playbook (--playbook) has a memory of its own.\n"
        "\n"
        "A notification has at most five lines. It is shown by notify-send, where there is a session bus (Debian: "
        "libnotify-bin), or by \"osascript\" (macOS); names are never read by a shell.\n"
        "\n"
        "By mail it goes to your own address, as \"hearback send\" sends, and to nobody else; what one day has sent is "
        "enough, so the rest follows on the next. If it could not be sent, it counts as not announced.\n"
        "\n"
        "Every half hour from 08:00 to 19:00, on Linux:\n"
        "  systemctl --user enable --now hearback-remind.timer\n"
        "\n"
        "on macOS, from the folder \"launchd\" of the program's data:\n"
        "  cp hearback.remind.plist ~/Library/LaunchAgents/\n"
        "  launchctl load ~/Library/LaunchAgents/hearback.remind.plist\n"
        "\n"
        "with cron, which mails what is printed to you:\n"
        "  */30 8-18 * * * hearback remind",
    .run = cmd_remind_run,
};
