/* Folding by GLib's tables: NFKC, case folding, blanks collapsed and trimmed.  ASCII, nearly all there is, takes the
 * short way to the same result. */
#include "store/fold.h"

#include <glib.h>
#include <string.h>

/* Copies s without blanks at its ends and with one for each run of them; returns the new length. */
static size_t collapse(char *to, const char *s, size_t n)
{
    size_t used = 0;
    bool gap = false;
    for (size_t i = 0, step; i < n; i += step) {
        step = (size_t)g_utf8_skip[(unsigned char)s[i]];
        if (g_unichar_isspace(g_utf8_get_char(s + i))) {
            gap = used > 0;
            continue;
        }
        if (gap) to[used++] = ' ';
        gap = false;
        memcpy(to + used, s + i, step);
        used += step;
    }
    to[used] = 0;
    return used;
}

static struct str fold_unicode(struct arena *a, struct str name)
{
    char *plain = g_utf8_normalize(name.p, (gssize)name.n, G_NORMALIZE_ALL_COMPOSE);
    char *lower = plain ? g_utf8_casefold(plain, -1) : NULL;
    char *again = lower ? g_utf8_normalize(lower, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
    struct str key = {0};
    if (again) {
        char *p = arena_alloc(a, strlen(again) + 1, 1);
        key = (struct str){p, collapse(p, again, strlen(again))};
    }
    g_free(plain);
    g_free(lower);
    g_free(again);
    return key;
}

struct str fold_name(struct arena *a, struct str name)
{
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] >= 0x80) return fold_unicode(a, name);
    char *p = arena_alloc(a, name.n + 1, 1);
    size_t used = 0;
    bool gap = false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == ' ' || (c >= '\t' && c <= '\r' && c != '\v')) { /* as g_unichar_isspace has it */
            gap = used > 0;
            continue;
        }
        if (gap) p[used++] = ' ';
        gap = false;
        p[used++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return (struct str){p, used};
}
