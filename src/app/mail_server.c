/* From an account to a frame. */
#include "app/mail_server.h"

#include "codec/frame.h"
#include "net/connect.h"
#include "net/wire.h"

static enum connect_tls tls_of(enum account_tls tls)
{
    switch (tls) {
    case ACCOUNT_TLS: return CONNECT_TLS;
    case ACCOUNT_STARTTLS: return CONNECT_STARTTLS;
    case ACCOUNT_PLAIN: break;
    }
    return CONNECT_PLAIN;
}

static enum net_secret secret_of(enum account_secret secret)
{
    switch (secret) {
    case ACCOUNT_NO_SECRET: return NET_NO_SECRET;
    case ACCOUNT_PASSWORD_COMMAND: return NET_PASSWORD;
    case ACCOUNT_KEYRING: return NET_KEYRING_PASSWORD;
    case ACCOUNT_TOKEN_COMMAND: break;
    }
    return NET_TOKEN;
}

void mail_server_put(struct buf *b, const struct account *at, bool smtp)
{
    const struct account_server *s = smtp ? &at->smtp : &at->imap;
    size_t begin = frame_begin(b, NET_SERVER);
    frame_int(b, NET_PROTOCOL, smtp ? CONNECT_SMTP : CONNECT_IMAP);
    frame_int(b, NET_TLS, tls_of(s->tls));
    frame_text(b, NET_ACCOUNT, at->name);
    frame_text(b, NET_HOST, s->host);
    frame_int(b, NET_PORT, s->port);
    frame_text(b, NET_CA_FILE, at->ca_file);
    frame_text(b, NET_USER, at->user);
    frame_int(b, NET_SECRET, secret_of(at->secret));
    frame_text(b, NET_COMMAND, at->command);
    frame_int(b, NET_WAIT, at->wait);
    if (!frame_end(b, begin)) b->full = true; /* it cannot: every part is short */
}
