#include "mail/parts.h"

#include "codec/mbox.h"
#include "mail/charset.h"
#include "mail/html.h"
#include "mail/plain.h"

#include <gmime/gmime.h>
#include <string.h>

enum {
    HTML_MAX = 1 << 20, /* bytes of a page that are read */
    PLAIN_MAX = 4 * MAIL_TEXT_MAX, /* bytes of a part of text that are read: UTF-32 takes four for each character */
    PIECE = 16 << 10, /* decoded at once */
};

struct parts {
    struct arena *arena;
    struct mail *mail;
    struct buf text; /* so far */
    struct mail_part *calendars, *cards; /* room for MAIL_PARTS_MAX each */
    struct str *attachments; /* room for MAIL_ATTACHMENTS_MAX */
    size_t seen;
    bool quoted, too_deep;
    bool silent; /* text is passed over: what it says has been said */
};

/* --- one part --- */

/* What stands in memory as it is meant, so that it need not be copied. */
static bool is_as_meant(GMimeDataWrapper *content, GMimeStream *stream)
{
    switch (g_mime_data_wrapper_get_encoding(content)) {
    case GMIME_CONTENT_ENCODING_DEFAULT:
    case GMIME_CONTENT_ENCODING_7BIT:
    case GMIME_CONTENT_ENCODING_8BIT:
    case GMIME_CONTENT_ENCODING_BINARY: return GMIME_IS_STREAM_MEM(stream);
    case GMIME_CONTENT_ENCODING_BASE64:
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
    case GMIME_CONTENT_ENCODING_UUENCODE: break;
    }
    return false;
}

static struct str view(GMimeStream *stream)
{
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    gint64 from = stream->bound_start, to = stream->bound_end < 0 ? (gint64)bytes->len : stream->bound_end;
    return (struct str){(const char *)bytes->data + from, (size_t)(to - from)};
}

/* Its content, decoded, in `room` or where it is: max bytes at most.  *more: there would be more. */
static struct str decode(GMimePart *part, size_t max, struct buf *room, bool *more)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *stream = content ? g_mime_data_wrapper_get_stream(content) : NULL;
    struct str s = {0};
    if (stream && is_as_meant(content, stream)) {
        s = view(stream);
    } else if (stream) {
        char raw[PIECE], piece[PIECE + 64];
        GMimeEncoding decoder;
        ssize_t n;
        g_mime_encoding_init_decode(&decoder, g_mime_data_wrapper_get_encoding(content));
        g_mime_stream_reset(stream);
        while (room->n <= max && (n = g_mime_stream_read(stream, raw, sizeof raw)) > 0) {
            size_t done = g_mime_encoding_step(&decoder, raw, (size_t)n, piece);
            buf_add(room, (struct str){piece, done});
        }
        char rest[64] = {0};
        buf_add(room, (struct str){rest, g_mime_encoding_flush(&decoder, raw, 0, rest)});
        s = buf_str(room);
    }
    *more = s.n > max;
    if (*more) s.n = max;
    return s;
}

static struct str parameter(GMimeObject *part, const char *name)
{
    GMimeContentType *type = g_mime_object_get_content_type(part);
    return str_from(type ? g_mime_content_type_get_parameter(type, name) : NULL);
}

static bool is_type(GMimeObject *part, const char *type, const char *subtype)
{
    return g_mime_content_type_is_type(g_mime_object_get_content_type(part), type, subtype);
}

static struct str name_of(struct parts *p, GMimeObject *part)
{
    const char *name = GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : NULL;
    if (!name) name = g_mime_object_get_content_disposition_parameter(part, "filename");
    return name ? plain_line(p->arena, str_from(name), MAIL_LINE_MAX) : (struct str){0};
}

static bool ends_in(struct str s, const char *ending)
{
    size_t n = strlen(ending);
    return s.n > n && str_is_nocase((struct str){s.p + s.n - n, n}, ending);
}

static struct str small_letters(struct arena *a, struct str s)
{
    struct str line = plain_line(a, s, 100);
    char *p = (char *)(uintptr_t)line.p;
    for (size_t i = 0; i < line.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] + 32);
    return line;
}

/* --- text --- */

/* A page says its own set where the mail does not; only its beginning is asked. */
static struct str charset_of(GMimeObject *part, struct str bytes, bool html)
{
    enum { ASKED = 2000 };
    struct str charset = parameter(part, "charset");
    if (charset.n || !html) return charset;
    struct str s = {bytes.p, bytes.n < ASKED ? bytes.n : ASKED};
    for (; s.n > 8; s.p++, s.n--) {
        if (!str_is_nocase((struct str){s.p, 8}, "charset=")) continue;
        size_t from = s.p[8] == '"' || s.p[8] == '\'' ? 9 : 8, n = 0;
        while (from + n < s.n && !strchr("\"'> ;/", s.p[from + n])) n++;
        return (struct str){s.p + from, n};
    }
    return charset;
}

/* Of a message too large to have been unquoted whole. */
static struct str unquoted(struct arena *a, struct str s)
{
    struct str copy = arena_str(a, s);
    copy.n = mbox_unquote((char *)(uintptr_t)copy.p, copy.n);
    return copy;
}

/* The text of a part, clean; true: it goes on. */
static bool text_of(struct parts *p, GMimeObject *part, bool html, struct buf *out)
{
    AUTO(buf) room = {0};
    AUTO(buf) decoded = {0};
    AUTO(buf) plain = {.max = 2 * MAIL_TEXT_MAX};
    bool more;
    struct str bytes = decode(GMIME_PART(part), html ? HTML_MAX : PLAIN_MAX, &room, &more);
    if (p->quoted) bytes = unquoted(p->arena, bytes);
    struct str text = charset_decode(&decoded, bytes, charset_of(part, bytes, html));
    if (html) {
        html_to_text(&plain, text);
        more |= plain.full;
        plain_clean(out, buf_str(&plain));
    } else if (str_is_nocase(parameter(part, "format"), "flowed")) {
        plain_clean(&plain, text);
        more |= plain.full;
        plain_unflow(out, buf_str(&plain), str_is_nocase(parameter(part, "delsp"), "yes"));
    } else {
        plain_clean(out, text);
    }
    return more;
}

/* Nothing, or only that a program for HTML is needed. */
static bool says_nothing(struct str text)
{
    enum { STUB = 400 };
    text = str_trim(text);
    if (!text.n) return true;
    if (text.n > STUB) return false;
    for (size_t i = 0; i + 4 <= text.n; i++)
        if (str_is_nocase((struct str){text.p + i, 4}, "html")) return true;
    return false;
}

static bool is_armored(struct str text)
{
    return str_starts(str_trim(text), STR("-----BEGIN PGP MESSAGE-----"));
}

static void add_text(struct parts *p, struct str text, bool html, bool more)
{
    if (!str_trim(text).n) return;
    if (is_armored(text)) {
        p->mail->encrypted = true;
        return;
    }
    if (p->text.n && p->text.p[p->text.n - 1] != '\n') buf_char(&p->text, '\n');
    if (p->text.n) buf_char(&p->text, '\n'); /* an empty line between parts */
    if (p->text.n > MAIL_TEXT_MAX) return;
    p->mail->from_html |= html;
    p->mail->cut |= more;
    buf_add(&p->text, (struct str){text.p, text.n > MAIL_TEXT_MAX ? MAIL_TEXT_MAX + 1 : text.n});
}

/* --- leaves --- */

static bool is_calendar(GMimeObject *part, struct str name)
{
    return is_type(part, "text", "calendar") || is_type(part, "application", "ics") || ends_in(name, ".ics");
}

static bool is_card(GMimeObject *part, struct str name)
{
    return is_type(part, "text", "vcard") || is_type(part, "text", "x-vcard") || ends_in(name, ".vcf") ||
           (is_type(part, "text", "directory") && str_is_nocase(parameter(part, "profile"), "vcard"));
}

static void add_part(struct parts *p, GMimeObject *part, struct mail_part *list, size_t *n)
{
    AUTO(buf) room = {0};
    bool more;
    if (*n == MAIL_PARTS_MAX) return;
    struct str bytes = decode(GMIME_PART(part), MAIL_PART_MAX, &room, &more);
    if (more) return;
    list[(*n)++] = (struct mail_part){.bytes = arena_str(p->arena, bytes),
        .charset = small_letters(p->arena, parameter(part, "charset")),
        .method = small_letters(p->arena, parameter(part, "method"))};
}

static void add_attachment(struct parts *p, struct str name)
{
    if (name.n && p->mail->n_attachments < MAIL_ATTACHMENTS_MAX) p->attachments[p->mail->n_attachments++] = name;
}

/* "Content-Type: text" and the like is no type for GMime, and text for everybody else. */
static bool is_meant_as_text(GMimeObject *part)
{
    const char *value = g_mime_object_get_header(part, "Content-Type");
    struct str s = str_trim(str_from(value));
    return s.n >= 4 && str_is_nocase((struct str){s.p, 4}, "text");
}

static bool is_html(GMimeObject *part)
{
    return is_type(part, "text", "html") || is_type(part, "application", "xhtml+xml");
}

static bool is_text(GMimeObject *part, struct str name)
{
    const char *disposition = g_mime_object_get_disposition(part);
    if (name.n || (disposition && str_is_nocase(str_from(disposition), "attachment"))) return false;
    return is_type(part, "text", "*") || is_html(part) || is_meant_as_text(part);
}

static bool is_winmail(GMimeObject *part, struct str name)
{
    return is_type(part, "application", "ms-tnef") || is_type(part, "application", "vnd.ms-tnef") ||
           str_is_nocase(name, "winmail.dat");
}

/* Logos and the like, which belong to the page. */
static bool is_shown_within(GMimeObject *part)
{
    const char *disposition = g_mime_object_get_disposition(part);
    return is_type(part, "image", "*") && !(disposition && str_is_nocase(str_from(disposition), "attachment"));
}

static bool is_enveloped(GMimeObject *part)
{
    bool pkcs7 = is_type(part, "application", "pkcs7-mime") || is_type(part, "application", "x-pkcs7-mime");
    struct str kind = parameter(part, "smime-type");
    return pkcs7 && (!kind.n || str_is_nocase(kind, "enveloped-data") || str_is_nocase(kind, "authEnveloped-data"));
}

static void take_leaf(struct parts *p, GMimeObject *part)
{
    struct str name = name_of(p, part);
    if (is_calendar(part, name)) {
        add_part(p, part, p->calendars, &p->mail->n_calendars);
    } else if (is_card(part, name)) {
        add_part(p, part, p->cards, &p->mail->n_cards);
    } else if (is_enveloped(part)) {
        p->mail->encrypted = true;
    } else if (is_text(part, name)) {
        if (p->silent) return;
        AUTO(buf) text = {.max = 2 * MAIL_TEXT_MAX};
        bool html = is_html(part), more = text_of(p, part, html, &text);
        add_text(p, buf_str(&text), html, more || text.full);
    } else if (!is_winmail(part, name) && !is_shown_within(part)) {
        add_attachment(p, name);
    }
}

/* --- the tree --- */

static void take(struct parts *p, GMimeObject *part, int depth);

static GMimeObject *child_of(GMimeObject *part, int i)
{
    return g_mime_multipart_get_part(GMIME_MULTIPART(part), i);
}

/* The last one is the best (RFC 2046, 5.1.4), but plain text is enough for us where it says something; calendars are
 * always taken. */
static void take_alternative(struct parts *p, GMimeObject *part, int depth)
{
    int n = g_mime_multipart_get_count(GMIME_MULTIPART(part)), last = -1;
    bool taken = false;
    for (int i = 0; i < n; i++) {
        GMimeObject *child = child_of(part, i);
        struct str name = GMIME_IS_PART(child) ? name_of(p, child) : (struct str){0};
        bool text =
            GMIME_IS_MULTIPART(child) || (GMIME_IS_PART(child) && is_text(child, name) && !is_calendar(child, name));
        if (!text) {
            take(p, child, depth);
        } else if (!taken && !p->silent && GMIME_IS_PART(child) && is_type(child, "text", "plain")) {
            AUTO(buf) plain = {.max = 2 * MAIL_TEXT_MAX};
            bool more = text_of(p, child, false, &plain);
            taken = !says_nothing(buf_str(&plain)) || n == 1;
            if (taken) add_text(p, buf_str(&plain), false, more || plain.full);
        } else if (!is_type(child, "text", "plain")) {
            last = i;
        }
    }
    if (!taken && last < 0 && n > 0) last = 0;
    bool silent = p->silent;
    p->silent |= taken; /* there may still be calendars and attachments in it */
    if (last >= 0) take(p, child_of(part, last), depth);
    p->silent = silent;
}

static void take_multipart(struct parts *p, GMimeObject *part, int depth)
{
    int n = g_mime_multipart_get_count(GMIME_MULTIPART(part));
    p->mail->report |= is_type(part, "multipart", "report");
    if (is_type(part, "multipart", "encrypted")) {
        p->mail->encrypted = true;
        return;
    }
    if (is_type(part, "multipart", "alternative")) {
        take_alternative(p, part, depth);
        return;
    }
    bool signed_one = is_type(part, "multipart", "signed");
    for (int i = 0; i < n && !(signed_one && i == 1); i++) take(p, child_of(part, i), depth);
}

static void take(struct parts *p, GMimeObject *part, int depth)
{
    p->too_deep |= depth > PARTS_DEPTH;
    if (!part || p->too_deep || p->seen++ > PARTS_MAX) return;
    if (GMIME_IS_MULTIPART(part)) {
        take_multipart(p, part, depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(part) || GMIME_IS_MESSAGE_PARTIAL(part)) {
        p->mail->forwards |= !p->mail->report;
    } else if (GMIME_IS_PART(part)) {
        take_leaf(p, part);
    }
}

bool parts_read(void *mime_object, bool quoted, struct arena *a, struct mail *ret)
{
    struct parts p = {.arena = a, .mail = ret, .quoted = quoted};
    p.calendars = ARENA_NEW(a, struct mail_part, MAIL_PARTS_MAX);
    p.cards = ARENA_NEW(a, struct mail_part, MAIL_PARTS_MAX);
    p.attachments = ARENA_NEW(a, struct str, MAIL_ATTACHMENTS_MAX);
    ret->calendars = p.calendars, ret->cards = p.cards, ret->attachments = p.attachments;
    take(&p, mime_object, 0);
    struct str text = buf_str(&p.text);
    while (text.n && (text.p[0] == '\n')) text = (struct str){text.p + 1, text.n - 1};
    ret->cut |= text.n > MAIL_TEXT_MAX;
    struct str clipped = str_clip(text, MAIL_TEXT_MAX);
    while (clipped.n && strchr(" \t\n", clipped.p[clipped.n - 1])) clipped.n--;
    ret->text = arena_str(a, clipped);
    buf_close(&p.text);
    return !p.too_deep;
}
