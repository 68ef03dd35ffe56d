/* One message to one person by SMTP, and an honest account of how far it came.
 *
 * libcurl speaks; before the first byte of the message goes, a word is asked
 * for, so that it can be recorded first.  Only after the last byte the server
 * is told that the message is complete: what breaks off before that is not
 * delivered by any server (RFC 5321, 4.1.1.10). */
#ifndef NET_SMTP_H
#define NET_SMTP_H

#include "net/connect.h"

enum smtp_stage { /* codes travel between programs */
    SMTP_BEFORE, /* nothing of the message has gone */
    SMTP_PARTLY, /* some of it, but not its end */
    SMTP_WHOLE, /* all of it, and what the server thinks of it is not known */
    SMTP_ANSWERED, /* all of it, and the server has said yes or no */
};

struct smtp_outcome {
    enum smtp_stage stage;
    int code; /* of the server's reply to this letter, its sender or recipient: 250, 451, 550; 0: there was none */
    enum err err; /* OK: it was taken; then ... */
    struct err_info info; /* ... the sentence is empty */
};

struct smtp_letter {
    struct str from, to; /* addresses as mail_address_check gives them; terminated */
    struct str bytes; /* as mail_compose makes them */
};

typedef bool smtp_word(void *context); /* the message is about to go: may it? */

/* On a connection that connect_init has prepared.  Tries once. */
void smtp_send(
    struct connect *c, const struct smtp_letter *letter, smtp_word *word, void *context, struct smtp_outcome *ret);

#endif
