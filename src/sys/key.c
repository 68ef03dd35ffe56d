#include "sys/key.h"

#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { CTRL_C = 3, CTRL_D = 4, ESCAPE = 27 };

static bool show(struct str text)
{
    while (text.n) {
        ssize_t put = write(STDOUT_FILENO, text.p, text.n);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        text.p += put, text.n -= (size_t)put;
    }
    return true;
}

enum err key_ask(struct str text, int *ret, struct err_info *info)
{
    struct termios before, raw;
    char key = 0;
    if (!show(text) || tcgetattr(STDIN_FILENO, &before) != 0)
        return err_set(info, ERR_SYSTEM, "the terminal cannot be used: %s", strerror(errno));
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG); /* so that Ctrl-C leaves the terminal as it was */
    raw.c_cc[VMIN] = 1, raw.c_cc[VTIME] = 0;
    if (tcsetattr(STDIN_FILENO, TCSANOW, &raw) != 0)
        return err_set(info, ERR_SYSTEM, "the terminal cannot be used: %s", strerror(errno));
    ssize_t got;
    do got = read(STDIN_FILENO, &key, 1);
    while (got < 0 && errno == EINTR);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    bool ends = got <= 0 || key == CTRL_C || key == CTRL_D || key == ESCAPE;
    *ret = ends ? 0 : (unsigned char)key;
    return OK;
}
