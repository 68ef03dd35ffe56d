/* The server that hearback-net is to talk to, as NET_SERVER describes it, and
 * the way to its password. */
#ifndef NET_SERVER_H
#define NET_SERVER_H

#include "base/arena.h"
#include "codec/frame.h"
#include "net/connect.h"

/* Fills *ret and runs the command for the secret, if there is one; after that the process is limited.  Both must stay
 * where they are while the connection lives. */
MUST_USE enum err server_take(
    struct arena *a, struct frame f, struct connect_server *ret, struct secret *ret_secret, struct err_info *info);

#endif
