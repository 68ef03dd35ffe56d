/* APPEND. */
#include "net/imap_keep.h"

#include "net/folder_name.h"

#include <string.h>

enum err imap_keep(struct imap *m, struct arena *a, struct str folder, struct str message, struct err_info *info)
{
    struct str quoted;
    enum imap_reply_status status = IMAP_REPLY_BAD;
    if (message.n && memchr(message.p, '\0', message.n))
        return err_set(info, ERR_INPUT, "a message with a NUL byte in it cannot be kept");
    enum err err = imap_quote(a, folder_name_encode(a, folder), &quoted, info);
    if (!err) err = imap_command_literal(m, arena_format(a, "APPEND %s (\\Seen)", quoted.p), message, &status, info);
    if (err || status == IMAP_REPLY_OK) return err;
    return err_set(info, ERR_INPUT, "%.*s does not keep a copy in \"%.*s\"; it said: %s",
        STR_ARG(m->connect->server->host), STR_ARG(folder), m->said);
}
