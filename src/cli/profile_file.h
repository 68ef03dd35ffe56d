/* What is known about the seeker: its fields, and all of them as a key file that can be edited. */
#ifndef CLI_PROFILE_FILE_H
#define CLI_PROFILE_FILE_H

#include "base/arena.h"
#include "base/buf.h"

struct profile_field {
    const char *key; /* of the setting, the option and the file */
    const char *label, *json;
    const char *help; /* a comment in the file */
    bool repeats; /* several values, a line each */
    bool counts; /* a whole number */
};

enum { PROFILE_FILE_FIELDS = 12 };
extern const struct profile_field profile_file_fields[PROFILE_FILE_FIELDS];

/* values[i]: of profile_file_fields[i]; of what repeats, a line each; empty: not said. */
void profile_file_write(const struct str values[], struct buf *ret);

/* The whole profile: what the file does not name is not said.  ERR_INPUT: "FILE:LINE: sentence". */
MUST_USE enum err profile_file_read(
    struct str text, const char *where, struct arena *a, struct str ret_values[], struct err_info *info);

#endif
