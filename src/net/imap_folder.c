/* Folders. */
#include "net/imap_folder.h"

#include "net/folder_name.h"

enum { FOLDERS_MAX = 20000 };

/* --- all of them --- */

struct listing {
    struct arena *a;
    struct imap_folder *items;
    size_t n, room;
};

static enum err take_folder(void *context, const struct imap_reply *r, struct arena *a, struct err_info *info)
{
    struct listing *l = context;
    struct imap_reply_folder f;
    struct imap_folder folder = {0};
    (void)info;
    if (l->n == FOLDERS_MAX || !imap_reply_folder(a, r, &f)) return OK;
    if (!folder_name_decode(l->a, f.name, &folder.name)) return OK;
    folder.sent = f.sent;
    folder.opens = f.selectable;
    *ARENA_PUSH(l->a, l->items, l->n, l->room) = folder;
    return OK;
}

enum err imap_folder_list(
    struct imap *m, struct arena *a, struct imap_folder **ret, size_t *ret_n, struct err_info *info)
{
    struct listing l = {.a = a};
    enum imap_reply_status status = IMAP_REPLY_BAD;
    enum err err = OK;
    if (m->special_use)
        err = imap_command(m, STR("LIST \"\" \"*\" RETURN (SPECIAL-USE)"), 0, take_folder, &l, &status, info);
    if (!err && status != IMAP_REPLY_OK) {
        l = (struct listing){.a = a};
        err = imap_demand(m, "the list of folders", STR("LIST \"\" \"*\""), 0, take_folder, &l, info);
    }
    if (err) return err;
    *ret = l.items;
    *ret_n = l.n;
    return OK;
}

/* As mail programs and providers name it; without what stands before it, as in "INBOX.Sent". */
static bool is_named_sent(struct str name)
{
    static const char *const names[] = {"Sent", "Sent Items", "Sent Messages", "Sent Mail", "Gesendet",
        "Gesendete Objekte", "Gesendete Elemente", "Envoy\xC3\xA9s", "Messages envoy\xC3\xA9s",
        "\xC3\x89l\xC3\xA9ments envoy\xC3\xA9s", NULL};
    for (size_t i = name.n; i; i--)
        if (name.p[i - 1] == '/' || name.p[i - 1] == '.') {
            name = (struct str){name.p + i, name.n - i};
            break;
        }
    return str_among_nocase(name, names);
}

enum err imap_folder_sent(struct imap *m, struct arena *a, struct str *ret, struct err_info *info)
{
    struct imap_folder *all = NULL, *found = NULL;
    size_t n = 0;
    enum err err = imap_folder_list(m, a, &all, &n, info);
    if (err) return err;
    for (size_t i = 0; i < n && !found; i++)
        if (all[i].sent && all[i].opens) found = &all[i];
    for (size_t i = 0; i < n && !found; i++)
        if (all[i].opens && is_named_sent(all[i].name)) found = &all[i];
    if (found) return *ret = found->name, OK;
    return err_set(info, ERR_NOT_FOUND,
        "%.*s does not say which folder is for what was sent: name it in mail.ini, as sent = Sent",
        STR_ARG(m->connect->server->host));
}

/* --- one --- */

static enum err take_state(void *context, const struct imap_reply *r, struct arena *a, struct err_info *info)
{
    struct imap_folder_state *s = context;
    (void)a, (void)info;
    if (str_is_nocase(r->name, "EXISTS")) s->exists = r->number;
    if (imap_reply_code(r, "UIDVALIDITY", &s->validity)) return OK;
    if (imap_reply_code(r, "UIDNEXT", &s->next)) return OK;
    return OK;
}

enum err imap_folder_open(
    struct imap *m, struct arena *a, struct str name, struct imap_folder_state *ret, struct err_info *info)
{
    struct imap_folder_state s = {0};
    struct str quoted;
    enum imap_reply_status status;
    enum err err = imap_quote(a, folder_name_encode(a, name), &quoted, info);
    if (!err) err = imap_command(m, arena_format(a, "EXAMINE %s", quoted.p), 0, take_state, &s, &status, info);
    if (err) return err;
    if (status != IMAP_REPLY_OK)
        return err_set(info, ERR_NOT_FOUND,
            "the folder \"%.*s\" cannot be opened at %.*s, which said: %s (\"hearback fetch --check\" lists those "
            "there "
            "are)",
            STR_ARG(name), STR_ARG(m->connect->server->host), m->said);
    *ret = s;
    return OK;
}
