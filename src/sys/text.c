/* Text as people read and write it, on GLib's Unicode tables. */
#include "sys/text.h"

#include "base/buf.h"

#include <glib.h>
#include <string.h>

/* Takes the first character off s; a byte that is not part of one is U+FFFD. */
static gunichar next_char(struct str *s)
{
    unsigned char first = (unsigned char)s->p[0];
    gunichar c = first < 0x80 ? first : g_utf8_get_char_validated(s->p, (gssize)s->n);
    if (c >= (gunichar)-2)
        c = 0xFFFD, s->p++, s->n--;
    else {
        size_t length = (size_t)g_unichar_to_utf8(c, NULL);
        s->p += length, s->n -= length;
    }
    return c;
}

/* Accents, and the points that Hebrew and Arabic are mostly written without.  Not every mark: those of Indic scripts
 * are vowels, and the Japanese voiced-sound mark makes another syllable. */
static bool is_accent(gunichar c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05BD) || (c >= 0x064B && c <= 0x065F) ||
           (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
           (c >= 0xFE20 && c <= 0xFE2F);
}

/* Letters that Unicode does not decompose but people do. */
static const char *plain(gunichar lower)
{
    switch (lower) {
    case 0xDF: return "ss"; /* ß */
    case 0xE6: return "ae"; /* æ */
    case 0xF0: return "d"; /* ð */
    case 0xF8: return "o"; /* ø */
    case 0xFE: return "th"; /* þ */
    case 0x111: return "d"; /* đ */
    case 0x127: return "h"; /* ħ */
    case 0x131: return "i"; /* ı */
    case 0x142: return "l"; /* ł */
    case 0x153: return "oe"; /* œ */
    case 0x3C2: return "\u03C3"; /* final sigma */
    case 0x2018:
    case 0x2019:
    case 0x2BC: return "'";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014: return "-";
    default: return NULL;
    }
}

static void add_char(struct buf *key, gunichar c)
{
    if (g_unichar_isspace(c)) {
        if (key->n && key->p[key->n - 1] != ' ') buf_char(key, ' ');
        return;
    }
    if (is_accent(c) || g_unichar_type(c) == G_UNICODE_FORMAT) return;
    c = g_unichar_tolower(c);
    const char *letters = plain(c);
    char utf8[6];
    if (letters)
        buf_put(key, letters);
    else
        buf_add(key, (struct str){utf8, (size_t)g_unichar_to_utf8(c, utf8)});
}

struct str text_fold(struct arena *a, struct str s)
{
    AUTO(buf) key = {0};
    while (s.n) {
        gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH], c = g_unichar_tolower(next_char(&s));
        size_t n = g_unichar_fully_decompose(c, TRUE, parts, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
        for (size_t i = 0; i < n; i++) add_char(&key, parts[i]);
    }
    struct str folded = buf_str(&key);
    while (folded.n && folded.p[folded.n - 1] == ' ') folded.n--;
    return arena_str(a, folded);
}

size_t text_width(struct str s)
{
    size_t width = 0;
    while (s.n) {
        gunichar c = next_char(&s);
        if (g_unichar_iscntrl(c) || g_unichar_iszerowidth(c)) continue;
        width += g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

static bool to_chars(struct str s, gunichar out[static TEXT_DISTANCE_MAX], size_t *ret_n)
{
    size_t n = 0;
    while (s.n) {
        if (n == TEXT_DISTANCE_MAX) return false;
        out[n++] = next_char(&s);
    }
    *ret_n = n;
    return true;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned text_distance(struct str a, struct str b, unsigned limit)
{
    gunichar x[TEXT_DISTANCE_MAX], y[TEXT_DISTANCE_MAX];
    size_t nx, ny;
    if (str_eq(a, b)) return 0;
    if (!to_chars(a, x, &nx) || !to_chars(b, y, &ny)) return limit + 1;
    if ((nx > ny ? nx - ny : ny - nx) > limit) return limit + 1;

    unsigned rows[3][TEXT_DISTANCE_MAX + 1], *above2 = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= ny; j++) above[j] = (unsigned)j;
    for (size_t i = 1; i <= nx; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= ny; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (x[i - 1] != y[j - 1]));
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = least(row[j], above2[j - 2] + 1);
        }
        unsigned *free_row = above2;
        above2 = above, above = row, row = free_row;
    }
    return least(above[ny], limit + 1);
}

bool text_host(struct arena *a, struct str s, struct str *ret)
{
    if (!str_utf8(s, NULL)) return false;
    char *ascii = g_hostname_to_ascii(arena_str(a, s).p);
    if (ascii) *ret = arena_str(a, str_from(ascii));
    g_free(ascii);
    return ascii != NULL;
}
