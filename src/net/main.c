/* hearback-net: the part of hearback that talks to mail servers.  What to do it
 * is told on standard input (net/wire.h); messages go through descriptor 3. */
#include "net/imap_mode.h"
#include "net/smtp_mode.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct mode {
    const char *name;
    enum err (*run)(struct err_info *info); /* until the input ends; an error: it cannot even be told as an answer */
} modes[] = {
    {"imap", imap_mode_run},
    {"smtp", smtp_mode_run},
};

int main(int argc, char *argv[])
{
    struct err_info info = {0};
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignored, NULL);
    for (size_t i = 0; argc == 2 && i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(argv[1], modes[i].name) != 0) continue;
        if (modes[i].run(&info) == OK) return 0;
        fprintf(stderr, "%s\n", info.text);
        return 1;
    }
    fprintf(stderr, "hearback-net is run by hearback; see \"hearback help fetch\"\n");
    return 2;
}
