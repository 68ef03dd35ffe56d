/* An account's server as hearback-net wants it described. */
#ifndef APP_MAIL_SERVER_H
#define APP_MAIL_SERVER_H

#include "app/accounts.h"
#include "base/buf.h"

/* Adds the frame NET_SERVER (net/wire.h) for the account's IMAP or SMTP server. */
void mail_server_put(struct buf *b, const struct account *at, bool smtp);

#endif
