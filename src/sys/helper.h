/* Helper programs: the parts of hearback that read what strangers wrote, or need
 * a heavy library, run as programs of their own.  Here one is found, started,
 * spoken with in records (u32 little-endian length, then so many bytes; what is
 * in them is codec/frame.h's) and ended; and here such a program limits itself.
 *
 * A helper has a pipe or socket as standard input and output; what it says on
 * standard error is kept for sentences about what went wrong.  Neither a helper
 * that dies nor one that reads nothing can kill or block its parent. */
#ifndef SYS_HELPER_H
#define SYS_HELPER_H

#include "base/arena.h"
#include "base/buf.h"

#include <sys/types.h>

enum { HELPER_WORDS = 1000 }; /* bytes of its standard error that are kept */

struct helper {
    pid_t pid; /* 0: none */
    const char *name;
    int in, out, err; /* our ends; -1: closed */
    struct buf got; /* of its output, from `at` on not yet read */
    size_t at;
    char words[HELPER_WORDS + 1];
    size_t n_words;
};

/* Starts the program `name` (a literal; it is kept) with these arguments (NULL-terminated, without its own name; NULL:
 * none).  It is looked for in $HEARBACK_LIBEXEC where that is set, else beside the running program, else where hearback
 * installs such programs; ERR_NOT_FOUND says that it is in none.  extra_fd (-1: none) becomes its descriptor 3, with
 * the place in the file shared; all other descriptors stay here. */
MUST_USE enum err helper_start(
    struct helper *ret, const char *name, const char *const args[], int extra_fd, struct err_info *info);

/* All of the bytes to its standard input; what it writes meanwhile is kept.  ERR_SYSTEM: it reads no more. */
MUST_USE enum err helper_write(struct helper *h, struct str bytes, struct err_info *info);
void helper_close_input(struct helper *h);

/* Its next record with its length in front, as frame_take wants it.  ERR_NOT_FOUND: its output has ended; ERR_INPUT:
 * the record has more than max bytes behind its length, or ends too soon. */
MUST_USE enum err helper_read(struct helper *h, struct arena *a, size_t max, struct str *ret, struct err_info *info);

struct helper_end {
    int status; /* what it exited with; -1: it was killed ... */
    int signal; /* ... by this signal */
};

/* Closes both ways and waits until it has ended. */
void helper_end(struct helper *h, struct helper_end *ret);

/* What it said on standard error: the beginning, on one line and clean; empty: nothing. */
struct str helper_words(const struct helper *h);

void helper_close(struct helper *h); /* kills it if it still runs; zero is fine */

/* --- within a helper program --- */

struct helper_limits { /* zero: no limit */
    uint64_t memory; /* bytes of address space; not under the address sanitizer */
    unsigned cpu_seconds;
    unsigned files; /* descriptors */
    bool may_write; /* to files; else one that tries is killed (SIGXFSZ) */
};

/* To be called first of all.  Also: no core dumps, no new privileges, not to be looked into by others. */
MUST_USE enum err helper_limit(const struct helper_limits *limits, struct err_info *info);

#endif
