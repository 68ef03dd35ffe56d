/* Shares of a whole. */
#include "cli/share.h"

struct str share_percent(struct arena *a, double value)
{
    int percent = (int)(value * 100 + 0.5);
    if (value > 0 && percent == 0) return STR("under 1 %");
    return arena_format(a, "%d %%", percent);
}

struct str share_text(struct arena *a, size_t part, size_t of)
{
    if (of < SHARE_FEW) return arena_format(a, "%zu of %zu", part, of);
    return arena_format(a, "%zu of %zu (%.*s)", part, of, STR_ARG(share_percent(a, (double)part / (double)of)));
}

/* The writer knows whole numbers only: the thousandths follow what it wrote. */
static void thousandths(struct json_write *w, const char *key, int64_t n)
{
    json_write_int(w, key, n / 1000);
    if (n % 1000) buf_printf(w->out, ".%03d", (int)(n % 1000));
}

void share_json(struct json_write *w, const char *key, size_t part, size_t of)
{
    if (of)
        thousandths(w, key, (int64_t)((part * 1000 + of / 2) / of));
    else
        json_write_null(w, key);
}

void share_json_value(struct json_write *w, const char *key, double value)
{
    if (value < 0)
        json_write_null(w, key);
    else
        thousandths(w, key, (int64_t)(value * 1000 + 0.5));
}
