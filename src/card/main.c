/* hearback-card: a photograph of a business card on standard input, its lines of
 * text on standard output (codec/card_frame.h).  Pictures are hostile, so this
 * is a program of its own, under limits. */
#include "card/ocr.h"
#include "sys/file.h"
#include "sys/helper.h"

#include <stdio.h>

static enum err read_card(struct arena *a, struct buf *out, struct err_info *info)
{
    static const struct helper_limits limits = {.memory = (uint64_t)3 << 30, .cpu_seconds = 60, .files = 64};
    struct str picture = {0};
    struct card_line *lines;
    size_t n;
    enum err err = helper_limit(&limits, info);
    if (!err) err = file_read(a, "-", OCR_FILE_MAX, &picture, info);
    if (!err) err = ocr_read(picture, a, &lines, &n, info);
    for (size_t i = 0; !err && i < n; i++) card_frame_line(out, &lines[i]);
    if (!err) card_frame_end(out);
    return err;
}

int main(void)
{
    AUTO(arena) a = {0};
    AUTO(buf) out = {0};
    struct err_info info = {0};
    enum err err = read_card(&a, &out, &info);
    if (err) card_frame_fault(&out, err, info.text);
    return fwrite(out.p, 1, out.n, stdout) == out.n && fflush(stdout) == 0 ? 0 : 1;
}
