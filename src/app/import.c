/* From files to a transaction: what a file is, who reads it, and bringing the
 * agenda up to date once at the end. */
#include "app/import.h"

#include "app/import_calendar.h"
#include "app/import_mail.h"
#include "app/photo.h"
#include "app/same.h"
#include "codec/csv.h"

#include <stdlib.h>
#include <string.h>

/* --- what a file is --- */

enum content { CONTENT_TABLE, CONTENT_JSON, CONTENT_CALENDAR, CONTENT_CARDS, CONTENT_MAIL };

static bool starts_nocase(struct str s, const char *with)
{
    size_t n = strlen(with);
    return s.n >= n && str_is_nocase((struct str){s.p, n}, with);
}

static enum content content_of(struct str s)
{
    if (s.n > MAIL_READER_LOOKED_AT) s.n = MAIL_READER_LOOKED_AT;
    if (str_starts(s, STR("\xEF\xBB\xBF"))) s.p += 3, s.n -= 3;
    s = str_trim(s);
    if (s.n && (s.p[0] == '{' || s.p[0] == '[')) return CONTENT_JSON;
    if (starts_nocase(s, "BEGIN:VCALENDAR")) return CONTENT_CALENDAR;
    if (starts_nocase(s, "BEGIN:VCARD")) return CONTENT_CARDS;
    return mail_reader_form(s) != MAIL_NONE ? CONTENT_MAIL : CONTENT_TABLE;
}

/* Where the content tells nothing better. */
static bool is_named_card(const char *path)
{
    static const char *const endings[] = {".vcf", ".vcard", NULL};
    struct str s = str_from(path);
    for (int i = 0; endings[i]; i++) {
        size_t n = strlen(endings[i]);
        if (s.n > n && str_is_nocase((struct str){s.p + s.n - n, n}, endings[i])) return true;
    }
    return false;
}

const char import_opportunity_is_for[] =
    "--opportunity belongs to calendars, mail, contact cards and tables of contacts";

static enum err read_content(struct import *i, struct str bytes, struct import_result *r, struct err_info *info)
{
    if (photo_is(bytes)) return import_photo(i, r, info);
    enum content content = content_of(bytes);
    if (content == CONTENT_TABLE && is_named_card(r->path)) content = CONTENT_CARDS;
    if (i->opp && content == CONTENT_JSON)
        return err_set(info, ERR_INPUT, "%s, and this is none of them", import_opportunity_is_for);
    switch (content) {
    case CONTENT_TABLE: return import_table(i, bytes, r, info);
    case CONTENT_JSON: i->exact = true; return import_json(i, bytes, r, info);
    case CONTENT_CARDS: return import_cards(i, bytes, r, info);
    case CONTENT_CALENDAR: return import_calendar(i, bytes, NULL, r, info);
    case CONTENT_MAIL: return import_mail_bytes(i, bytes, r, info);
    }
    return OK;
}

/* --- the transaction --- */

enum err import_begin(struct import *ret, struct app *app, const struct import_options *o, struct err_info *info)
{
    struct import i = {.app = app, .options = *o};
    const struct calendar *calendar;
    if (!i.options.zone.n) i.options.zone = app->zone_name;
    enum err err = app_calendar(app, o->country, &calendar, info);
    if (err) return err_context(info, err, "--country");
    err = app_zone(app, i.options.zone, &i.zone, info);
    if (err) return err_context(info, err, "--zone");
    struct str opp = o->opportunity;
    if (opp.p) err = find_opp(app, opp, app->arena, &i.house, &i.opp, info);
    if (err) return err_context(info, err, "--opportunity");
    if (!o->dry_run) err = record_begin(&i.record, app, info);
    if (!err) *ret = i;
    return err;
}

void import_close(struct import *i)
{
    if (!i) return;
    import_mail_forget(i);
    record_abort(&i->record);
}

void import_touch(struct import *i, int64_t house)
{
    if (house <= 0 || (i->n_houses && i->houses[i->n_houses - 1] == house)) return;
    *ARENA_PUSH(i->app->arena, i->houses, i->n_houses, i->houses_room) = house;
}

/* Lists of what was recorded grow with the file: they are kept empty here, where nobody asks for them. */
enum err import_record(struct import *i, struct event *e, const struct zone *zone, struct err_info *info)
{
    enum err err = record_event(&i->record, e, zone, info);
    i->record.n_events = i->record.n_houses = 0;
    if (!err) import_touch(i, e->house);
    return err;
}

void import_say(struct import *i, struct import_lines *lines, size_t line, struct str text)
{
    *ARENA_PUSH(i->app->arena, lines->items, lines->n, lines->room) =
        (struct import_line){line, arena_str(i->app->arena, text)};
}

/* Mail may be larger than memory, or a folder: it is not looked at as a whole. */
static enum err is_mailbox(const char *path, bool *ret, struct err_info *info)
{
    struct str beginning;
    *ret = strcmp(path, "-") != 0 && mail_reader_is_maildir(path);
    if (*ret || strcmp(path, "-") == 0) return OK;
    AUTO(arena) a = {0};
    enum err err = file_beginning(&a, path, MAIL_READER_LOOKED_AT, &beginning, info);
    if (!err) *ret = content_of(beginning) == CONTENT_MAIL && !is_named_card(path);
    return err;
}

enum err import_file(struct import *i, const char *path, struct import_result *ret, struct err_info *info)
{
    struct import_result r = {.path = path};
    struct file_map map = {0};
    bool mail;
    struct str bytes = {0};
    bool input = strcmp(path, "-") == 0;
    enum err err = is_mailbox(path, &mail, info);
    if (err) return err;
    if (!i->options.dry_run) journal_next_batch(i->app->journal);
    if (mail) {
        err = import_mail(i, path, &r, info);
        if (!err) *ret = r;
        return err_context(info, err, "%s", path);
    }
    import_mail_forget(i); /* it may bring people and opportunities */
    err = input ? file_read(i->app->arena, path, CSV_FILE_MAX, &bytes, info) : file_map(path, CSV_FILE_MAX, &map, info);
    if (err) return err;
    err = read_content(i, input ? bytes : map.bytes, &r, info);
    file_map_close(&map);
    if (err) return err_context(info, err, "%s", input ? "standard input" : path);
    *ret = r;
    return OK;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* In order, each once; returns how many. */
static size_t distinct(int64_t *ids, size_t n)
{
    size_t kept = 0;
    if (n > 1) qsort(ids, n, sizeof *ids, by_number);
    for (size_t k = 0; k < n; k++)
        if (!kept || ids[k] != ids[kept - 1]) ids[kept++] = ids[k];
    return kept;
}

/* hearback's own document brings what was offered along. */
static enum err offer_merging(struct import *i, struct err_info *info)
{
    enum err err = OK;
    size_t n = i->exact ? 0 : distinct(i->peopled, i->n_peopled);
    for (size_t k = 0; k < n && !err; k++) err = same_offer(i, i->peopled[k], &i->n_same, info);
    return err;
}

enum err import_commit(struct import *i, struct err_info *info)
{
    enum { FEW = 64, SHARE = 4 };
    int64_t events, opps;
    if (i->options.dry_run) return OK;
    enum err err = offer_merging(i, info);
    i->n_houses = distinct(i->houses, i->n_houses);
    if (!err) err = journal_count(i->app->journal, &events, &opps, info);
    if (err) return err;
    /* Where much of the record was touched, one walk over it costs less than many single houses. */
    bool whole = i->settings || (i->n_houses > FEW && (int64_t)i->n_houses > opps / SHARE);
    if (whole) err = agenda_rebuild(i->app, info);
    if (err) return err;
    i->record.houses = i->houses;
    i->record.n_houses = whole ? 0 : i->n_houses;
    i->record.offers = i->record.offers && !whole;
    return record_commit(&i->record, info);
}
