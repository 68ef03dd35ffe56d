/* Headers.  This file and parts.c are the only ones that know GMime. */
#include "mail/message.h"

#include "codec/mail_date.h"
#include "mail/head.h"
#include "mail/parts.h"
#include "mail/plain.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ID_MAX = 990 }; /* bytes: no longer line may be in a mail (RFC 5322, 2.1.1) */

static GMimeParserOptions *options;

void message_start(void)
{
    static const char *fallbacks[] = {"utf-8", "windows-1252", NULL};
    g_mime_init();
    options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, fallbacks);
}

/* GMime decodes what is encoded; most is not. */
static struct str line_of(struct arena *a, struct str raw)
{
    if (!raw.n || !str_contains(raw, STR("=?"))) return plain_line(a, raw, MAIL_LINE_MAX);
    char *unfolded = g_mime_utils_header_unfold(arena_str(a, raw).p);
    char *decoded = g_mime_utils_header_decode_text(options, unfolded);
    struct str line = plain_line(a, str_from(decoded), MAIL_LINE_MAX);
    g_free(decoded);
    g_free(unfolded);
    return line;
}

/* --- ids --- */

/* Without what would make it unusable as a name: folding and blanks; empty where that is not enough. */
static struct str clean_id(struct arena *a, struct str s)
{
    if (!s.n || s.n > ID_MAX) return (struct str){0};
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (strchr(" \t\r\n", s.p[i])) continue;
        if ((unsigned char)s.p[i] < ' ' || strchr("<>\x7F", s.p[i])) return (struct str){0};
        p[n++] = s.p[i];
    }
    struct str id = {p, n}, same = plain_line(a, id, MAIL_LINE_MAX);
    return str_eq(same, id) ? id : (struct str){0};
}

/* The next <id> of s. */
static bool next_id(struct arena *a, struct str *s, struct str *ret)
{
    struct str before, id;
    while (str_cut(*s, '<', &before, s) && str_cut(*s, '>', &id, s)) {
        *ret = clean_id(a, id);
        if (ret->n) return true;
    }
    return false;
}

static struct str own_id(const struct head *h, struct arena *a)
{
    struct str s = h->values[HEAD_MESSAGE_ID], rest = s, id;
    if (!s.n || next_id(a, &rest, &id)) return s.n ? id : s;
    return memchr(s.p, '@', s.n) && !memchr(s.p, '<', s.n) ? clean_id(a, s) : (struct str){0};
}

/* The last so many, each once. */
static void read_references(const struct head *h, struct arena *a, struct mail *m)
{
    const struct str values[] = {h->values[HEAD_REFERENCES], h->values[HEAD_IN_REPLY_TO]};
    struct str *list = NULL, id;
    size_t n = 0;
    if (values[0].n || values[1].n) list = ARENA_NEW(a, struct str, MAIL_REFERENCES_MAX);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct str s = values[i];
        while (s.n && next_id(a, &s, &id)) {
            size_t same = 0;
            while (same < n && !str_eq(list[same], id)) same++;
            if (same < n) continue;
            if (n == MAIL_REFERENCES_MAX) memmove(list, list + 1, --n * sizeof *list);
            list[n++] = id;
        }
    }
    m->references = list;
    m->n_references = n;
}

/* Of what stays the same wherever the message is found. */
static struct str invented_id(struct arena *a, const struct mail *m)
{
    enum { TEXT = 2000, DIGITS = 40 };
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    char date[32];
    snprintf(date, sizeof date, "%lld", (long long)m->sent);
    const struct str parts[] = {
        m->from.mail, m->from.name, str_from(date), m->subject, {m->text.p, m->text.n < TEXT ? m->text.n : TEXT}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        g_checksum_update(sum, (const guchar *)(parts[i].p ? parts[i].p : ""), (gssize)parts[i].n);
        g_checksum_update(sum, (const guchar *)"", 1);
    }
    struct str id = arena_format(a, "%.*s@missing.invalid", DIGITS, g_checksum_get_string(sum));
    g_checksum_free(sum);
    return id;
}

/* --- people --- */

static struct str clean_address(struct arena *a, const char *address)
{
    struct str s = str_trim(str_from(address)), none = {0};
    const char *at = s.n && s.n < MAIL_LINE_MAX ? memrchr(s.p, '@', s.n) : NULL;
    if (!at || at == s.p || at == s.p + s.n - 1) return none;
    char *p = (char *)(uintptr_t)arena_str(a, s).p;
    for (size_t i = 0; i < s.n; i++) {
        if (strchr(" \t\r\n<>", p[i]) || !p[i]) return none;
        if (i > (size_t)(at - s.p) && p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] + 32);
    }
    struct str same = plain_line(a, s, MAIL_LINE_MAX);
    return str_eq(same, s) ? (struct str){p, s.n} : none;
}

/* Onto the list, as many as there is room for; those in a group too. */
static void add_people(
    struct arena *a, InternetAddressList *list, int depth, struct mail_person *people, size_t *n, size_t max)
{
    enum { GROUPS = 3 };
    int length = list ? internet_address_list_length(list) : 0;
    for (int i = 0; i < length && *n < max; i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(address) && depth < GROUPS) {
            add_people(
                a, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), depth + 1, people, n, max);
        } else if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
            struct mail_person p = {
                .mail = clean_address(a, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))};
            const char *name = internet_address_get_name(address);
            if (name) p.name = plain_line(a, str_from(name), MAIL_LINE_MAX);
            if (p.mail.n || p.name.n) people[(*n)++] = p;
        }
    }
}

static void read_people(GMimeMessage *message, struct arena *a, struct mail *m)
{
    struct {
        InternetAddressList *list;
        struct mail_person *one;
        const struct mail_person **many;
        size_t *n;
    } fields[] = {{g_mime_message_get_from(message), &m->from, NULL, NULL},
        {g_mime_message_get_sender(message), &m->sender, NULL, NULL},
        {g_mime_message_get_reply_to(message), &m->reply_to, NULL, NULL},
        {g_mime_message_get_to(message), NULL, &m->to, &m->n_to},
        {g_mime_message_get_cc(message), NULL, &m->cc, &m->n_cc},
        {g_mime_message_get_bcc(message), NULL, &m->bcc, &m->n_bcc}};
    struct mail_person people[MAIL_PEOPLE_MAX];
    size_t left = MAIL_PEOPLE_MAX;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t n = 0;
        add_people(a, fields[i].list, 0, people, &n, fields[i].one ? 1 : left);
        if (fields[i].one) {
            if (n) *fields[i].one = people[0];
            continue;
        }
        struct mail_person *kept = ARENA_NEW(a, struct mail_person, n);
        if (n) memcpy(kept, people, n * sizeof *kept);
        *fields[i].many = kept;
        *fields[i].n = n;
        left -= n;
    }
}

static void read_return_path(const struct head *h, struct arena *a, struct mail *m)
{
    struct str before, path, s = h->values[HEAD_RETURN_PATH];
    if (str_cut(s, '<', &before, &path)) str_cut(path, '>', &s, &path);
    if (s.n) m->return_path.mail = clean_address(a, arena_str(a, s).p);
}

/* --- dates and marks --- */

static void read_dates(const struct head *h, struct mail *m, instant_t received)
{
    int32_t ignored;
    instant_t sent;
    m->has_date = mail_date_parse(h->values[HEAD_DATE], &sent, &m->offset_minutes);
    if (m->has_date) m->sent = sent;
    m->received = received;
    struct str path, s = h->values[HEAD_RECEIVED], date = {0};
    while (str_cut(s, ';', &path, &s)) date = s; /* what follows the last one */
    if (date.n) mail_date_parse(date, &m->received, &ignored);
}

static bool is_labelled(struct str labels, const char *const names[])
{
    bool more = true;
    while (more) {
        struct str label;
        more = str_cut(labels, ',', &label, &labels);
        if (str_among_nocase(str_trim(label), names)) return true;
    }
    return false;
}

static void read_marks(const struct head *h, struct arena *a, struct mail *m)
{
    /* Gmail's own labels are in the language of the account. */
    static const char *const draft[] = {"draft", "drafts", "entw\xC3\xBCrfe", "brouillons", NULL};
    static const char *const trash[] = {"trash", "bin", "papierkorb", "corbeille", NULL};
    static const char *const spam[] = {"spam", "junk", NULL};
    enum { MOZILLA_EXPUNGED = 8 };
    struct str flags = h->values[HEAD_STATUS], mozilla = h->values[HEAD_MOZILLA_STATUS];
    m->labels = line_of(a, h->values[HEAD_GMAIL_LABELS]);
    m->draft = is_labelled(m->labels, draft) || str_contains(flags, STR("T")) || h->values[HEAD_MOZILLA_DRAFT].n ||
               str_is(h->values[HEAD_UNSENT], "1");
    m->deleted = is_labelled(m->labels, trash) || str_contains(flags, STR("D"));
    if (mozilla.n == 4) m->deleted |= (strtoul(mozilla.p, NULL, 16) & MOZILLA_EXPUNGED) != 0;
    m->spam = is_labelled(m->labels, spam);
}

static void read_automatic(const struct head *h, struct arena *a, struct mail *m)
{
    bool autoreply = h->values[HEAD_AUTOREPLY].n > 0;
    m->auto_submitted = line_of(a, h->values[HEAD_AUTO_SUBMITTED]);
    m->precedence = line_of(a, h->values[HEAD_PRECEDENCE]);
    m->autoreply = line_of(a, h->values[autoreply ? HEAD_AUTOREPLY : HEAD_AUTORESPOND]);
    m->auto_response_suppress = line_of(a, h->values[HEAD_AUTO_RESPONSE_SUPPRESS]);
    m->failed_recipients = line_of(a, h->values[HEAD_FAILED_RECIPIENTS]);
    m->list_id = line_of(a, h->values[HEAD_LIST_ID]);
    m->list_unsubscribe = h->values[HEAD_LIST_UNSUBSCRIBE].n > 0;
}

/* --- the message --- */

static GMimeMessage *parse(const struct message_source *source, struct arena *a, struct head *ret)
{
    static GMimeParser *parser;
    static GByteArray bytes; /* only read; the parts refer to it as long as the message lives */
    struct str sorted = {0};
    if (source->bytes)
        sorted = head_sort(source->bytes, source->n, a, ret);
    else
        head_read(source->beginning, ret);
    bytes = (GByteArray){.data = (guint8 *)(uintptr_t)sorted.p, .len = (guint)sorted.n};
    GMimeStream *stream = source->bytes ? g_mime_stream_mem_new_with_byte_array(&bytes)
                                        : g_mime_stream_fs_new_with_bounds(dup(source->fd), source->from, source->to);
    if (source->bytes) g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    if (parser)
        g_mime_parser_init_with_stream(parser, stream);
    else
        parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, options);
    g_object_unref(stream);
    return message;
}

/* Each part costs GMime a kilobyte. */
static bool has_too_many_parts(struct str s)
{
    enum { SHORTEST = 4 }; /* bytes of a line with a boundary */
    size_t boundaries = 0;
    if (s.n < SHORTEST * MESSAGE_BOUNDARIES_MAX) return false;
    for (struct str line; s.n && boundaries <= MESSAGE_BOUNDARIES_MAX; str_cut(s, '\n', &line, &s))
        boundaries += str_starts(s, STR("--"));
    return boundaries > MESSAGE_BOUNDARIES_MAX;
}

static struct str why_not(const struct message_source *source)
{
    struct str s = source->bytes ? (struct str){source->bytes, source->n} : source->beginning;
    if (has_too_many_parts(s)) return STR("it has too many parts to be read");
    if (!source->bytes && !head_ends(s)) return STR("its headers are too long to be read");
    return (struct str){0};
}

/* False: it is nested too deeply. */
static bool read_message(
    GMimeMessage *message, const struct head *h, const struct message_source *source, struct arena *a, struct mail *m)
{
    const char *subject = g_mime_message_get_subject(message);
    if (subject) m->subject = plain_line(a, str_from(subject), MAIL_LINE_MAX);
    read_people(message, a, m);
    read_return_path(h, a, m);
    read_dates(h, m, source->received);
    read_references(h, a, m);
    read_automatic(h, a, m);
    read_marks(h, a, m);
    bool read = parts_read(g_mime_message_get_mime_part(message), source->quoted, a, m);
    m->id = own_id(h, a);
    if (!m->id.n) m->id = invented_id(a, m);
    return read;
}

void message_read(const struct message_source *source, struct arena *a, struct mail *ret)
{
    struct mail m = {.offset = ret->offset, .bytes = ret->bytes, .line = ret->line}, place = m;
    struct head h;
    m.refused = why_not(source);
    GMimeMessage *message = m.refused.n ? NULL : parse(source, a, &h);
    if (!message && !m.refused.n) m.refused = STR("this is no mail: nothing in it is a header");
    if (message && !read_message(message, &h, source, a, &m)) {
        m = place;
        m.refused = STR("its parts are nested too deeply to be read");
    }
    if (message) g_object_unref(message);
    *ret = m;
}
