/* A mail onto a frame and from one.  Both go by one table of what is a plain
 * value; people, parts and lists are below it. */
#include "codec/mail.h"

#include <assert.h>
#include <string.h>

enum tag {
    TAG_OFFSET = 1,
    TAG_BYTES,
    TAG_LINE,
    TAG_NEXT_LINE,
    TAG_REFUSED,
    TAG_ID,
    TAG_REFERENCE,
    TAG_SENT,
    TAG_OFFSET_MINUTES,
    TAG_RECEIVED,
    TAG_FROM,
    TAG_SENDER,
    TAG_REPLY_TO,
    TAG_RETURN_PATH,
    TAG_TO,
    TAG_CC,
    TAG_BCC,
    TAG_SUBJECT,
    TAG_TEXT,
    TAG_FROM_HTML,
    TAG_CUT,
    TAG_ENCRYPTED,
    TAG_FORWARDS,
    TAG_REPORT,
    TAG_CALENDAR,
    TAG_CARD,
    TAG_ATTACHMENT,
    TAG_AUTO_SUBMITTED,
    TAG_PRECEDENCE,
    TAG_AUTOREPLY,
    TAG_AUTO_RESPONSE_SUPPRESS,
    TAG_FAILED_RECIPIENTS,
    TAG_LIST_ID,
    TAG_LIST_UNSUBSCRIBE,
    TAG_LABELS,
    TAG_DRAFT,
    TAG_DELETED,
    TAG_SPAM,
    TAG_HAS_DATE,
};

enum kind { KIND_NUMBER, KIND_MINUTES, KIND_FLAG, KIND_LINE, KIND_ID, KIND_TEXT, KIND_PERSON };

static const struct value {
    enum tag tag;
    enum kind kind;
    size_t at;
} values[] = {
    {TAG_OFFSET, KIND_NUMBER, offsetof(struct mail, offset)},
    {TAG_BYTES, KIND_NUMBER, offsetof(struct mail, bytes)},
    {TAG_LINE, KIND_NUMBER, offsetof(struct mail, line)},
    {TAG_REFUSED, KIND_LINE, offsetof(struct mail, refused)},
    {TAG_ID, KIND_ID, offsetof(struct mail, id)},
    {TAG_SENT, KIND_NUMBER, offsetof(struct mail, sent)},
    {TAG_OFFSET_MINUTES, KIND_MINUTES, offsetof(struct mail, offset_minutes)},
    {TAG_RECEIVED, KIND_NUMBER, offsetof(struct mail, received)},
    {TAG_FROM, KIND_PERSON, offsetof(struct mail, from)},
    {TAG_SENDER, KIND_PERSON, offsetof(struct mail, sender)},
    {TAG_REPLY_TO, KIND_PERSON, offsetof(struct mail, reply_to)},
    {TAG_RETURN_PATH, KIND_PERSON, offsetof(struct mail, return_path)},
    {TAG_SUBJECT, KIND_LINE, offsetof(struct mail, subject)},
    {TAG_TEXT, KIND_TEXT, offsetof(struct mail, text)},
    {TAG_FROM_HTML, KIND_FLAG, offsetof(struct mail, from_html)},
    {TAG_CUT, KIND_FLAG, offsetof(struct mail, cut)},
    {TAG_ENCRYPTED, KIND_FLAG, offsetof(struct mail, encrypted)},
    {TAG_FORWARDS, KIND_FLAG, offsetof(struct mail, forwards)},
    {TAG_REPORT, KIND_FLAG, offsetof(struct mail, report)},
    {TAG_AUTO_SUBMITTED, KIND_LINE, offsetof(struct mail, auto_submitted)},
    {TAG_PRECEDENCE, KIND_LINE, offsetof(struct mail, precedence)},
    {TAG_AUTOREPLY, KIND_LINE, offsetof(struct mail, autoreply)},
    {TAG_AUTO_RESPONSE_SUPPRESS, KIND_LINE, offsetof(struct mail, auto_response_suppress)},
    {TAG_FAILED_RECIPIENTS, KIND_LINE, offsetof(struct mail, failed_recipients)},
    {TAG_LIST_ID, KIND_LINE, offsetof(struct mail, list_id)},
    {TAG_LIST_UNSUBSCRIBE, KIND_FLAG, offsetof(struct mail, list_unsubscribe)},
    {TAG_LABELS, KIND_LINE, offsetof(struct mail, labels)},
    {TAG_DRAFT, KIND_FLAG, offsetof(struct mail, draft)},
    {TAG_DELETED, KIND_FLAG, offsetof(struct mail, deleted)},
    {TAG_SPAM, KIND_FLAG, offsetof(struct mail, spam)},
    {TAG_HAS_DATE, KIND_FLAG, offsetof(struct mail, has_date)},
};

/* --- writing --- */

static void put_pieces(struct buf *b, unsigned tag, const struct str *pieces, size_t n)
{
    AUTO(buf) joined = {0};
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(&joined, 0);
        buf_add(&joined, pieces[i]);
    }
    frame_text(b, tag, buf_str(&joined));
}

static void put_person(struct buf *b, unsigned tag, const struct mail_person *p)
{
    const struct str pieces[] = {p->mail, p->name};
    if (p->mail.n || p->name.n) put_pieces(b, tag, pieces, 2);
}

static void put_value(struct buf *b, const struct value *v, const struct mail *m)
{
    const char *at = (const char *)m + v->at;
    struct str s;
    switch (v->kind) {
    case KIND_NUMBER:
        if (*(const int64_t *)(const void *)at) frame_int(b, v->tag, *(const int64_t *)(const void *)at);
        break;
    case KIND_MINUTES:
        if (*(const int32_t *)(const void *)at) frame_int(b, v->tag, *(const int32_t *)(const void *)at);
        break;
    case KIND_FLAG:
        if (*(const bool *)at) frame_int(b, v->tag, 1);
        break;
    case KIND_LINE:
    case KIND_ID:
    case KIND_TEXT:
        s = *(const struct str *)(const void *)at;
        if (s.n) frame_text(b, v->tag, s);
        break;
    case KIND_PERSON: put_person(b, v->tag, (const struct mail_person *)(const void *)at); break;
    }
}

static void put_people(struct buf *b, unsigned tag, const struct mail_person *people, size_t n)
{
    for (size_t i = 0; i < n; i++) put_person(b, tag, &people[i]);
}

static void put_parts(struct buf *b, unsigned tag, const struct mail_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct str pieces[] = {parts[i].method, parts[i].charset, parts[i].bytes};
        put_pieces(b, tag, pieces, 3);
    }
}

bool mail_write(struct buf *b, const struct mail *m)
{
    size_t begin = frame_begin(b, MAIL_FRAME_MAIL);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) put_value(b, &values[i], m);
    for (size_t i = 0; i < m->n_references; i++) frame_text(b, TAG_REFERENCE, m->references[i]);
    put_people(b, TAG_TO, m->to, m->n_to);
    put_people(b, TAG_CC, m->cc, m->n_cc);
    put_people(b, TAG_BCC, m->bcc, m->n_bcc);
    put_parts(b, TAG_CALENDAR, m->calendars, m->n_calendars);
    put_parts(b, TAG_CARD, m->cards, m->n_cards);
    for (size_t i = 0; i < m->n_attachments; i++) frame_text(b, TAG_ATTACHMENT, m->attachments[i]);
    return frame_end(b, begin);
}

bool mail_write_place(struct buf *b, const struct mail_place *place)
{
    size_t begin = frame_begin(b, MAIL_FRAME_PLACE);
    frame_int(b, TAG_OFFSET, place->offset);
    frame_int(b, TAG_BYTES, place->bytes);
    frame_int(b, TAG_LINE, place->line);
    frame_int(b, TAG_NEXT_LINE, place->next_line);
    return frame_end(b, begin);
}

/* --- reading --- */

bool mail_read_place(struct frame f, struct mail_place *ret)
{
    struct mail_place place = {-1, -1, -1, -1};
    struct str value;
    unsigned tag;
    while (frame_field(&f, &tag, &value)) {
        int64_t *to = tag == TAG_OFFSET  ? &place.offset
                      : tag == TAG_BYTES ? &place.bytes
                      : tag == TAG_LINE  ? &place.line
                                         : &place.next_line;
        if (tag < TAG_OFFSET || tag > TAG_NEXT_LINE || !frame_number(value, to)) return false;
    }
    if (place.offset < 0 || place.bytes < 0 || place.offset > INT64_MAX - place.bytes) return false;
    if (place.line < 0 || place.next_line < place.line) return false;
    *ret = place;
    return true;
}

/* No control characters, neither of ASCII nor of Latin-1, beyond those that are allowed. */
static bool is_clean(struct str s, const char *allowed)
{
    for (size_t i = 0; i < s.n; i++) {
        i += str_printing((struct str){s.p + i, s.n - i});
        unsigned char c = i < s.n ? (unsigned char)s.p[i] : ' ';
        if ((c < ' ' && !strchr(allowed, c)) || c == 0x7F || c == 0) return false;
        if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0) return false;
    }
    return str_utf8(s, NULL);
}

static bool is_line(struct str s)
{
    return s.n <= MAIL_LINE_MAX && is_clean(s, "") && str_eq(s, str_trim(s));
}

/* An id, or an address: a line without blanks and brackets. */
static bool is_word(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(" <>", s.p[i])) return false;
    return s.n && is_line(s);
}

static bool is_address(struct str s)
{
    struct str local, domain;
    return is_word(s) && str_cut(s, '@', &local, &domain) && local.n && domain.n;
}

static bool get_person(struct str value, struct mail_person *ret)
{
    struct mail_person p;
    if (!str_cut(value, 0, &p.mail, &p.name) || !is_line(p.name)) return false;
    if (p.mail.n ? !is_address(p.mail) : !p.name.n) return false;
    *ret = p;
    return true;
}

static bool get_part(struct str value, struct mail_part *ret)
{
    struct mail_part p;
    struct str rest;
    if (!str_cut(value, 0, &p.method, &rest) || !str_cut(rest, 0, &p.charset, &p.bytes)) return false;
    if (!is_line(p.method) || !is_line(p.charset) || p.bytes.n > MAIL_PART_MAX) return false;
    *ret = p;
    return true;
}

static bool get_value(struct str value, const struct value *v, struct mail *m)
{
    char *at = (char *)m + v->at;
    int64_t number;
    switch (v->kind) {
    case KIND_NUMBER: return frame_number(value, (int64_t *)(void *)at) && *(int64_t *)(void *)at >= 0;
    case KIND_MINUTES:
        if (!frame_number(value, &number) || number < -DAY_SECONDS / 60 || number > DAY_SECONDS / 60) return false;
        *(int32_t *)(void *)at = (int32_t)number;
        return true;
    case KIND_FLAG: return frame_number(value, &number) && (*(bool *)at = number == 1);
    case KIND_LINE: *(struct str *)(void *)at = value; return value.n && is_line(value);
    case KIND_ID: *(struct str *)(void *)at = value; return is_word(value);
    case KIND_TEXT:
        *(struct str *)(void *)at = value;
        return value.n && value.n <= MAIL_TEXT_MAX && is_clean(value, "\t\n");
    case KIND_PERSON: return get_person(value, (struct mail_person *)(void *)at);
    }
    return false;
}

struct lists { /* growing */
    struct str *references, *attachments;
    struct mail_person *people[3]; /* to, cc, bcc */
    struct mail_part *parts[2]; /* calendars, cards */
    size_t n_references, n_attachments, n_people[3], n_parts[2];
    size_t room_references, room_attachments, room_people[3], room_parts[2];
};

static bool get_listed(unsigned tag, struct str value, struct arena *a, struct lists *l)
{
    struct mail_person person;
    struct mail_part part;
    unsigned which = tag - TAG_TO;
    switch (tag) {
    case TAG_REFERENCE:
        if (l->n_references == MAIL_REFERENCES_MAX || !is_word(value)) return false;
        *ARENA_PUSH(a, l->references, l->n_references, l->room_references) = value;
        return true;
    case TAG_ATTACHMENT:
        if (l->n_attachments == MAIL_ATTACHMENTS_MAX || !value.n || !is_line(value)) return false;
        *ARENA_PUSH(a, l->attachments, l->n_attachments, l->room_attachments) = value;
        return true;
    case TAG_TO:
    case TAG_CC:
    case TAG_BCC:
        if (l->n_people[0] + l->n_people[1] + l->n_people[2] == MAIL_PEOPLE_MAX || !get_person(value, &person))
            return false;
        *ARENA_PUSH(a, l->people[which], l->n_people[which], l->room_people[which]) = person;
        return true;
    case TAG_CALENDAR:
    case TAG_CARD:
        which = tag == TAG_CARD;
        if (l->n_parts[which] == MAIL_PARTS_MAX || !get_part(value, &part)) return false;
        *ARENA_PUSH(a, l->parts[which], l->n_parts[which], l->room_parts[which]) = part;
        return true;
    default: return false;
    }
}

static const struct value *value_of(unsigned tag)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i].tag == tag) return &values[i];
    return NULL;
}

static void take_lists(struct mail *m, const struct lists *l)
{
    m->references = l->references, m->n_references = l->n_references;
    m->attachments = l->attachments, m->n_attachments = l->n_attachments;
    m->to = l->people[0], m->n_to = l->n_people[0];
    m->cc = l->people[1], m->n_cc = l->n_people[1];
    m->bcc = l->people[2], m->n_bcc = l->n_people[2];
    m->calendars = l->parts[0], m->n_calendars = l->n_parts[0];
    m->cards = l->parts[1], m->n_cards = l->n_parts[1];
}

enum err mail_read(struct frame f, struct arena *a, struct mail *ret, struct err_info *info)
{
    struct mail m = {0};
    struct lists lists = {0};
    struct str value;
    unsigned tag = 0;
    bool good = f.kind == MAIL_FRAME_MAIL;
    while (good && frame_field(&f, &tag, &value)) {
        const struct value *v = value_of(tag);
        good = v ? get_value(value, v, &m) : get_listed(tag, value, a, &lists);
    }
    if (!good) return err_set(info, ERR_INPUT, "what was read of a mail is not as it should be (field %u)", tag);
    if (!m.id.n && !m.refused.n) return err_set(info, ERR_INPUT, "what was read of a mail has no id");
    take_lists(&m, &lists);
    *ret = m;
    return OK;
}
