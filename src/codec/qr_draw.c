/* Drawing QR codes. */
#include "codec/qr_draw.h"

/* Of the quiet zone too; beyond it all is light. */
static bool is_dark(const struct qr *qr, size_t x, size_t y)
{
    if (x < QR_QUIET || y < QR_QUIET || x >= qr->width + QR_QUIET || y >= qr->width + QR_QUIET) return false;
    return qr->dark[(y - QR_QUIET) * qr->width + x - QR_QUIET];
}

static size_t side_of(const struct qr *qr)
{
    return qr->width + 2 * (size_t)QR_QUIET;
}

size_t qr_draw_columns(const struct qr *qr, bool plain)
{
    return plain ? 2 * side_of(qr) : side_of(qr);
}

/* --- text --- */

/* 16 and 231 are the black and the white that no theme changes. */
static const char black_on_white[] = "\033[38;5;16;48;5;231m", black[] = "\033[48;5;16m", white[] = "\033[48;5;231m";
static const char as_before[] = "\033[0m";

/* Two modules, one above the other. */
static void draw_pair(struct buf *b, const struct qr *qr, size_t x, size_t y, enum qr_ink ink)
{
    static const char *const blocks[] = {" ", "\u2584", "\u2580", "\u2588"}; /* lower, upper, both */
    bool light = ink == QR_INK_IS_LIGHT;
    bool upper = is_dark(qr, x, y) != light, lower = is_dark(qr, x, y + 1) != light;
    buf_put(b, blocks[2 * upper + lower]);
}

static void draw_line(struct buf *b, const struct qr *qr, size_t y, enum qr_ink ink)
{
    if (ink == QR_BLACK_ON_WHITE) buf_put(b, black_on_white);
    for (size_t x = 0; x < side_of(qr); x++) draw_pair(b, qr, x, y, ink);
    if (ink == QR_BLACK_ON_WHITE) buf_put(b, as_before);
    buf_char(b, '\n');
}

static void draw_plain_line(struct buf *b, const struct qr *qr, size_t y, enum qr_ink ink)
{
    bool coloured = ink == QR_BLACK_ON_WHITE;
    for (size_t x = 0; x < side_of(qr); x++) {
        bool dark = is_dark(qr, x, y), changes = x == 0 || dark != is_dark(qr, x - 1, y);
        if (coloured && changes) buf_put(b, dark ? black : white);
        buf_put(b, !coloured && dark != (ink == QR_INK_IS_LIGHT) ? "##" : "  ");
    }
    if (coloured) buf_put(b, as_before);
    buf_char(b, '\n');
}

void qr_draw_text(struct buf *b, const struct qr *qr, enum qr_ink ink, bool plain)
{
    for (size_t y = 0; y < side_of(qr); y += plain ? 1 : 2) {
        if (plain)
            draw_plain_line(b, qr, y, ink);
        else
            draw_line(b, qr, y, ink);
    }
}

/* --- pictures --- */

static void put_escaped(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': buf_put(b, "&amp;"); break;
        case '<': buf_put(b, "&lt;"); break;
        case '>': buf_put(b, "&gt;"); break;
        default: buf_char(b, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
        }
    }
}

/* Each run of dark modules is one rectangle. */
static void draw_runs(struct buf *b, const struct qr *qr, size_t y)
{
    for (size_t x = 0; x < side_of(qr); x++) {
        size_t from = x;
        while (is_dark(qr, x, y)) x++;
        if (x > from) buf_printf(b, "M%zu %zuh%zuv1h-%zuz", from, y, x - from, x - from);
    }
}

void qr_draw_svg(struct buf *b, const struct qr *qr, struct str title)
{
    enum { MODULE = 6 }; /* pixels */
    size_t side = side_of(qr);
    buf_printf(b,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%zu\" height=\"%zu\" viewBox=\"0 0 %zu %zu\" role=\"img\">\n"
        "<title>",
        side * MODULE, side * MODULE, side, side);
    put_escaped(b, title);
    buf_printf(b, "</title>\n<rect width=\"%zu\" height=\"%zu\" fill=\"#fff\"/>\n", side, side);
    buf_put(b, "<path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"");
    for (size_t y = 0; y < side; y++) draw_runs(b, qr, y);
    buf_put(b, "\"/>\n</svg>\n");
}
