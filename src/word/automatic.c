/* Mail that no person wrote. */
#include "word/automatic.h"

#include <string.h>

#include "word/key.h"

const char *const automatic_names[] = {"none", "receipt", "out-of-office", "bounce", "list", NULL};

static const struct rules_finding *best(
    const struct rules_found *found, enum rules_sign sign, enum rules_strength least)
{
    for (size_t i = 0; i < found->n; i++)
        if (found->items[i].sign == sign && found->items[i].strength >= least) return &found->items[i];
    return NULL;
}

/* How many different rules say so. */
static int rules_saying(const struct rules_found *found, enum rules_sign sign)
{
    int n = 0;
    for (size_t i = 0; i < found->n; i++) {
        bool before = false;
        for (size_t k = 0; k < i && !before; k++)
            before = found->items[k].sign == sign && found->items[k].rule == found->items[i].rule;
        n += found->items[i].sign == sign && !before;
        if (n > 1) break;
    }
    return n;
}

static struct word_reason by_header(const char *why)
{
    return (struct word_reason){.rule = STR("header"), .why = str_from(why)};
}

static void set(struct automatic *ret, enum automatic_kind kind, const struct rules_finding *f, const char *why)
{
    ret->kind = kind;
    ret->reason = f ? f->reason : by_header(why);
}

static bool is_bounce_sender(struct str mail)
{
    static const char *const senders[] = {
        "mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "bounce", "bounces", NULL};
    return key_head_any(mail, senders) > 0;
}

void automatic_read(const struct word_mail *m, const struct rules_found *signs, struct automatic *ret)
{
    *ret = (struct automatic){.back = DAY_NONE};
    const struct rules_finding *bounce = best(signs, RULES_BOUNCE, RULES_LIKELY);
    if (m->failure_report || (is_bounce_sender(m->from_mail) && (bounce || m->empty_return_path))) {
        set(ret, AUTOMATIC_BOUNCE, bounce, "It is the report of a mail system about a mail that did not arrive.");
        return;
    }
    if (bounce && bounce->reason.passage.subject && (m->empty_return_path || rules_saying(signs, RULES_BOUNCE))) {
        set(ret, AUTOMATIC_BOUNCE, bounce, NULL);
        return;
    }
    bool replied =
        m->autoreply || key_head(m->auto_submitted, "auto-replied*") || key_head(m->precedence, "auto_reply");
    const struct rules_finding *away = best(signs, RULES_OUT_OF_OFFICE, RULES_LIKELY);
    const struct rules_finding *received = best(signs, RULES_RECEIVED, RULES_LIKELY);
    bool titled = away && away->reason.passage.subject;
    /* "Automatic reply: ..." may just as well be a receipt. */
    if (titled && received && rules_saying(signs, RULES_OUT_OF_OFFICE) < 2) away = NULL;
    bool said = away && away->strength == RULES_SURE;
    /* What answers by itself and speaks of an application has it. */
    if (replied && !away && !received && best(signs, RULES_WORK, RULES_HINT)) {
        set(ret, AUTOMATIC_RECEIPT, NULL, "Its sender's mail program answered by itself.");
        return;
    }
    if (said || (away && (replied || m->empty_return_path)) || (replied && !received)) {
        set(ret, AUTOMATIC_OUT_OF_OFFICE, away, "Its sender's mail program answered by itself.");
        return;
    }
    const struct rules_finding *list = best(signs, RULES_LIST, RULES_SURE);
    bool bulk = m->list || key_head(m->precedence, "bulk") || key_head(m->precedence, "list") ||
                key_head(m->precedence, "junk");
    if (!list && bulk) list = best(signs, RULES_LIST, RULES_LIKELY);
    if (list) set(ret, AUTOMATIC_LIST, list, NULL);
}
