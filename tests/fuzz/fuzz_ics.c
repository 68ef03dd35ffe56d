/* Any bytes as a calendar: nothing reads past the end, texts are clean and bounded, times make sense, an event repeats
 * no more often than it may, and reading it again says the same. */
#include "codec/ics_link.h"
#include "codec/ics_read.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    uint64_t digest;
    size_t events, line, times;
};

static void check_text(struct seen *s, struct str text, size_t most, bool lines)
{
    assert(str_utf8(text, NULL) && text.n <= most && str_eq(text, str_trim(text)));
    for (size_t i = 0; i < text.n; i++)
        assert((unsigned char)text.p[i] >= ' ' ? text.p[i] != 0x7F : lines && text.p[i] == '\n');
    s->digest = str_hash(s->digest, text);
}

static void check_moment(const struct ics_moment *m)
{
    assert(m->civil >= (civil_t)DAY_FIRST * DAY_SECONDS && m->civil < (civil_t)(DAY_LAST + 367) * DAY_SECONDS);
    bool unknown = m->clock == ICS_FLOATING || m->clock == ICS_UNKNOWN;
    assert(unknown == (m->instant == TIME_NONE));
    assert(!m->day_only || m->clock == ICS_FLOATING || m->clock == ICS_UTC);
}

static void check_person(struct seen *s, const struct ics_person *p)
{
    check_text(s, p->name, ICS_NAME_MAX, false);
    check_text(s, p->mail, ICS_NAME_MAX, false);
    assert(p->name.n || p->mail.n);
}

static enum err check(void *context, const struct ics_event *e, struct err_info *info)
{
    struct seen *s = context;
    (void)info;
    s->events++;
    assert(e->uid.n && e->line > 0);
    assert(str_utf8(e->fault, NULL) && str_utf8(e->doubt, NULL));
    check_text(s, e->uid, ICS_NAME_MAX, false);
    if (e->fault.n) return OK;
    s->times = e->line == s->line && e->recurrence.n ? s->times + 1 : 1;
    s->line = e->line;
    assert(s->times <= ICS_REPEATS_MAX);
    check_text(s, e->summary, ICS_NAME_MAX, false);
    check_text(s, e->location, ICS_NAME_MAX, false);
    check_text(s, e->url, ICS_NAME_MAX, false);
    check_text(s, e->description, ICS_TEXT_MAX, true);
    check_text(s, e->comment, ICS_TEXT_MAX, true);
    check_text(s, e->link, ICS_LINK_MAX, false);
    assert(!e->link.n || ics_link_is_web(e->link));
    check_moment(&e->begins);
    if (e->ends.civil != TIME_NONE) {
        check_moment(&e->ends);
        bool both = e->begins.instant != TIME_NONE && e->ends.instant != TIME_NONE;
        assert(both ? e->ends.instant >= e->begins.instant : e->ends.civil >= e->begins.civil);
    }
    assert(e->sequence >= 0 && e->n_people <= ICS_PEOPLE_MAX);
    if (e->has_organizer) check_person(s, &e->organizer);
    for (size_t i = 0; i < e->n_people; i++) check_person(s, &e->people[i]);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct seen first = {.digest = STR_HASH}, second = first;
    struct str bytes = {(const char *)data, size};
    enum err err = ics_read(bytes, check, &first, NULL), again = ics_read(bytes, check, &second, NULL);
    assert(err == again && first.digest == second.digest && first.events == second.events);
    return 0;
}
