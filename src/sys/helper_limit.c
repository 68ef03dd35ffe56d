/* What a helper program may use of the machine.  See helper.h. */
#include "sys/helper.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* The address sanitizer takes terabytes of address space, and looks for leaks by looking into the program. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#if !defined(SANITIZED) && defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif !defined(SANITIZED)
#define SANITIZED false
#endif

/* A limit that is lower already stays. */
static bool lower(int what, uint64_t to)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)what, &now) != 0) return false;
    if (now.rlim_max < to) to = now.rlim_max;
    struct rlimit then = {.rlim_cur = to, .rlim_max = to};
    return setrlimit((__rlimit_resource_t)what, &then) == 0;
}

enum err helper_limit(const struct helper_limits *limits, struct err_info *info)
{
    bool good = lower(RLIMIT_CORE, 0);
    if (limits->memory && !SANITIZED) good &= lower(RLIMIT_AS, limits->memory);
    if (limits->cpu_seconds) good &= lower(RLIMIT_CPU, limits->cpu_seconds);
    if (limits->files) good &= lower(RLIMIT_NOFILE, limits->files);
    if (!limits->may_write) good &= lower(RLIMIT_FSIZE, 0);
    good &= prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (!SANITIZED) good &= prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    if (good) return OK;
    return err_set(info, ERR_SYSTEM, "a helper program cannot be limited (%s)", strerror(errno));
}
