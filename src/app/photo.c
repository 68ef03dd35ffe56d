/* Running hearback-card. */
#include "app/photo.h"

#include "sys/file.h"
#include "sys/helper.h"

#include <stdlib.h>

enum { PICTURE_MAX = 32 << 20, FRAME_BYTES_MAX = 64 << 10 };

bool photo_is(struct str bytes)
{
    static const struct str signs[] = {{"\x89PNG\r\n\x1A\n", 8}, {"\xFF\xD8\xFF", 3}, {"II*\0", 4}, {"MM\0*", 4}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(bytes, signs[i])) return true;
    bool riff = bytes.n >= 12 && str_starts(bytes, STR("RIFF"));
    return riff && str_eq((struct str){bytes.p + 8, 4}, STR("WEBP"));
}

/* Of a helper that ended without a word of its own. */
static enum err ended_early(struct helper *h, struct err_info *info)
{
    struct helper_end end;
    struct str words = helper_words(h);
    helper_end(h, &end);
    if (end.signal)
        return err_set(info, ERR_INPUT,
            "reading this picture took more time or memory than it may (signal %d): make it smaller", end.signal);
    return err_set(
        info, ERR_SYSTEM, "hearback-card stopped without an answer%s%.*s", words.n ? ": " : "", STR_ARG(words));
}

static enum err read_lines(
    struct helper *h, struct arena *a, struct card_line *lines, size_t *ret_n, struct err_info *info)
{
    for (size_t n = 0;;) {
        struct str record;
        enum card_frame kind = CARD_FRAME_END;
        struct card_line line;
        enum err err = helper_read(h, a, FRAME_BYTES_MAX, &record, info);
        if (err) return ended_early(h, info);
        err = card_frame_take(record, &kind, &line, info);
        if (err) return err;
        if (kind == CARD_FRAME_END) {
            *ret_n = n;
            return OK;
        }
        if (n < CARD_LINES_MAX) lines[n++] = line;
    }
}

enum err photo_read(struct arena *a, struct str bytes, struct card_text *ret, struct err_info *info)
{
    AUTO(helper) h = {0};
    struct card_line *lines = ARENA_NEW(a, struct card_line, CARD_LINES_MAX);
    struct card_text card;
    size_t n = 0;
    if (bytes.n > PICTURE_MAX)
        return err_set(info, ERR_INPUT, "this picture is larger than %d MB: make it smaller", PICTURE_MAX >> 20);
    setenv("OMP_THREAD_LIMIT", "1", 0); /* tesseract's threads wait for each other more than they help */
    enum err err = helper_start(&h, "hearback-card", NULL, -1, info);
    if (err == ERR_NOT_FOUND)
        return err_set(info, err,
            "photographs are read by the program hearback-card, which is not here: it is built where the Debian "
            "packages libtesseract-dev and libleptonica-dev are, and needs tesseract-ocr-eng");
    if (err) return err;
    /* It may find fault before it has read all: what it says then counts. */
    (void)!helper_write(&h, bytes, NULL);
    helper_close_input(&h);
    err = read_lines(&h, a, lines, &n, info);
    if (err) return err;
    card_text_read(a, lines, n, &card);
    if (!card.name.text.n && !card.n_mails && !card.n_phones)
        return err_set(info, ERR_INPUT,
            "no name, address or number was found in this picture: take it nearer, in more light, or type them with "
            "\"hearback met\"");
    *ret = card;
    return OK;
}

enum err photo_look(struct arena *a, const char *path, bool *ret_is, struct card_text *ret, struct err_info *info)
{
    struct file_map map = {0};
    enum { MOST = 1 << 30 };
    bool is = file_map(path, MOST, &map, NULL) == OK && photo_is(map.bytes);
    enum err err = is ? photo_read(a, map.bytes, ret, info) : OK;
    file_map_close(&map);
    if (!err) *ret_is = is;
    return err_context(info, err, "%s", path);
}
