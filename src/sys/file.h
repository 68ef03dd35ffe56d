/* Files: read whole and bounded, written whole or not at all.  Every failure
 * names the file and says what to do; ERR_INPUT where another file would do,
 * ERR_SYSTEM where the machine refuses.
 *
 * Include as "sys/file.h"; with -Isrc this hides the C library's header of
 * the same name (flock). */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include "base/arena.h"

/* All of a regular file, or of standard input when path is "-", into the arena, followed by a NUL that is not counted.
 * More than max bytes are refused. */
MUST_USE enum err file_read(struct arena *a, const char *path, size_t max, struct str *ret, struct err_info *info);

/* Its first bytes, at most max. */
MUST_USE enum err file_beginning(struct arena *a, const char *path, size_t max, struct str *ret, struct err_info *info);

/* Bytes as a file that has no name and is gone when closed. */
MUST_USE enum err file_in_memory(struct str bytes, int *ret_fd, struct err_info *info);

/* A regular file as memory to read, without copying it.  Not for what another program may be shortening meanwhile:
 * reading past its new end kills the process. */
struct file_map {
    struct str bytes;
};
MUST_USE enum err file_map(const char *path, size_t max, struct file_map *ret, struct err_info *info);
void file_map_close(struct file_map *map); /* zero is fine */

/* Makes path hold exactly these bytes, durably, mode 0600: written beside it, then renamed, so that path never holds
 * half of it.  An existing file is replaced only if asked for (a link: the file it leads to); what is not a regular
 * file never is. */
MUST_USE enum err file_write_atomic(const char *path, struct str bytes, bool replace, struct err_info *info);

/* Makes the folder, and those above it, with mode 0700 where missing. */
MUST_USE enum err file_make_folder(const char *path, struct err_info *info);

#endif
