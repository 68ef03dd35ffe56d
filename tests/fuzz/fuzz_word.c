/* Whole mails by the rules that come with hearback.  The first three lines are
 * the sender's name, address and the subject; what is said of a mail lies
 * within it. */
#include "word/word.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/word/collection.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void within(const struct word_mail *m, struct word_passage p)
{
    const struct str *s = p.subject ? &m->subject : &m->text;
    assert(p.at <= s->n && p.n <= s->n - p.at);
}

static void check(const struct word_mail *m, const struct word_meaning *w)
{
    within(m, w->reason.passage);
    within(m, w->automatic.reason.passage);
    within(m, w->references.passage);
    within(m, w->about.passage);
    within(m, w->employer.name_reason.passage);
    within(m, w->employer.position_reason.passage);
    within(m, w->sender.passage);
    assert(w->promises.n <= PROMISES_MAX && w->sender.n_phones <= SENDER_PHONES && w->sender.n_mails <= SENDER_MAILS);
    for (size_t i = 0; i < w->promises.n; i++) {
        const struct promise *p = &w->promises.items[i];
        within(m, p->reason.passage);
        assert(p->day != DAY_NONE || p->doubt.n);
        assert(p->minute >= -1 && p->minute <= 24 * 60 + 59 && p->said.n);
    }
    assert(w->gist == GIST_OTHER || w->reason.rule.n);
    assert((w->gist == GIST_RECEIVED) == (w->automatic.kind == AUTOMATIC_RECEIPT));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena kept;
    static struct word_rules *rules;
    AUTO(arena) a = {0};
    struct str text = {(const char *)data, size};
    struct word_meaning w;
    if (!rules) rules = collection_rules(&kept, PHRASES_TRUSTED);
    if (size > WORD_TEXT_MAX || !str_utf8(text, NULL)) return 0;
    struct word_mail m = {
        .sent = civil_at(day_from_ymd(2024, 2, 28), 9, 0), .list = size % 5 == 0, .autoreply = size % 7 == 0};
    str_cut(text, '\n', &m.from_name, &text);
    str_cut(text, '\n', &m.from_mail, &text);
    str_cut(text, '\n', &m.subject, &m.text);
    word_read(rules, &m, &a, &w);
    check(&m, &w);
    return 0;
}
