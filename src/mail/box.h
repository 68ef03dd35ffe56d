/* Where messages come from, in each form that hearback-mail reads, and their way
 * to standard output as frames (codec/mail.h). */
#ifndef MAIL_BOX_H
#define MAIL_BOX_H

#include "base/err.h"

#include <stdint.h>

/* Each writes MAIL_FRAME_PLACE before and MAIL_FRAME_MAIL after it reads a message, and at last MAIL_FRAME_END. */

/* One message: the file fd. */
MUST_USE enum err box_eml(int fd, struct err_info *info);

/* A mailbox in one file, from a place on; of the messages there every so many-th, behind those to skip. */
struct box_range {
    int64_t offset, line;
    int64_t skip, step;
};
MUST_USE enum err box_mbox(int fd, const struct box_range *range, struct err_info *info);

/* Standard input holds messages, each behind its length (u32, little-endian). */
MUST_USE enum err box_spool(struct err_info *info);

/* The same with names of files in a folder, each of which holds one message.  Those no longer there: MAIL_FRAME_GONE. */
MUST_USE enum err box_files(int folder, struct err_info *info);

#endif
