/* Keeping a copy of what was sent. */
#include "app/sent_copy.h"

#include "app/mailbox.h"

/* Opens the folder; *ret_n: how many are there already. */
static enum err look(const struct account *at, struct str message_id, struct arena *a, struct mailbox *m,
    struct str *ret_folder, int64_t *ret_n, struct err_info *info)
{
    struct mailbox_state s;
    enum err err = mailbox_open(m, at, -1, a, info);
    if (err) return err;
    err = mailbox_go(m, at->sent, &s, info);
    if (!err) err = mailbox_has(m, message_id, ret_n, info);
    if (!err) *ret_folder = s.name;
    return err;
}

static enum err keep(const struct account *at, struct str message, struct str message_id, struct arena *a,
    bool *ret_lost, enum sent_copy *ret, struct str *ret_folder, struct err_info *info)
{
    AUTO(mailbox) m = {0};
    int64_t n = 0;
    *ret_lost = false;
    enum err err = look(at, message_id, a, &m, ret_folder, &n, info);
    if (err) return err;
    if (n) return *ret = SENT_COPY_THERE, OK;
    err = mailbox_keep(&m, message, info);
    *ret_lost = err && m.lost;
    if (!err) *ret = SENT_COPY_KEPT;
    return err;
}

enum err sent_copy_keep(const struct account *at, struct str message, struct str message_id, struct arena *a,
    enum sent_copy *ret, struct str *ret_folder, struct err_info *info)
{
    bool lost;
    if (!at->imap.host.n || !at->append_sent) return *ret = SENT_COPY_NONE, OK;
    enum err err = keep(at, message, message_id, a, &lost, ret, ret_folder, info);
    if (err && lost) err = keep(at, message, message_id, a, &lost, ret, ret_folder, info);
    return err ? err_context(info, err, "the copy for your own records") : OK;
}

enum err sent_copy_find(
    const struct account *at, struct str message_id, struct arena *a, bool *ret, struct err_info *info)
{
    AUTO(mailbox) m = {0};
    struct str folder;
    int64_t n = 0;
    if (!at->imap.host.n)
        return err_set(
            info, ERR_INPUT, "\"%.*s\" has no imap in mail.ini, so its mail cannot be looked at", STR_ARG(at->name));
    enum err err = look(at, message_id, a, &m, &folder, &n, info);
    if (!err) *ret = n > 0;
    return err;
}
