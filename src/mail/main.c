/* hearback-mail FORM [OFFSET LINE SKIP STEP]: reads mail that strangers wrote, under limits,
 * and writes what it says as frames.  hearback runs it; nobody else needs to. */
#include "mail/box.h"
#include "sys/helper.h"

#include <stdio.h>

enum {
    GIVEN_FD = 3, /* a file or a folder */
    FILES = 64, /* open ones: tables of character sets are files too */
};
#define MEMORY ((uint64_t)512 << 20) /* bytes of address space: about 60 MB of it are programs and libraries */

static bool is_range(int argc, char **argv, struct box_range *ret)
{
    int64_t *const numbers[] = {&ret->offset, &ret->line, &ret->skip, &ret->step};
    if (argc != 6) return false;
    for (int i = 0; i < 4; i++)
        if (!str_number(str_from(argv[2 + i]), numbers[i])) return false;
    return ret->step > 0;
}

static enum err run(int argc, char **argv, struct err_info *info)
{
    struct helper_limits limits = {.memory = MEMORY, .files = FILES};
    struct str form = str_from(argc > 1 ? argv[1] : "");
    struct box_range range = {.line = 1, .step = 1};
    bool good = argc == 2 || (str_is(form, "mbox") && is_range(argc, argv, &range));
    enum err err = helper_limit(&limits, info);
    if (err) return err;
    if (good && str_is(form, "eml")) return box_eml(GIVEN_FD, info);
    if (good && str_is(form, "mbox")) return box_mbox(GIVEN_FD, &range, info);
    if (good && str_is(form, "spool")) return box_spool(info);
    if (good && str_is(form, "files")) return box_files(GIVEN_FD, info);
    return err_set(info, ERR_USAGE, "usage: hearback-mail eml|mbox|files <&3, or hearback-mail spool");
}

int main(int argc, char **argv)
{
    struct err_info info = {0};
    if (run(argc, argv, &info) == OK) return 0;
    fprintf(stderr, "%s\n", info.text);
    return 1;
}
