/* Reading a whole table: find the header, decide the order of dates, hand on
 * the rows. */
#include "codec/table.h"

#include "codec/table_row.h"

enum {
    HEADER_WITHIN = 30, /* records in which the header must be found; LinkedIn puts three before it */
    ROW_ARENA_KEEP = 64 << 10, /* a larger row arena is given back, as emptying it for each row would cost more */
    COLUMNS_SHOWN = 12,
};

const char *const table_kind_names[] = {"opportunities", "saved-jobs", "contacts", "messages", NULL};

struct run {
    struct csv csv;
    struct arena arena; /* what lives as long as the reading */
    struct csv_record record;
    struct table_reading reading;
    const struct table_visitor *visitor;
    struct table_summary summary;
    struct err_info *info;
};

static void renew_row(struct arena *a)
{
    struct arena_block *before = a->last;
    if (!before) return;
    arena_reset(a);
    if ((size_t)(a->end - a->next) > ROW_ARENA_KEEP) arena_close(a);
}

static enum err next(struct run *run)
{
    return csv_next(&run->csv, &run->reading.row, &run->record, run->info);
}

/* --- The header --- */

/* True with the header in run->reading; *ret_err is that of reading, where no header was found before it. */
static bool find_header(struct run *run, enum err *ret_err)
{
    *ret_err = OK;
    for (int i = 0; i < HEADER_WITHIN; i++) {
        renew_row(&run->reading.row);
        *ret_err = next(run);
        if (*ret_err || run->record.n == 0) return false;
        if (table_header_read(&run->record, &run->arena, &run->reading.header)) return true;
    }
    return false;
}

static enum err refuse_unrecognised(struct run *run)
{
    AUTO(buf) names = {.max = 600};
    csv_separate(&run->csv, run->csv.separator);
    do {
        renew_row(&run->reading.row);
        enum err err = next(run);
        if (err) return err;
    } while (run->record.n == 1);
    for (size_t i = 0; i < run->record.n && i < COLUMNS_SHOWN; i++) {
        struct str shown = table_row_shown(&run->reading.row, run->record.cells[i]);
        buf_printf(&names, "%s%.*s", i ? ", " : "", STR_ARG(shown));
    }
    if (run->record.n > COLUMNS_SHOWN) buf_put(&names, ", ...");
    if (!names.n) return err_set(run->info, ERR_INPUT, "this is no table: it needs a header with names of columns");
    return err_set(run->info, ERR_INPUT,
        "this table is not recognised: its columns are %.*s; needed are one for the organisation (such as Company) and "
        "one for the position or the status (such as Position, Status)",
        STR_ARG(buf_str(&names)));
}

/* With the separator that csv_init found, else with any under which there is a header. */
static enum err open_table(struct run *run)
{
    static const char separators[] = {',', ';', '\t', '|'};
    struct err_info *info = run->info;
    char sniffed = run->csv.separator;
    enum err first, err;
    if (find_header(run, &first)) return OK;
    run->info = NULL;
    for (size_t i = 0; i < sizeof separators && !run->csv.markdown; i++) {
        csv_separate(&run->csv, separators[i]);
        if (separators[i] != sniffed && find_header(run, &err)) return run->info = info, OK;
    }
    run->info = info;
    csv_separate(&run->csv, sniffed);
    return first ? first : refuse_unrecognised(run);
}

/* --- Before the rows: is the file whole, and which way round are its dates? --- */

struct survey {
    size_t day_first, month_first, either; /* lines of the first such date; 0: none */
    size_t full; /* rows with as many cells as the header */
    size_t rows;
};

static void survey_row(struct run *run, struct survey *s)
{
    const struct table_header *h = &run->reading.header;
    const struct csv_record *r = &run->record;
    s->rows++;
    s->full += r->n >= h->n;
    for (size_t i = 0; i < r->n && i < h->n; i++) {
        if (h->meaning[i] < COLUMN_WHEN && h->meaning[i] != COLUMN_APPLIED_SAID) continue;
        enum date_hint hint = r->cells[i].n ? date_hint(r->cells[i]) : DATE_HINT_NONE;
        size_t *line = hint == DATE_HINT_DAY_FIRST     ? &s->day_first
                       : hint == DATE_HINT_MONTH_FIRST ? &s->month_first
                       : hint == DATE_HINT_EITHER      ? &s->either
                                                       : NULL;
        if (line && !*line) *line = r->line;
    }
}

static enum err decide_order(struct run *run, const struct survey *s, enum date_order said, enum date_order *ret)
{
    bool both = s->day_first && s->month_first;
    if (run->reading.header.american)
        *ret = DATE_MONTH_FIRST;
    else if (said)
        *ret = said;
    else if (run->reading.header.kind == TABLE_CONTACTS) /* the day of a connection is worth no question */
        *ret = both || !s->day_first ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
    else if (both)
        return err_set(run->info, ERR_INPUT,
            "line %zu has a date with the day first, line %zu one with the month first: say which is right with "
            "--dates day-first|month-first, and rows that do not fit will be reported",
            s->day_first, s->month_first);
    else if (s->either && !s->day_first && !s->month_first)
        return err_set(run->info, ERR_INPUT,
            "line %zu has a date that can be read day first or month first, and no date of the file decides it: say "
            "which with --dates day-first|month-first",
            s->either);
    else
        *ret = s->month_first ? DATE_MONTH_FIRST : s->day_first ? DATE_DAY_FIRST : DATE_ORDER_UNSAID;
    return OK;
}

static enum err survey_body(struct run *run, enum date_order said)
{
    struct survey s = {0};
    for (;;) {
        renew_row(&run->reading.row);
        enum err err = next(run);
        if (err) return err;
        if (run->record.n == 0) break;
        bool last = run->record.unfinished, is_short = run->record.n < run->reading.header.n;
        if (last && is_short && !run->csv.markdown && s.rows && s.full == s.rows)
            return err_set(
                run->info, ERR_INPUT, "line %zu: the file ends within this row: it was cut off", run->record.line);
        survey_row(run, &s);
    }
    return decide_order(run, &s, said, &run->reading.order);
}

/* --- The rows --- */

static bool is_empty_row(const struct csv_record *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (str_trim(r->cells[i]).n) return false;
    return true;
}

static bool repeats_header(const struct run *run)
{
    const struct table_header *h = &run->reading.header;
    if (run->record.n != h->n) return false;
    for (size_t i = 0; i < h->n; i++)
        if (!str_eq(str_trim(run->record.cells[i]), h->names[i])) return false;
    return true;
}

/* What is wrong with a record as a row of this table, whatever it says. */
static enum err check_shape(const struct run *run, struct err_info *why)
{
    size_t n = run->record.n, columns = run->reading.header.n;
    while (n > columns && !str_trim(run->record.cells[n - 1]).n) n--;
    if (n > columns)
        return err_set(why, ERR_INPUT,
            "it has %zu cells and the header %zu: a cell that holds the separator must stand in quotes", n, columns);
    if (run->record.n == 1)
        return err_set(why, ERR_INPUT, "it has one cell and the header %zu: no row of this table", columns);
    if (repeats_header(run)) return err_set(why, ERR_INPUT, "it is the header once more");
    return OK;
}

/* Hands the record on as a row; *ret_refused: it cannot be one, and why. */
static enum err visit_row(struct run *run, bool *ret_refused, struct err_info *why)
{
    union {
        struct table_opportunity opportunity;
        struct table_contact contact;
        struct table_message message;
    } row;
    struct table_reading *t = &run->reading;
    const struct table_visitor *v = run->visitor;
    *ret_refused = check_shape(run, why) != OK;
    if (*ret_refused) return OK;
    switch (t->header.kind) {
    case TABLE_OPPORTUNITIES:
    case TABLE_SAVED_JOBS:
        *ret_refused = table_row_opportunity(t, &run->record, &row.opportunity, why) != OK;
        return *ret_refused || !v->opportunity ? OK : v->opportunity(v->context, &row.opportunity, run->info);
    case TABLE_CONTACTS:
        *ret_refused = table_row_contact(t, &run->record, &row.contact, why) != OK;
        return *ret_refused || !v->contact ? OK : v->contact(v->context, &row.contact, run->info);
    case TABLE_MESSAGES:
        *ret_refused = table_row_message(t, &run->record, &row.message, why) != OK;
        return *ret_refused || !v->message ? OK : v->message(v->context, &row.message, run->info);
    }
    return OK;
}

static enum err visit_rows(struct run *run)
{
    for (;;) {
        renew_row(&run->reading.row);
        enum err err = next(run);
        if (err || run->record.n == 0) return err;
        if (is_empty_row(&run->record)) continue;
        struct err_info why;
        bool refused;
        err = visit_row(run, &refused, &why);
        if (err) return err;
        run->summary.read++;
        run->summary.refused += refused;
        if (refused && run->visitor->refused)
            run->visitor->refused(run->visitor->context, run->record.line, str_from(why.text));
    }
}

static enum err read_all(struct run *run, enum date_order said)
{
    enum err err = open_table(run);
    if (err) return err;
    struct csv body = run->csv;
    err = survey_body(run, said);
    if (err) return err;
    run->csv = body;
    run->summary.kind = run->reading.header.kind;
    run->summary.order = run->reading.order;
    run->summary.header_line = run->reading.header.line;
    return visit_rows(run);
}

enum err table_read(struct str bytes, enum date_order order, const struct table_visitor *visitor,
    struct table_summary *ret, struct err_info *info)
{
    AUTO(arena) a = {0};
    struct run *run = ARENA_NEW(&a, struct run, 1);
    run->visitor = visitor;
    run->info = info;
    enum err err = csv_init(&run->csv, bytes, info);
    if (err == OK) err = read_all(run, order);
    arena_close(&run->reading.row);
    arena_close(&run->arena);
    if (err == OK) *ret = run->summary;
    return err;
}
