/* Any bytes as what a helper program sends: nothing reads past the end, fields
 * lie within their frame, a frame written again is the same, and a mail that is
 * taken from one is as mail.h promises. */
#include "base/arena.h"
#include "codec/mail.h"

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

static void check_mail(struct frame f)
{
    AUTO(arena) a = {0};
    AUTO(buf) b = {0};
    struct mail m, again;
    struct mail_place place;
    if (mail_read_place(f, &place)) assert(place.offset >= 0 && place.bytes <= INT64_MAX - place.offset);
    if (mail_read(f, &a, &m, NULL)) return;
    assert(str_utf8(m.text, NULL) && m.text.n <= MAIL_TEXT_MAX && str_utf8(m.subject, NULL) &&
           !memchr(m.id.p ? m.id.p : "", ' ', m.id.n));
    assert(m.n_to + m.n_cc + m.n_bcc <= MAIL_PEOPLE_MAX && m.n_calendars <= MAIL_PARTS_MAX &&
           m.n_references <= MAIL_REFERENCES_MAX);
    assert(mail_write(&b, &m));
    struct str stream = buf_str(&b);
    assert(frame_take(&stream, &f) == FRAME_DONE && mail_read(f, &a, &again, NULL) == OK);
    assert(str_eq(m.subject, again.subject) && str_eq(m.text, again.text) && m.n_to == again.n_to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str stream = {(const char *)data, size};
    struct frame f;
    for (struct str before = stream; frame_take(&stream, &f) == FRAME_DONE; before = stream) {
        check_frame(f, (struct str){before.p, before.n - stream.n});
        check_mail(f);
    }
    return 0;
}
