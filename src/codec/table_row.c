/* One record of a table -> one row with a meaning. */
#include "codec/table_row.h"

#include "codec/json_read.h"
#include "model/event.h"

#include <string.h>

/* --- Texts --- */

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 0x7F;
}

/* Trimmed and on one line; copied only if there was something to change. */
static struct str one_line(struct arena *a, struct str s)
{
    s = str_trim(s);
    size_t i = 0;
    while (i < s.n && !is_control(s.p[i])) i++;
    if (i == s.n) return s;
    char *p = arena_alloc(a, s.n, 1);
    size_t n = 0;
    for (i = 0; i < s.n; i++) {
        char c = is_control(s.p[i]) ? ' ' : s.p[i];
        if (c != ' ' || (n && p[n - 1] != ' ')) p[n++] = c;
    }
    return (struct str){p, n};
}

struct str table_row_shown(struct arena *a, struct str s)
{
    enum { SHOWN_MAX = 60 };
    struct str begin = str_clip(s, SHOWN_MAX), line = one_line(a, begin);
    return begin.n < s.n ? arena_format(a, "%.*s...", STR_ARG(line)) : line;
}

static const char *const yes_words[] = {"yes", "y", "true", "1", "x", "✓", "✔", "✅", "oui", "vrai", "ja", "wahr", NULL};
static const char *const no_words[] = {"no", "n", "false", "0", "✗", "❌", "non", "faux", "nein", "falsch", NULL};

static bool is_one_of(struct str s, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (str_is_nocase(s, words[i])) return true;
    return false;
}

static uint8_t answer_of(struct str s)
{
    return is_one_of(s, yes_words) ? ANSWER_YES : is_one_of(s, no_words) ? ANSWER_NO : ANSWER_UNSAID;
}

static bool is_nothing(struct str s)
{
    return s.n == 0 || str_is_nocase(s, "n/a") || str_is(s, "-");
}

static struct str cell(struct table_reading *t, const struct csv_record *r, enum column column)
{
    struct str s = table_header_cell(&t->header, r, column);
    if (is_nothing(s)) s.n = 0;
    return s;
}

static enum err check_size(struct table_reading *t, enum column column, struct str s, size_t max, struct err_info *why)
{
    if (s.n <= max) return OK;
    size_t place = t->header.place[column];
    struct str name = place ? table_row_shown(&t->row, t->header.names[place - 1]) : (struct str){0};
    return err_set(why, ERR_INPUT, "%.*s is longer than %zu bytes: shorten it", STR_ARG(name), max);
}

/* Where the names of a row go. */
struct name_field {
    enum column column;
    struct str *ret;
};

static enum err read_names(struct table_reading *t, const struct csv_record *r, const struct name_field *fields,
    size_t n, struct err_info *why)
{
    for (size_t i = 0; i < n; i++) {
        *fields[i].ret = one_line(&t->row, cell(t, r, fields[i].column));
        enum err err = check_size(t, fields[i].column, *fields[i].ret, EVENT_NAME_MAX, why);
        if (err) return err;
    }
    return OK;
}

/* --- Dates --- */

static void add_other(struct table_reading *t, size_t *n, size_t column, struct str text)
{
    t->others[(*n)++] = (struct table_other){t->header.names[column], text};
}

/* The time in column i.  What is not written as a date is no fault: *ret_text. */
static enum err read_time(struct table_reading *t, const struct csv_record *r, size_t i, struct table_time *ret,
    bool *ret_text, struct err_info *why)
{
    struct err_info fault;
    struct str text = str_trim(r->cells[i]);
    enum date_found found = date_read(text, t->order, &ret->date, &fault);
    ret->given = found == DATE_READ;
    *ret_text = found == DATE_TEXT;
    if (found != DATE_BAD) return OK;
    struct str name = table_row_shown(&t->row, t->header.names[i]), shown = table_row_shown(&t->row, text);
    return err_set(why, ERR_INPUT, "%.*s \"%.*s\" is no date: %s", STR_ARG(name), STR_ARG(shown), fault.text);
}

static enum err read_one_time(struct table_reading *t, const struct csv_record *r, enum table_when when,
    struct table_time *ret, struct err_info *why)
{
    size_t place = t->header.place[COLUMN_WHEN + when];
    bool text;
    return place && place <= r->n ? read_time(t, r, place - 1, ret, &text, why) : OK;
}

/* --- Opportunities --- */

/* "Jane Doe <jane@example.com>", a bare address, or a name. */
static void split_contact(struct table_opportunity *row)
{
    struct str name, rest, mail, after;
    if (str_cut(row->contact, '<', &name, &rest) && str_cut(rest, '>', &mail, &after) && str_contains(mail, STR("@"))) {
        row->contact = str_trim(name);
        if (!row->contact_mail.n) row->contact_mail = str_trim(mail);
    } else if (str_contains(row->contact, STR("@")) && !str_contains(row->contact, STR(" "))) {
        if (!row->contact_mail.n) row->contact_mail = row->contact;
        row->contact = (struct str){0};
    }
}

/* Teal keeps {"id": 3, "name": "Applied"} in the cell. */
static struct str status_text(struct table_reading *t, const struct csv_record *r)
{
    struct str text = cell(t, r, COLUMN_STATUS), name;
    if (!text.n) text = cell(t, r, COLUMN_STATUS_ELSE);
    if (text.n && text.p[0] == '{' && json_read_text_member(text, "name", &t->row, &name)) text = name;
    return one_line(&t->row, text);
}

/* Cells that are kept as they are: of columns that are not understood, and what is no date in a column for dates. */
static enum err read_rest(
    struct table_reading *t, const struct csv_record *r, struct table_opportunity *row, struct err_info *why)
{
    size_t n = t->header.n < r->n ? t->header.n : r->n;
    for (size_t i = 0; i < n; i++) {
        enum column meaning = t->header.meaning[i];
        struct str text = str_trim(r->cells[i]);
        if (text.n == 0) continue;
        bool keep = meaning == COLUMN_OTHER && !is_nothing(text);
        if (meaning == (enum column)(COLUMN_WHEN + TABLE_APPLIED) && answer_of(text)) {
            row->applied = answer_of(text);
        } else if (meaning >= COLUMN_WHEN) {
            enum err err = read_time(t, r, i, &row->when[meaning - COLUMN_WHEN], &keep, why);
            if (err) return err;
        }
        if (keep) add_other(t, &row->n_others, i, text);
    }
    row->others = t->others;
    return OK;
}

/* A column "Applied" that is yes or no, or a date where no other column has it. */
static enum err read_flags(
    struct table_reading *t, const struct csv_record *r, struct table_opportunity *row, struct err_info *why)
{
    size_t place = t->header.place[COLUMN_APPLIED_SAID];
    struct str said = cell(t, r, COLUMN_APPLIED_SAID);
    bool text = false;
    if (answer_of(said)) row->applied = answer_of(said);
    if (said.n && !answer_of(said)) {
        struct table_time time = {0};
        enum err err = read_time(t, r, place - 1, &time, &text, why);
        if (err) return err;
        if (!row->when[TABLE_APPLIED].given) row->when[TABLE_APPLIED] = time;
        if (text) add_other(t, &row->n_others, place - 1, said);
    }
    place = t->header.place[COLUMN_ARCHIVED_SAID];
    said = cell(t, r, COLUMN_ARCHIVED_SAID);
    row->archived = answer_of(said);
    if (said.n && !row->archived) {
        struct table_time *time = &row->when[TABLE_ARCHIVED];
        enum err err = time->given ? OK : read_time(t, r, place - 1, time, &text, why);
        if (err) return err;
        if (text) add_other(t, &row->n_others, place - 1, said);
    }
    return OK;
}

static bool looks_like_url(struct str s)
{
    return !str_contains(s, STR(" ")) && (str_contains(s, STR(".")) || str_contains(s, STR("://")));
}

/* What a status says, with the columns beside it. */
static void settle_status(const struct table_reading *t, struct table_opportunity *row)
{
    row->status = table_status_of(row->status_text);
    if (row->status == TABLE_STATUS_UNSAID && t->header.kind == TABLE_SAVED_JOBS) row->status = TABLE_STATUS_SAVED;
    struct table_time *applied = &row->when[TABLE_APPLIED], *saved = &row->when[TABLE_SAVED];
    if (t->header.vague_date && applied->given && row->status == TABLE_STATUS_SAVED) {
        /* "Date" beside a job that nobody applied for yet: the day it was found. */
        if (!saved->given) *saved = *applied;
        *applied = (struct table_time){0};
    }
}

enum err table_row_opportunity(
    struct table_reading *t, const struct csv_record *r, struct table_opportunity *ret, struct err_info *why)
{
    struct table_opportunity row = {.line = r->line};
    const struct name_field names[] = {{COLUMN_ORGANISATION, &row.organisation}, {COLUMN_POSITION, &row.position},
        {COLUMN_LOCATION, &row.location}, {COLUMN_SOURCE, &row.source}, {COLUMN_CONTACT, &row.contact},
        {COLUMN_MAIL, &row.contact_mail}, {COLUMN_PHONE, &row.contact_phone}};
    enum err err = read_names(t, r, names, sizeof names / sizeof *names, why);
    if (err) return err;
    if (!row.organisation.n && !row.position.n)
        return err_set(why, ERR_INPUT, "neither an organisation nor a position");
    row.notes = cell(t, r, COLUMN_NOTES);
    row.next_action = cell(t, r, COLUMN_NEXT_ACTION);
    row.url = one_line(&t->row, cell(t, r, COLUMN_URL));
    row.status_text = status_text(t, r);
    err = check_size(t, COLUMN_NOTES, row.notes, EVENT_TEXT_MAX, why);
    if (err == OK) err = check_size(t, COLUMN_NEXT_ACTION, row.next_action, EVENT_TEXT_MAX, why);
    if (err == OK) err = check_size(t, COLUMN_URL, row.url, EVENT_TEXT_MAX, why);
    if (err == OK) err = check_size(t, COLUMN_STATUS, row.status_text, EVENT_NAME_MAX, why);
    if (err == OK) err = read_rest(t, r, &row, why);
    if (err == OK) err = read_flags(t, r, &row, why);
    if (err) return err;
    if (row.url.n && !looks_like_url(row.url)) {
        add_other(t, &row.n_others, t->header.place[COLUMN_URL] - 1, row.url);
        row.url = (struct str){0};
    }
    split_contact(&row);
    settle_status(t, &row);
    *ret = row;
    return OK;
}

/* --- Contacts --- */

/* Puts a value that is not there yet in that place. */
static bool add_value(struct str *values, size_t *n, struct str value, size_t at)
{
    for (size_t i = 0; i < *n; i++)
        if (str_eq(values[i], value)) return false;
    if (!value.n || *n == TABLE_VALUES_MAX) return false;
    memmove(values + at + 1, values + at, (*n - at) * sizeof *values);
    values[at] = value;
    (*n)++;
    return true;
}

/* Google joins several values of one label by " ::: " and marks the label of the default one with "* ". */
static void add_values(struct table_reading *t, const struct csv_record *r, size_t i, struct str *values, size_t *n)
{
    struct str rest = str_trim(r->cells[i]);
    size_t at = i && str_starts(str_trim(r->cells[i - 1]), STR("*")) ? 0 : *n;
    while (rest.n) {
        size_t end = 0;
        while (end < rest.n && !str_starts((struct str){rest.p + end, rest.n - end}, STR(":::"))) end++;
        struct str value = one_line(&t->row, (struct str){rest.p, end});
        if (value.n <= EVENT_NAME_MAX && add_value(values, n, value, at)) at++;
        size_t step = end < rest.n ? end + 3 : end;
        rest.p += step, rest.n -= step;
    }
}

static struct str joined(struct table_reading *t, const struct csv_record *r, const enum column *parts, size_t n)
{
    struct str whole = {0};
    for (size_t i = 0; i < n; i++) {
        struct str part = one_line(&t->row, cell(t, r, parts[i]));
        if (!part.n) continue;
        whole = whole.n ? arena_format(&t->row, "%.*s %.*s", STR_ARG(whole), STR_ARG(part)) : part;
    }
    return whole;
}

static void read_name(struct table_reading *t, const struct csv_record *r, struct table_contact *row)
{
    static const enum column all[] = {COLUMN_FIRST_NAME, COLUMN_MIDDLE_NAME, COLUMN_LAST_NAME};
    static const enum column plain[] = {COLUMN_FIRST_NAME, COLUMN_LAST_NAME};
    row->name = one_line(&t->row, cell(t, r, COLUMN_CONTACT));
    if (!row->name.n) row->name = joined(t, r, all, sizeof all / sizeof *all);
    bool both = cell(t, r, COLUMN_FIRST_NAME).n && cell(t, r, COLUMN_LAST_NAME).n;
    struct str name = both ? joined(t, r, plain, sizeof plain / sizeof *plain) : (struct str){0};
    if (name.n <= EVENT_NAME_MAX && !str_eq(name, row->name)) row->plain_name = name;
}

enum err table_row_contact(
    struct table_reading *t, const struct csv_record *r, struct table_contact *ret, struct err_info *why)
{
    struct table_contact row = {.line = r->line};
    const struct name_field names[] = {{COLUMN_ORGANISATION, &row.organisation}, {COLUMN_POSITION, &row.title}};
    enum err err = read_names(t, r, names, sizeof names / sizeof *names, why);
    if (err) return err;
    read_name(t, r, &row);
    if (!row.name.n) return err_set(why, ERR_INPUT, "a contact without a name");
    if (row.name.n > EVENT_NAME_MAX)
        return err_set(why, ERR_INPUT, "the name is longer than %d bytes: shorten it", EVENT_NAME_MAX);
    row.url = one_line(&t->row, cell(t, r, COLUMN_URL));
    row.notes = cell(t, r, COLUMN_NOTES);
    if (err == OK) err = check_size(t, COLUMN_URL, row.url, EVENT_TEXT_MAX, why);
    if (err == OK) err = check_size(t, COLUMN_NOTES, row.notes, EVENT_TEXT_MAX, why);
    if (err) return err;
    if (read_one_time(t, r, TABLE_CONNECTED, &row.connected, NULL)) row.connected = (struct table_time){0};
    for (size_t i = 0; i < r->n && i < t->header.n; i++) {
        if (t->header.meaning[i] == COLUMN_MAIL) add_values(t, r, i, row.mails, &row.n_mails);
        if (t->header.meaning[i] == COLUMN_PHONE) add_values(t, r, i, row.phones, &row.n_phones);
    }
    *ret = row;
    return OK;
}

/* --- Messages --- */

enum err table_row_message(
    struct table_reading *t, const struct csv_record *r, struct table_message *ret, struct err_info *why)
{
    struct table_message row = {.line = r->line};
    const struct name_field names[] = {{COLUMN_CONVERSATION, &row.conversation}, {COLUMN_FROM, &row.from},
        {COLUMN_FROM_URL, &row.from_url}, {COLUMN_SUBJECT, &row.subject}};
    row.draft = answer_of(cell(t, r, COLUMN_DRAFT)) == ANSWER_YES;
    enum err err = read_names(t, r, names, sizeof names / sizeof *names, why);
    if (err == OK) err = read_one_time(t, r, TABLE_SENT, &row.sent, why);
    if (err) return err;
    if (!row.from.n) return err_set(why, ERR_INPUT, "a message without a sender");
    row.to = one_line(&t->row, cell(t, r, COLUMN_TO)); /* a group may be longer than a name */
    row.to_urls = one_line(&t->row, cell(t, r, COLUMN_TO_URLS));
    row.text = cell(t, r, COLUMN_TEXT);
    *ret = row;
    return OK;
}
