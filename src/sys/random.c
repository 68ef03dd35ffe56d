/* Randomness. */
#include "sys/random.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum err random_fill(void *to, size_t n, struct err_info *info)
{
    if (getentropy(to, n) == 0) return OK;
    return err_set(info, ERR_SYSTEM, "the system gives no random numbers (%s)", strerror(errno));
}
