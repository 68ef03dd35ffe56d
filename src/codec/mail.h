/* A mail: what one message says, as the helper program hearback-mail reads it
 * and hands it over in a frame (frame.h).
 *
 * Texts are UTF-8.  A "line" has no control characters, no blanks at its ends,
 * and at most MAIL_LINE_MAX bytes.  What a mail means for the record is not
 * here. */
#ifndef CODEC_MAIL_H
#define CODEC_MAIL_H

#include "base/arena.h"
#include "base/civil.h"
#include "codec/frame.h"

enum {
    MAIL_LINE_MAX = 2000, /* bytes of a value on one line */
    MAIL_TEXT_MAX = 256 << 10, /* bytes of the text */
    MAIL_REFERENCES_MAX = 100,
    MAIL_PEOPLE_MAX = 200, /* in to, cc and bcc together */
    MAIL_PARTS_MAX = 8, /* calendars; cards likewise */
    MAIL_PART_MAX = 1 << 20, /* bytes of one of them; a larger one is left out */
    MAIL_ATTACHMENTS_MAX = 50,
};

struct mail_person {
    struct str name; /* line; may be empty */
    struct str mail; /* local@domain, the domain in small letters; empty: none that can be used */
};

struct mail_part { /* decoded, but as it was written: any bytes in any character set */
    struct str bytes;
    struct str charset, method; /* as the part's header has them, in small letters; empty: it does not say */
};

struct mail {
    /* Where it is: offset and bytes within the file (an mbox: with its From_ line), first line from 1. */
    int64_t offset, bytes, line;
    struct str file; /* of a Maildir: the path below it, such as "cur/1.host:2,S"; else empty */

    struct str refused; /* a sentence: it could not be read, and why; then nothing below is set */

    struct str
        id; /* Message-ID without <>; where there is no usable one, made from what it says: HEX@missing.invalid */
    const struct str *references; /* ids it answers, the oldest first, each once */
    size_t n_references;

    bool has_date; /* its Date is one */
    instant_t sent;
    int32_t offset_minutes; /* of `sent` from UTC, as written */
    instant_t received; /* its topmost Received, or the mbox's From_ line; 0: neither */

    struct mail_person from, sender, reply_to, return_path; /* the first of each; empty: none */
    const struct mail_person *to, *cc, *bcc;
    size_t n_to, n_cc, n_bcc;
    struct str subject; /* line */

    struct str text; /* as its reader sees it: lines ended by LF, nothing but tabs for control characters */
    bool from_html; /* the text was made from HTML; what is quoted there begins with "> " here */
    bool cut; /* the text goes on */
    bool encrypted; /* and so has no text here */
    bool forwards; /* another message is attached whole */
    bool report; /* a delivery status or a receipt of a machine (multipart/report) */

    const struct mail_part *calendars, *cards; /* text/calendar and .ics; text/vcard and .vcf */
    size_t n_calendars, n_cards;
    const struct str *attachments; /* names: lines */
    size_t n_attachments;

    /* What tells automatic mail, and lists: values of headers, as lines. */
    struct str auto_submitted, precedence, autoreply, auto_response_suppress, failed_recipients, list_id;
    bool list_unsubscribe;

    struct str labels; /* X-Gmail-Labels: a line, parted by commas */
    bool draft, deleted, spam; /* as the mailbox or its program has it */
};

/* --- frames --- */

enum mail_frame {
    MAIL_FRAME_PLACE = 1, /* what is read next: mail_write_place */
    MAIL_FRAME_MAIL, /* what it says: mail_write */
    MAIL_FRAME_GONE, /* the file is no longer there; no fields */
    MAIL_FRAME_END, /* everything has been read; no fields */
};

/* The place of the message that is about to be read, and the line behind it, so that whoever waits for it knows where
 * to go on if it cannot be. */
struct mail_place {
    int64_t offset, bytes, line, next_line;
};
MUST_USE bool mail_write_place(struct buf *b, const struct mail_place *place);
MUST_USE bool mail_read_place(struct frame f, struct mail_place *ret);

/* False where it does not fit into a frame; b is then as before. */
MUST_USE bool mail_write(struct buf *b, const struct mail *m);

/* Views into the frame; lists in the arena.  Everything is checked: ERR_INPUT says what is not as it is promised above. */
MUST_USE enum err mail_read(struct frame f, struct arena *a, struct mail *ret, struct err_info *info);

#endif
