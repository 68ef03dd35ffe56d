/* Waiting for another process: counted in tries, so that no clock is read. */
#include "store/patience.h"

#include <sqlite3.h>
#include <time.h>

enum { LONGEST_US = 20000, TRIES = 3000 }; /* 3000 times 20 ms: a minute */

int patience_wait(void *unused, int tries)
{
    (void)unused;
    static const long first_us[] = {200, 500, 1000, 2000, 4000, 8000, 15000};
    if (tries < 0 || tries >= TRIES) return 0;
    size_t steps = sizeof first_us / sizeof *first_us;
    long us = (size_t)tries < steps ? first_us[tries] : LONGEST_US;
    nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
    return 1;
}

bool patience_helps(int sqlite_result)
{
    int rc = sqlite_result & 0xff;
    return rc == SQLITE_BUSY || rc == SQLITE_LOCKED || rc == SQLITE_PROTOCOL;
}
