/* A message to one person, made right by construction: whatever the texts hold,
 * no header or line can be made of them that was not meant.
 *
 * All ASCII; lines of at most 76 bytes (RFC 2047, 2045; save where an address
 * or an id is longer) ended by CRLF, and no other CR or LF; none begins with a dot or "From ", so that no server on the
 * way has to change it.  The same letter gives the same bytes. */
#ifndef CODEC_MAIL_COMPOSE_H
#define CODEC_MAIL_COMPOSE_H

#include "base/arena.h"
#include "base/civil.h"

enum {
    MAIL_COMPOSE_TEXT_MAX = 1024 * 1024, /* bytes of the text */
    MAIL_COMPOSE_NAME_MAX = 1000, /* of a name or a subject */
    MAIL_COMPOSE_FILES_MAX = 10 * 1024 * 1024, /* bytes of all that is attached: what nearly every mailbox takes */
    MAIL_COMPOSE_RANDOM = 16, /* bytes that tell one Message-ID from any other */
};

struct mail_compose_person {
    struct str name, mail; /* the name may be empty */
};

struct mail_compose_file { /* attached */
    struct str name; /* without its folder; UTF-8 */
    struct str bytes;
};

struct mail_compose_letter {
    struct mail_compose_person from, to;
    struct str subject, text; /* UTF-8; line ends of any kind */
    instant_t at;
    int32_t offset; /* of the sender's clock from UTC, seconds */
    unsigned char random[MAIL_COMPOSE_RANDOM]; /* from the system */
    struct str in_reply_to; /* "<id@example.com>", or empty */
    const struct str *references; /* of that message, oldest first */
    size_t n_references;
    const struct mail_compose_file *files;
    size_t n_files;
    bool automatic; /* written by a program: RFC 3834 */
};

/* Blanks, line breaks and control characters of names and subject become one blank each.  A known message's id that is
 * none is left out; so is a link's attachment.  *ret_id: "<...@DOMAIN OF THE SENDER>".  ERR_INPUT: an address that mail_address_check refuses, an
 * empty text, control characters in it (with the line), no UTF-8, too long. */
MUST_USE enum err mail_compose(const struct mail_compose_letter *letter, struct arena *a, struct str *ret_bytes,
    struct str *ret_id, struct err_info *info);

/* "mailto:jane@example.com?subject=...&body=..." (RFC 6068), under the same conditions; from and at are not used. */
MUST_USE enum err mail_compose_link(
    const struct mail_compose_letter *letter, struct arena *a, struct str *ret, struct err_info *info);

#endif
