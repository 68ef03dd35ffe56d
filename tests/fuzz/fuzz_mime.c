/* Any bytes as a message, as hearback-mail reads it: what comes out passes every
 * check on the other side, and reading it once more gives the same. */
#include "mail/message.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_once(struct str bytes, struct buf *wire)
{
    AUTO(arena) a = {0};
    struct mail m = {0}, back;
    char *copy = malloc(bytes.n + 1);
    assert(copy);
    if (bytes.n) memcpy(copy, bytes.p, bytes.n);
    struct message_source source = {.bytes = copy, .n = bytes.n};
    struct frame f;
    message_read(&source, &a, &m);
    assert(mail_write(wire, &m));
    struct str stream = buf_str(wire);
    assert(frame_take(&stream, &f) == FRAME_DONE && stream.n == 0);
    assert(mail_read(f, &a, &back, NULL) == OK);
    assert(back.refused.n || back.id.n);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool started;
    AUTO(buf) first = {0}, second = {0};
    struct str bytes = {(const char *)data, size};
    if (!started) message_start();
    started = true;
    read_once(bytes, &first);
    read_once(bytes, &second);
    assert(str_eq(buf_str(&first), buf_str(&second)));
    return 0;
}
