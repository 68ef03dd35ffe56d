/* From structs to cards. */
#include "codec/vcard_write.h"

/* --- names --- */

static bool is_any(struct str s, const char *const words[])
{
    while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ',')) s.n--;
    return str_among_nocase(s, words);
}

static bool is_honorific(struct str s)
{
    static const char *const words[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame",
        "herr", "frau", "dipl.-ing", "ing", "mme", "mlle", "rev", NULL};
    return is_any(s, words);
}

static bool is_behind(struct str s)
{
    static const char *const words[] = {
        "jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "mba", "msc", "bsc", "esq", "cpa", "pmp", NULL};
    return is_any(s, words);
}

/* Only in small letters: a name such as Van or Di is as often a given one. */
static bool is_particle(struct str s)
{
    static const char *const words[] = {"de", "del", "della", "di", "da", "das", "do", "dos", "du", "van", "von", "der",
        "den", "het", "'t", "ter", "ten", "la", "le", "las", "los", "el", "al", "bin", "ibn", "zu", "zum", "zur", "af",
        "av", "y", "e", NULL};
    return str_among(s, words);
}

static struct str last_word(struct str s)
{
    size_t at = s.n;
    while (at && s.p[at - 1] != ' ') at--;
    return (struct str){s.p + at, s.n - at};
}

static struct str without_last(struct str s)
{
    return str_trim((struct str){s.p, s.n - last_word(s).n});
}

static struct str first_word(struct str s)
{
    struct str head, tail;
    str_cut(s, ' ', &head, &tail);
    return head;
}

/* What stands in s from `from` on. */
static struct str since(struct str s, const char *from)
{
    return (struct str){from, (size_t)(s.p + s.n - from)};
}

void vcard_write_parts(struct str name, struct vcard *ret)
{
    struct str rest = str_trim(name), all = rest, word;
    ret->prefix = ret->given = ret->family = ret->suffix = (struct str){0};
    if (!rest.n) return;
    while (word = first_word(rest), word.n < rest.n && is_honorific(word))
        rest = str_trim(since(rest, word.p + word.n));
    ret->prefix = str_trim((struct str){all.p, all.n - rest.n});
    all = rest;
    while (word = last_word(rest), word.n < rest.n && is_behind(word)) rest = without_last(rest);
    if (rest.n < all.n) ret->suffix = str_trim(since(all, rest.p + rest.n));
    if (rest.n < all.n && rest.n && rest.p[rest.n - 1] == ',') rest.n--;
    bool alone = last_word(rest).n == rest.n;
    if (alone && !ret->prefix.n) {
        ret->given = rest;
        return;
    }
    struct str before = without_last(rest);
    while (word = last_word(before), word.n && word.n < before.n && is_particle(word)) before = without_last(before);
    ret->given = before;
    ret->family = str_trim(since(rest, before.n ? before.p + before.n : rest.p));
}

/* --- lines --- */

static void escape(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\n')
            buf_put(b, "\\n");
        else if (c < ' ' || c == 0x7F)
            buf_char(b, ' ');
        else if (c == '\\' || c == ',' || c == ';')
            buf_char(b, '\\'), buf_char(b, s.p[i]);
        else
            buf_char(b, s.p[i]);
    }
}

/* RFC 6350, 3.2: 75 bytes a line without its end; the blank that folds is one of them. */
static void fold(struct buf *b, struct str s)
{
    enum { LINE = 75 };
    for (size_t room = LINE; s.n > room; room = LINE - 1) {
        size_t n = str_clip(s, room).n;
        buf_add(b, (struct str){s.p, n});
        buf_put(b, "\r\n ");
        s.p += n, s.n -= n;
    }
    buf_add(b, s);
    buf_put(b, "\r\n");
}

static void put_line(struct buf *b, const char *head, const struct str *parts, size_t n)
{
    buf_put(b, head);
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(b, ';');
        escape(b, parts[i]);
    }
}

static void add_line(struct buf *b, const char *head, const struct str *parts, size_t n)
{
    AUTO(buf) line = {0};
    put_line(&line, head, parts, n);
    fold(b, buf_str(&line));
}

static void add_text(struct buf *b, const char *head, struct str s)
{
    if (s.n) add_line(b, head, &s, 1);
}

static void add_rev(struct buf *b, instant_t t)
{
    if (t == TIME_NONE) return;
    struct ymd d = day_to_ymd(day_of(t));
    int s = civil_second_of_day(t);
    buf_printf(b, "REV:%04d%02d%02dT%02d%02d%02dZ\r\n", d.year, d.month, d.day, s / HOUR_SECONDS,
        s % HOUR_SECONDS / MINUTE_SECONDS, s % MINUTE_SECONDS);
}

void vcard_write(struct buf *b, const struct vcard *card, int version, instant_t rev)
{
    struct vcard c = *card;
    bool parted = c.prefix.n || c.given.n || c.additional.n || c.family.n || c.suffix.n, new = version == 40;
    if (!parted) vcard_write_parts(c.name, &c);
    const struct str n[] = {c.family, c.given, c.additional, c.prefix, c.suffix}, org[] = {c.organisation, c.unit};
    buf_put(b, "BEGIN:VCARD\r\n");
    buf_put(b, new ? "VERSION:4.0\r\n" : "VERSION:3.0\r\n");
    buf_put(b, "PRODID:-//hearback//hearback//EN\r\n");
    add_text(b, "UID:", c.uid);
    add_line(b, "FN:", &c.name, 1);
    add_line(b, "N:", n, sizeof n / sizeof *n);
    if (c.organisation.n) add_line(b, "ORG:", org, c.unit.n ? 2 : 1);
    add_text(b, "TITLE:", c.title);
    for (size_t i = 0; i < c.n_mails; i++)
        add_text(b, new ? "EMAIL;TYPE=work:" : "EMAIL;TYPE=INTERNET,WORK:", c.mails[i]);
    for (size_t i = 0; i < c.n_phones; i++)
        add_text(b, new ? "TEL;TYPE=\"work,voice\":" : "TEL;TYPE=WORK,VOICE:", c.phones[i]);
    add_text(b, "URL:", c.url);
    add_text(b, "NOTE:", c.note);
    add_rev(b, rev);
    buf_put(b, "END:VCARD\r\n");
}

static void add_whole(struct buf *b, const char *head, struct str s)
{
    if (!s.n) return;
    put_line(b, head, &s, 1);
    buf_put(b, "\r\n");
}

void vcard_write_brief(struct buf *b, const struct vcard *card)
{
    struct vcard c = *card;
    vcard_write_parts(c.name, &c);
    const struct str n[] = {c.family, c.given, c.additional, c.prefix, c.suffix};
    buf_put(b, "BEGIN:VCARD\r\nVERSION:3.0\r\n");
    put_line(b, "N:", n, sizeof n / sizeof *n);
    buf_put(b, "\r\n");
    add_whole(b, "FN:", c.name);
    add_whole(b, "ORG:", c.organisation);
    add_whole(b, "TITLE:", c.title);
    if (c.n_phones) add_whole(b, "TEL:", c.phones[0]);
    if (c.n_mails) add_whole(b, "EMAIL:", c.mails[0]);
    buf_put(b, "END:VCARD\r\n");
}
