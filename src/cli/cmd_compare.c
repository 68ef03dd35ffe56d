/* Describes `compare`. */
#include "cli/command.h"

static const struct command_example examples[] = {
    {"hearback compare --interview 2026-10-08T14:00 --ends 2026-10-08T15:00", "after an interview"},
    {"hearback compare --applied 2026-10-02", "after an application"},
    {"hearback compare --interview 2026-10-08T14:00 --promised 2026-10-23", "with a date they named"},
    {0},
};

const struct command command_compare = {
    .name = "compare",
    .summary = "show the same invented case under every playbook",
    .usage = COMMAND_LINES("compare [--applied DAY] [--interview TIME --ends TIME] [--promised DAY] [--country CC] "
                           "[--zone ZONE] [--people N]"),
    .group = GROUP_ASKING,
    .store = STORE_NONE,
    .options = command_case_options,
    .examples = examples,
    .notes = "Step by step and side by side, so that you can choose the pace that suits you.",
    .run = cmd_compare_run,
};
