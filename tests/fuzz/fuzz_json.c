/* Any bytes as hearback's own document: what is read is valid, and written and
 * read again it is the same. */
#include "codec/json_events.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(arena) a = {0};
    AUTO(buf) first = {0};
    AUTO(buf) second = {0};
    struct event *events;
    size_t n;
    struct err_info info = {0};
    if (json_events_read((struct str){(const char *)data, size}, &a, &events, &n, &info)) {
        assert(info.text[0]);
        return 0;
    }
    json_events_write(&first, events, n);
    enum err err = json_events_read(buf_str(&first), &a, &events, &n, &info);
    assert(err == OK);
    json_events_write(&second, events, n);
    assert(str_eq(buf_str(&first), buf_str(&second)));
    return 0;
}
