/* Any bytes as a table: nothing reads past the end, rows come in the order of
 * their lines, and records that were read and written are read again alike. */
#include "base/buf.h"
#include "codec/csv.h"
#include "codec/markup.h"
#include "codec/table.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_row(size_t *last_line, size_t line)
{
    assert(line > *last_line);
    *last_line = line;
}

static enum err see_opportunity(void *context, const struct table_opportunity *r, struct err_info *info)
{
    (void)info;
    assert(r->organisation.n || r->position.n);
    check_row(context, r->line);
    return OK;
}

static enum err see_contact(void *context, const struct table_contact *r, struct err_info *info)
{
    (void)info;
    assert(r->name.n && r->n_mails <= TABLE_VALUES_MAX && r->n_phones <= TABLE_VALUES_MAX);
    check_row(context, r->line);
    return OK;
}

static enum err see_message(void *context, const struct table_message *r, struct err_info *info)
{
    AUTO(arena) a = {0};
    (void)info;
    assert(r->from.n);
    struct str text = markup_plain(&a, r->text);
    assert(str_utf8(text, NULL) && text.n <= r->text.n);
    check_row(context, r->line);
    return OK;
}

static void see_refused(void *context, size_t line, struct str why)
{
    assert(why.n && str_utf8(why, NULL));
    check_row(context, line);
}

/* Reads all records and writes them as comma-separated ones; false where the reader refuses. */
static bool rewrite(struct csv *c, struct buf *out)
{
    AUTO(arena) a = {0};
    struct csv_record *r = ARENA_NEW(&a, struct csv_record, 1);
    struct err_info info;
    for (;;) {
        enum err err = csv_next(c, &a, r, &info);
        if (err || r->n == 0) return err == OK;
        csv_write(out, r->cells, r->n);
    }
}

static void check_round_trip(struct str bytes)
{
    AUTO(buf) first = {0};
    AUTO(buf) second = {0};
    struct csv c;
    if (csv_init(&c, bytes, NULL) || !rewrite(&c, &first)) return;
    c = (struct csv){.text = buf_str(&first), .line = 1, .separator = ','};
    assert(rewrite(&c, &second));
    assert(str_eq(buf_str(&first), buf_str(&second)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    check_round_trip(bytes);
    for (int order = DATE_ORDER_UNSAID; order <= DATE_MONTH_FIRST; order++) {
        size_t last_line = 0;
        struct table_visitor visitor = {&last_line, see_opportunity, see_contact, see_message, see_refused};
        struct table_summary summary;
        struct err_info info = {0};
        if (table_read(bytes, (enum date_order)order, &visitor, &summary, &info))
            assert(info.text[0] && last_line == 0);
        else
            assert(summary.refused <= summary.read);
    }
    return 0;
}
