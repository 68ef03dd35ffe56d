/* A connection to a mail server, by libcurl: what IMAP and SMTP have in common.
 *
 * Encrypted unless it goes to this machine, the certificate and the name in it
 * checked always, logged in by a password or a token, and given up when nothing
 * comes for a while.  Only net/connect.c and net/smtp*.c see libcurl. */
#ifndef NET_CONNECT_H
#define NET_CONNECT_H

#include "net/secret.h"

#include <stdint.h>

enum connect_protocol { CONNECT_IMAP, CONNECT_SMTP };
enum connect_tls { CONNECT_TLS, CONNECT_STARTTLS, CONNECT_PLAIN };

struct connect_server { /* views, which must live as long as the connection; terminated */
    enum connect_protocol protocol;
    enum connect_tls tls;
    struct str account; /* for sentences */
    struct str host; /* an IPv6 address without brackets */
    int port;
    struct str ca_file; /* empty: what this machine trusts */
    struct str user; /* empty: no login */
    bool token; /* the secret is one, not a password */
    int wait; /* seconds without a byte */
};

enum { CONNECT_SAID = 300 };

struct connect {
    void *curl; /* a CURL with all that is below set; what is to be sent is for the protocol to add */
    const struct connect_server *server;
    const struct secret *secret;
    char error[256];
    char said[CONNECT_SAID + 1]; /* the last line of the server that libcurl has seen */
    bool asked; /* the user and secret were sent */
    bool leaving; /* said goodbye: what is answered to that tells nothing */
};

/* Prepares, and sends nothing. */
MUST_USE enum err connect_init(struct connect *ret, const struct connect_server *server, const struct secret *secret,
    struct err_info *info); /* keeps pointers to all three */
void connect_close(struct connect *c);

/* The sentence for a CURLcode, and ERR_INPUT where another setting would help, else ERR_SYSTEM. */
enum err connect_fault(const struct connect *c, int code, struct err_info *info);

/* --- the connection as a stream of bytes, for IMAP --- */

/* Connects and logs in. */
MUST_USE enum err connect_open(struct connect *c, struct err_info *info);
/* All of the bytes.  */
MUST_USE enum err connect_send(struct connect *c, struct str bytes, struct err_info *info);
/* At least one byte, or an error: also where the server has closed the connection. */
MUST_USE enum err connect_receive(struct connect *c, char *bytes, size_t room, size_t *ret_n, struct err_info *info);

#endif
