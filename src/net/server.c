/* The server and the secret. */
#include "net/server.h"

#include "net/talk.h"
#include "net/wire.h"
#include "sys/helper.h"

enum { WAIT_MAX = 3600, MEMORY_MAX = 1 << 30, FILES_MAX = 64 };

enum err server_take(
    struct arena *a, struct frame f, struct connect_server *ret, struct secret *ret_secret, struct err_info *info)
{
    static const enum secret_kind kinds[] = {SECRET_NONE, SECRET_COMMAND, SECRET_KEYRING, SECRET_COMMAND};
    /* Only now, as the command is not to be hindered. */
    static const struct helper_limits limits = {.memory = MEMORY_MAX, .files = FILES_MAX, .may_write = true};
    int64_t protocol = talk_number(f, NET_PROTOCOL, -1), tls = talk_number(f, NET_TLS, -1);
    int64_t port = talk_number(f, NET_PORT, 0), wait = talk_number(f, NET_WAIT, 0);
    int64_t secret = talk_number(f, NET_SECRET, -1);
    struct connect_server s = {.protocol = protocol == CONNECT_SMTP ? CONNECT_SMTP : CONNECT_IMAP,
        .tls = tls == CONNECT_PLAIN      ? CONNECT_PLAIN
               : tls == CONNECT_STARTTLS ? CONNECT_STARTTLS
                                         : CONNECT_TLS,
        .account = talk_text(a, f, NET_ACCOUNT),
        .host = talk_text(a, f, NET_HOST),
        .port = (int)port,
        .ca_file = talk_text(a, f, NET_CA_FILE),
        .user = talk_text(a, f, NET_USER),
        .token = secret == NET_TOKEN,
        .wait = (int)wait};
    bool good = f.kind == NET_SERVER && s.host.n && port >= 1 && port <= 65535 && wait >= 1 && wait <= WAIT_MAX &&
                secret >= NET_NO_SECRET && secret <= NET_TOKEN;
    if (!good) return err_set(info, ERR_INPUT, "the server to talk to is not described as it should be");
    enum err err = secret_get(kinds[secret], s.account, talk_text(a, f, NET_COMMAND), ret_secret, info);
    if (!err) err = helper_limit(&limits, info);
    if (!err) *ret = s;
    return err;
}
