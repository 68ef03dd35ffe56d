/* Any bytes as what a helper program sends: nothing reads past the end, fields
 * lie within their frame, and a frame written again is the same. */
#include "base/arena.h"
#include "codec/frame.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_frame(struct frame f, struct str bytes)
{
    AUTO(buf) b = {0};
    size_t begin = frame_begin(&b, f.kind);
    unsigned tag;
    struct str value;
    while (frame_field(&f, &tag, &value)) {
        int64_t number;
        assert(value.p >= bytes.p && value.p + value.n <= bytes.p + bytes.n);
        if (frame_number(value, &number) && tag % 2)
            frame_int(&b, tag, number);
        else
            frame_text(&b, tag, value);
    }
    assert(f.fields.n == 0);
    assert(frame_end(&b, begin));
    assert(str_eq(buf_str(&b), bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str stream = {(const char *)data, size};
    struct frame f;
    for (struct str before = stream; frame_take(&stream, &f) == FRAME_DONE; before = stream)
        check_frame(f, (struct str){before.p, before.n - stream.n});
    return 0;
}
