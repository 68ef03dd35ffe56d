/* Errors: what went wrong, as a code for the program and a sentence for the
 * user.  The sentence says what is wrong, where, and what to do. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>

enum err {
    OK = 0,
    ERR_USAGE, /* the command line makes no sense */
    ERR_INPUT, /* a value, file or line that cannot be taken */
    ERR_NOT_FOUND, /* nothing of that name */
    ERR_AMBIGUOUS, /* more than one of that name */
    ERR_STORE, /* the database refuses */
    ERR_SYSTEM, /* the machine refuses: permission, disk, memory */
};

struct err_info {
    enum err code;
    char text[1000];
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

/* Fills info (may be NULL) and returns code, so that a function can end with it. */
enum err err_set(struct err_info *info, enum err code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Puts "context: " before the sentence on its way up and returns the code; does nothing to OK. */
enum err err_context(struct err_info *info, enum err code, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
