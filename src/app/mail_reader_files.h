/* The messages of a Maildir, folder by folder: their names, in order.  Used by
 * mail_reader.c only. */
#ifndef APP_MAIL_READER_FILES_H
#define APP_MAIL_READER_FILES_H

#include "app/mail_reader.h"

/* ERR_INPUT: it is no folder, or there is no Maildir in it.  *ret_fd: the folder. */
MUST_USE enum err mail_reader_files_new(const char *path, mail_reader_pass *pass, void *context,
    struct mail_reader_files **ret, int *ret_fd, struct err_info *info);
void mail_reader_files_free(struct mail_reader_files *f);

/* The next to be handed to the helper; false after the last.  Those handed over come back from _oldest in the same
 * order; while one of a folder is out, its name stays. */
bool mail_reader_files_next(struct mail_reader_files *f, struct str *ret);

/* Whether the folder is a Maildir itself. */
bool mail_reader_files_are_in(const char *path);

/* How many are out; which is the one that was handed over first; that it is done with. */
size_t mail_reader_files_out(const struct mail_reader_files *f);
struct str mail_reader_files_oldest(const struct mail_reader_files *f);
void mail_reader_files_done(struct mail_reader_files *f);

/* Whether its name marks it as a draft. */
bool mail_reader_files_draft(struct str name);

/* Those that are out have to be handed over once more. */
void mail_reader_files_again(struct mail_reader_files *f);

#endif
