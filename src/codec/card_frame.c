#include "codec/card_frame.h"

enum tag { TAG_TEXT = 1, TAG_CONFIDENCE, TAG_HEIGHT, TAG_CODE };

static void finish(struct buf *b, size_t begin)
{
    if (!frame_end(b, begin)) b->full = true;
}

void card_frame_line(struct buf *b, const struct card_line *line)
{
    size_t begin = frame_begin(b, CARD_FRAME_LINE);
    frame_text(b, TAG_TEXT, line->text);
    frame_int(b, TAG_CONFIDENCE, line->confidence);
    frame_int(b, TAG_HEIGHT, line->height);
    finish(b, begin);
}

void card_frame_end(struct buf *b)
{
    finish(b, frame_begin(b, CARD_FRAME_END));
}

void card_frame_fault(struct buf *b, enum err code, const char *sentence)
{
    size_t begin = frame_begin(b, CARD_FRAME_FAULT);
    frame_int(b, TAG_CODE, code);
    frame_text(b, TAG_TEXT, str_from(sentence));
    finish(b, begin);
}

static bool number_within(struct str value, int64_t most, int *ret)
{
    int64_t n;
    if (!frame_number(value, &n) || n < 0 || n > most) return false;
    *ret = (int)n;
    return true;
}

enum err card_frame_take(struct str stream, enum card_frame *ret_kind, struct card_line *ret, struct err_info *info)
{
    enum { TALLEST = 100000 };
    struct frame f;
    struct card_line line = {0};
    struct str value;
    unsigned tag;
    int code = ERR_SYSTEM;
    bool good =
        frame_take(&stream, &f) == FRAME_DONE && !stream.n && f.kind >= CARD_FRAME_LINE && f.kind <= CARD_FRAME_FAULT;
    while (good && frame_field(&f, &tag, &value)) {
        if (tag == TAG_TEXT) line.text = value;
        if (tag == TAG_CONFIDENCE) good = number_within(value, 100, &line.confidence);
        if (tag == TAG_HEIGHT) good = number_within(value, TALLEST, &line.height);
        if (tag == TAG_CODE) good = number_within(value, ERR_SYSTEM, &code) && code != OK;
    }
    good = good && line.text.n <= CARD_LINE_MAX && str_utf8(line.text, NULL);
    if (!good) return err_set(info, ERR_SYSTEM, "hearback-card gives an answer that makes no sense");
    if (f.kind == CARD_FRAME_FAULT) return err_set(info, (enum err)code, "%.*s", STR_ARG(line.text));
    *ret_kind = (enum card_frame)f.kind;
    *ret = line;
    return OK;
}
