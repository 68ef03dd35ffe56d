/* Describes `preview`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback preview --playbook proactive --interview 2026-10-08T14:00 --ends 2026-10-08T15:00 --people 2",
        "two interviewers, and then silence"},
    {"hearback preview --playbook balanced --applied 2026-10-02", "an application without an answer"},
    {"hearback preview --playbook guideline --interview 2026-10-08T14:00 --promised 2026-10-23 --country GB",
        "with a date they named"},
    {0},
};

const struct command command_preview = {
    .name = "preview",
    .summary = "show the road of an invented case under a playbook",
    .usage = COMMAND_LINES("preview --playbook NAME [--applied DAY] [--interview TIME --ends TIME] [--promised DAY] "
                           "[--country CC] [--zone ZONE] [--people N]"),
    .group = GROUP_ASKING,
    .store = STORE_NONE,
    .options = command_case_options,
    .examples = examples,
    .notes = "Nothing is read from your record and nothing is written. The first interviewer is the primary "
             "contact.",
    .rules = "A2 B2",
    .run = cmd_preview_run,
};
