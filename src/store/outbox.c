/* The outbox. */
#include "store/outbox.h"

#include "store/fault.h"
#include "store/handle.h"

#include <assert.h>

const char *const outbox_state_names[] = {
    "", "ready", "sending", "handing-over", "sent", "refused", "unknown", "given-up", NULL};

static void bind_text(sqlite3_stmt *s, int at, struct str text)
{
    sqlite3_bind_text(s, at, text.p ? text.p : "", (int)text.n, SQLITE_STATIC);
}

static void bind_id(sqlite3_stmt *s, int at, int64_t id)
{
    if (id)
        sqlite3_bind_int64(s, at, id);
    else
        sqlite3_bind_null(s, at);
}

enum err outbox_add(struct journal *j, struct outbox_letter *l, struct err_info *info)
{
    assert(j->state == HANDLE_WRITING && l->bytes.n && l->message_id.n);
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_OUTBOX_ADD, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, l->made);
    const struct str texts[] = {l->message_id, l->account, l->sender, l->recipient, l->subject, l->text};
    for (int i = 0; i < 6; i++) bind_text(s, i + 2, texts[i]);
    sqlite3_bind_blob(s, 8, l->bytes.p, (int)l->bytes.n, SQLITE_STATIC);
    bind_id(s, 9, l->opp);
    bind_id(s, 10, l->person);
    sqlite3_bind_int(s, 11, l->purpose);
    sqlite3_bind_int(s, 12, (int)l->copy);
    err = statement_run(j, s, info);
    if (err) return handle_broken(j, err);
    l->id = sqlite3_last_insert_rowid(j->db);
    l->state = OUTBOX_READY;
    l->attempt = 0;
    l->changed = l->made;
    l->handed = TIME_NONE;
    return OK;
}

enum err outbox_move(struct journal *j, struct outbox_letter *l, enum outbox_state to, struct str answer, instant_t now,
    struct err_info *info)
{
    assert(j->state == HANDLE_WRITING);
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_OUTBOX_MOVE, &s, info);
    if (err) return err;
    struct outbox_letter new = *l;
    new.state = to;
    new.attempt += to == OUTBOX_SENDING;
    new.changed = now;
    new.answer = answer;
    if (to == OUTBOX_HANDING_OVER) new.handed = now;
    sqlite3_bind_int64(s, 1, l->id);
    sqlite3_bind_int(s, 2, (int)l->state);
    sqlite3_bind_int64(s, 3, l->attempt);
    sqlite3_bind_int(s, 4, (int)to);
    sqlite3_bind_int64(s, 5, new.attempt);
    sqlite3_bind_int64(s, 6, now);
    bind_text(s, 7, answer);
    if (new.handed == TIME_NONE)
        sqlite3_bind_null(s, 8);
    else
        sqlite3_bind_int64(s, 8, new.handed);
    err = statement_run(j, s, info);
    if (err) return handle_broken(j, err);
    if (sqlite3_changes(j->db) != 1)
        return err_set(info, ERR_NOT_FOUND, "letter %lld was taken on by another hearback meanwhile: look with send",
            (long long)l->id);
    *l = new;
    return OK;
}

enum err outbox_note(
    struct journal *j, struct outbox_letter *l, int64_t event, enum outbox_copy copy, struct err_info *info)
{
    assert(j->state == HANDLE_WRITING);
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_OUTBOX_NOTE, &s, info);
    if (err) return err;
    sqlite3_bind_int64(s, 1, l->id);
    bind_id(s, 2, event);
    sqlite3_bind_int(s, 3, (int)copy);
    err = statement_run(j, s, info);
    if (err) return handle_broken(j, err);
    if (event) l->event = event;
    l->copy = copy;
    return OK;
}

/* --- reading --- */

static struct str text_at(sqlite3_stmt *s, int column, struct arena *a)
{
    const void *p = sqlite3_column_blob(s, column);
    return arena_str(a, (struct str){p, (size_t)sqlite3_column_bytes(s, column)});
}

static instant_t time_at(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL ? TIME_NONE : sqlite3_column_int64(s, column);
}

static struct outbox_letter letter_of(sqlite3_stmt *s, struct arena *a)
{
    return (struct outbox_letter){
        .id = sqlite3_column_int64(s, 0),
        .state = (enum outbox_state)sqlite3_column_int(s, 1),
        .attempt = sqlite3_column_int64(s, 2),
        .copy = (enum outbox_copy)sqlite3_column_int(s, 3),
        .made = sqlite3_column_int64(s, 4),
        .changed = sqlite3_column_int64(s, 5),
        .handed = time_at(s, 6),
        .message_id = text_at(s, 7, a),
        .account = text_at(s, 8, a),
        .sender = text_at(s, 9, a),
        .recipient = text_at(s, 10, a),
        .subject = text_at(s, 11, a),
        .text = text_at(s, 12, a),
        .bytes = text_at(s, 13, a),
        .answer = text_at(s, 14, a),
        .opp = sqlite3_column_int64(s, 15),
        .person = sqlite3_column_int64(s, 16),
        .purpose = (uint8_t)sqlite3_column_int(s, 17),
        .event = sqlite3_column_int64(s, 18),
    };
}

static enum err read_all(
    struct journal *j, sqlite3_stmt *s, struct arena *a, struct outbox_list *ret, struct err_info *info)
{
    struct outbox_list l = {0};
    size_t room = 0;
    bool row = true;
    enum err err = OK;
    while (!err && (err = statement_step(j, s, &row, info)) == OK && row)
        *ARENA_PUSH(a, l.items, l.n, room) = letter_of(s, a);
    if (!err) *ret = l;
    return err;
}

enum err outbox_get(struct journal *j, int64_t id, struct arena *a, struct outbox_letter *ret, struct err_info *info)
{
    struct outbox_list l = {0};
    bool own = false;
    enum err err = j->db ? handle_enter(j, &own, info) : OK;
    if (err) return err;
    if (j->db) {
        STATEMENT *s = NULL;
        err = statement_get(j, STATEMENT_OUTBOX_ONE, &s, info);
        if (!err) sqlite3_bind_int64(s, 1, id);
        if (!err) err = read_all(j, s, a, &l, info);
    }
    if (j->db) err = handle_leave(j, own, err);
    if (!err && !l.n)
        err = err_set(info, ERR_NOT_FOUND, "there is no letter %lld: \"hearback send\" lists them", (long long)id);
    if (!err) *ret = l.items[0];
    return err;
}

/* Asked each day, and mostly there is nothing: preparing the other statement would cost more than all else. */
static enum err any_unsettled(struct journal *j, bool *ret, struct err_info *info)
{
    STATEMENT *s = NULL;
    enum err err = statement_get(j, STATEMENT_OUTBOX_ANY, &s, info);
    return err ? err : statement_step(j, s, ret, info);
}

enum err outbox_letters(
    struct journal *j, bool unsettled, size_t limit, struct arena *a, struct outbox_list *ret, struct err_info *info)
{
    if (!j->db) return *ret = (struct outbox_list){0}, OK;
    bool own;
    enum err err = handle_enter(j, &own, info);
    if (err) return err;
    struct outbox_list l = {0};
    bool any = true;
    if (unsettled) err = any_unsettled(j, &any, info);
    if (!err && any) {
        STATEMENT *s = NULL;
        err = statement_get(j, unsettled ? STATEMENT_OUTBOX_UNSETTLED : STATEMENT_OUTBOX_ALL, &s, info);
        if (!err) sqlite3_bind_int64(s, 1, limit ? (int64_t)limit : -1);
        if (!err) err = read_all(j, s, a, &l, info);
    }
    err = handle_leave(j, own, err);
    if (err) return err;
    for (size_t i = 0; i < l.n / 2; i++) {
        struct outbox_letter swap = l.items[i];
        l.items[i] = l.items[l.n - 1 - i];
        l.items[l.n - 1 - i] = swap;
    }
    *ret = l;
    return OK;
}
