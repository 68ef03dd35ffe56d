/* Quoted text: lines marked with ">", the line that announces a quotation
 * ("On ... wrote:", over as many as four lines), the head that Outlook puts
 * above an older mail, and rulers with words in them.  What follows an
 * announcement without marks is quoted to the end. */
#include <string.h>

#include "word/key.h"
#include "word/own_part.h"

enum { ANNOUNCED_LINES = 4, HEAD_LINES = 12 };

static const char *const wrote[] = {"wrote", "writes", "wrote a", "schrieb", "schrieben", "hat geschrieben", "écrit",
    "ecrit", "a écrit", "escribió", "escribio", "ha escrito", "ha scritto", "scritto", "scrisse", "schreef",
    "heeft geschreven", "het volgende geschreven", "escreveu", "napisał*", "napisal*", "pisze", "skrev", "skrifaði",
    "kirjoitti", "napsal*", "napísal*", "napisao", "napisala", "je napisao/la", "написал*", "написав*", "писал*",
    "пишет", "написа", "пише", "yazdı", "tarihinde şunu yazdı", "şunları yazdı", "đã viết", "viết", "írta", "ezt írta",
    "a scris", "έγραψε", "έγραψαν", "写道", "寫道", "写到", "のメール", "님이 작성", "작성", "menulis", "va escriure",
    "kirjutas", "rakstīja", "rašė", "je napisal*", NULL};

static const char *const starters[] = {"on", "am", "le", "el", "il", "il giorno", "op", "em", "w dniu", "dnia", "den",
    "dne", "dňa", "в", "на", "in a message dated", "at", "a", "em", "od", "von", "from", "vào", "lúc", "pada", "2026",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mar", "mer",
    "jeu", "ven", "sam", "dim", "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "po", "út", "st", "čt", "pá", "so",
    "ne", "ma", "ti", "ke", "to", "pe", "la", "su", "man", "tir", "ons", "tor", "fre", "lør", "søn", "tis", "lör",
    "sön", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "quoting", "zitat von", "στις", "på", NULL};

/* What may stand between the dashes of a ruler. */
static const char *const rulers[] = {"original message", "original mail", "original email", "original e-mail",
    "original appointment", "forwarded message", "forwarded by*", "forwarded mail", "reply message", "replied message",
    "ursprüngliche nachricht", "ursprungliche nachricht", "originalnachricht", "original-nachricht",
    "ursprünglicher termin", "original nachricht", "weitergeleitete nachricht", "message d'origine", "message original",
    "message initial", "e-mail d'origine", "mail d'origine", "message transféré", "message transmis",
    "message réexpédié", "mensaje original", "mensaje reenviado", "messaggio originale", "messaggio inoltrato",
    "forwarded message", "oorspronkelijk bericht", "oorspronkelijke bericht", "oorspronkelijke e-mail",
    "doorgestuurd bericht", "mensagem original", "mensagem encaminhada", "wiadomość oryginalna", "oryginalna wiadomość",
    "treść oryginalnej wiadomości", "przekazana wiadomość", "ursprungligt meddelande", "originalmeddelande",
    "vidarebefordrat meddelande", "oprindelig meddelelse", "videresendt meddelelse", "opprinnelig melding",
    "videresendt melding", "alkuperäinen viesti", "välitetty viesti", "původní zpráva", "původní e-mail",
    "přeposlaná zpráva", "pôvodná správa", "исходное сообщение", "пересылаемое сообщение", "пересланное сообщение",
    "orijinal mesaj", "özgün ileti", "İletilen mesaj", "eredeti üzenet", "továbbított üzenet", "mesaj original",
    "原始邮件", "邮件原件", "转发邮件", "原始郵件", "元のメッセージ", "転送", "원본 메시지", NULL};

/* Whole lines by which programs announce what they pass on. */
static const char *const forwards[] = {"begin forwarded message", "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail", "début du message réexpédié", "début du message transféré",
    "inicio del mensaje reenviado", "inizio messaggio inoltrato", "begin doorgestuurd bericht",
    "início da mensagem reenviada", "início da mensagem encaminhada", "początek przekazywanej wiadomości",
    "vidarebefordrat brev", "start på vidarebefordrat meddelande", "videresendt besked", "začátek přeposílané zprávy",
    "välitetty viesti alkaa", "начало переадресованного сообщения", NULL};

static const char *const from_keys[] = {"from", "von", "de", "da", "van", "od", "от", "från", "fra", "lähettäjä",
    "gönderen", "kimden", "feladó", "de la", "από", "expéditeur", "remitente", "mittente", "发件人", "寄件者", "差出人",
    "보낸 사람", "від", NULL};
static const char *const date_keys[] = {"sent", "date", "gesendet", "datum", "envoyé", "enviado", "enviado el", "fecha",
    "inviato", "data", "verzonden", "wysłano", "odesláno", "odoslané", "skickat", "sendt", "dato", "lähetetty",
    "päivämäärä", "отправлено", "дата", "tarih", "gönderme tarihi", "elküldve", "dátum", "trimis", "发送时间", "日期",
    "日時", "送信日時", "날짜", "enviada em", "enviada", "gesendet am", "date d'envoi", NULL};
static const char *const to_keys[] = {"to", "an", "à", "a", "para", "aan", "do", "komu", "кому", "till", "til",
    "vastaanottaja", "kime", "címzett", "către", "destinataire", "destinatario", "cc", "bcc", "kopie", "copie",
    "reply-to", "antwort an", "收件人", "宛先", "받는 사람", "importance", "wichtigkeit", "priorität", "attachments",
    "anlagen", "pièces jointes", NULL};
static const char *const subject_keys[] = {"subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto",
    "temat", "předmět", "predmet", "ämne", "emne", "aihe", "тема", "konu", "tárgy", "subiect", "θέμα", "主题", "主旨",
    "件名", "제목", NULL};

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

/* "10/05", "9:12", "06.10.": not just any number. */
static bool has_date(struct str s)
{
    for (size_t i = 1; i + 1 < s.n; i++) {
        bool digits = s.p[i - 1] >= '0' && s.p[i - 1] <= '9' && s.p[i + 1] >= '0' && s.p[i + 1] <= '9';
        if (digits && strchr("/:.-", s.p[i])) return true;
    }
    return false;
}

static bool has(struct str s, char c)
{
    return s.n && memchr(s.p, c, s.n) != NULL;
}

/* A colon of any script, perhaps with stars of emphasis behind it. */
static bool ends_colon(struct str s)
{
    while (s.n && strchr("*_ -", s.p[s.n - 1])) s.n--;
    return s.n && (s.p[s.n - 1] == ':' || (s.n > 2 && memcmp(s.p + s.n - 3, "\xef\xbc\x9a", 3) == 0));
}

static struct str plain_head(struct str s)
{
    while (s.n && strchr("*_-|#[ ", s.p[0])) s.p++, s.n--;
    return s;
}

/* --- announcements --- */

/* The bytes of lines [first, last]. */
static struct str span(const struct own_lines *l, size_t first, size_t last)
{
    size_t at = l->items[first].at, end = l->items[last].at + l->items[last].n;
    return str_trim((struct str){l->text.p + at, end - at});
}

/* "2026/10/5 Ada Birch <ada@example.com>:", with nothing said. */
static bool is_dated_address(struct str s)
{
    struct str head = {s.p, s.n < 16 ? s.n : 16};
    bool digit = s.n > 8 && s.p[0] >= '0' && s.p[0] <= '9';
    bool dated =
        digit && (has(head, '/') || has(head, '-') || has(head, '.') || str_contains(head, STR("\xe5\xb9\xb4")));
    while (s.n && strchr(": *", s.p[s.n - 1])) s.n--;
    return dated && has(s, '@') && has(s, '<') && (s.p[s.n - 1] == '>' || s.p[s.n - 1] == ')') &&
           own_line_words(s) <= 10;
}

/* Whether lines [first, last] announce a quotation; quoted: marked lines follow. */
static bool announces(const struct own_lines *l, size_t first, size_t last, bool quoted)
{
    struct str s = plain_head(span(l, first, last));
    if (s.n > OWN_LINE_LOOKED || !s.n) return false;
    if (is_dated_address(s)) return true;
    bool colon = ends_colon(s), address = has(s, '@');
    bool begun = key_head_any(s, starters) > 0, dated = has_digit(s);
    if (!colon && !quoted) return false;
    if (!key_found(s, wrote, NULL)) {
        bool sent = s.n < 200 && colon && (address || key_head(s, "quoting") || key_head(s, "zitat von"));
        return sent && quoted && own_line_words(s) <= 16;
    }
    if (quoted) return colon || dated || address;
    bool little = own_line_words(s) <= 12;
    return (begun && (dated || address)) || (little && (address || has_date(s)));
}

/* Where the announcement that ends with line `last` begins; SIZE_MAX: it is none. */
static size_t announced_from(const struct own_lines *l, size_t last, bool quoted)
{
    size_t best = SIZE_MAX;
    for (size_t first = last, seen = 0; seen < ANNOUNCED_LINES; first--, seen++) {
        const struct own_line *line = &l->items[first];
        if (line->blank || line->marked || line->n > OWN_LINE_LOOKED) break;
        struct str s = plain_head(own_line_text(l, first));
        bool begun = key_head_any(s, starters) > 0 || is_dated_address(s) || (s.n && s.p[0] >= '0' && s.p[0] <= '9');
        bool named = seen == 0 && announces(l, first, last, quoted);
        if (named || (begun && announces(l, first, last, quoted))) {
            best = first;
            if (begun) return first;
        }
        if (first == 0) break;
    }
    return best;
}

/* --- heads and rulers --- */

enum head_line { HEAD_NONE, HEAD_FROM, HEAD_DATE, HEAD_TO, HEAD_SUBJECT };

static bool is_key(struct str key, const char *const keys[])
{
    size_t n = key_head_any(key, keys);
    return n && n == key.n;
}

static enum head_line head_line(struct str s)
{
    s = plain_head(s);
    size_t n = 0;
    while (n < s.n && n < 40 && s.p[n] != ':' && !(n + 2 < s.n && memcmp(s.p + n, "\xef\xbc\x9a", 3) == 0)) n++;
    if (n >= s.n || n == 40) return HEAD_NONE;
    struct str key = str_trim((struct str){s.p, n});
    while (key.n && (strchr("* ", key.p[key.n - 1]) || (unsigned char)key.p[key.n - 1] == 0xa0))
        key.n -= (unsigned char)key.p[key.n - 1] == 0xa0 && key.n > 1 ? 2 : 1;
    if (!key.n) return HEAD_NONE;
    if (is_key(key, from_keys)) return HEAD_FROM;
    if (is_key(key, date_keys)) return HEAD_DATE;
    if (is_key(key, subject_keys)) return HEAD_SUBJECT;
    return is_key(key, to_keys) ? HEAD_TO : HEAD_NONE;
}

/* Whether the head of an older mail begins at line i.  Such a head names who wrote, and two of when, to whom, on what;
 * a traveller's "From: ... To: ... Date: ..." has no address and no subject. */
static bool is_head(const struct own_lines *l, size_t i, bool ruled)
{
    unsigned seen = 0;
    bool address = false;
    int lines = 0, strange = 0;
    for (size_t k = i; k < l->n && lines < HEAD_LINES && strange < 2; k++) {
        if (l->items[k].marked) break;
        struct str s = own_line_text(l, k);
        if (l->items[k].blank) {
            if (lines > 1) break;
            continue;
        }
        enum head_line what = head_line(s);
        if (lines == 0 && what == HEAD_NONE) return false;
        seen |= 1U << what;
        strange = what == HEAD_NONE ? strange + 1 : 0; /* a long line of addresses goes on */
        address |= has(s, '@');
        lines++;
    }
    bool from = seen & 1U << HEAD_FROM, date = seen & 1U << HEAD_DATE, subject = seen & 1U << HEAD_SUBJECT;
    bool to = seen & 1U << HEAD_TO;
    if (from + date + subject + to < (ruled ? 2 : 3) || !from) return false;
    return subject || address || ruled;
}

static bool is_ruler_of(struct str s, char c, size_t least)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != c && s.p[i] != ' ') return false;
        n += s.p[i] == c;
    }
    return n >= least;
}

/* "-----Original Message-----", "Begin forwarded message:". */
static bool is_worded_ruler(struct str s, bool *ret_forwards)
{
    struct str bare = s;
    size_t dashes = 0;
    while (bare.n && strchr("-=_*> +~#", bare.p[0])) dashes += bare.p[0] != ' ', bare.p++, bare.n--;
    bool begin = key_head_any(bare, forwards) > 0 && own_line_words(bare) <= 8;
    bool closed = s.n > 1 && strchr("-=_*", s.p[s.n - 1]) != NULL;
    bool worded =
        dashes >= 2 && (closed || own_line_words(bare) <= 6) && key_head_any(bare, rulers) > 0 && bare.n < 160;
    if (begin) *ret_forwards = true;
    if (worded && (key_found(bare,
                      (const char *const[]){"forwarded*", "weitergeleitete*", "transféré", "réexpédié", "reenviado",
                          "inoltrato", "doorgestuurd", "encaminhada", "przekazana", NULL},
                      NULL)))
        *ret_forwards = true;
    return begin || worded;
}

/* --- all of it --- */

static void quote(struct own_lines *l, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) l->items[i].kind = OWN_QUOTED;
}

/* ">From" at the beginning of a line is how mail boxes keep a line of the writer's own. */
static bool is_escaped(const struct own_lines *l, size_t i)
{
    struct str s = own_line_text(l, i);
    bool from = s.n > 6 && memcmp(s.p, ">From ", 6) == 0;
    return from && !(i > 0 && l->items[i - 1].marked) && !(i + 1 < l->n && l->items[i + 1].marked);
}

static const char *const above[] = {"reply above this line", "please type your reply above this line",
    "please reply above this line", "write above this line", "antworten sie oberhalb dieser zeile", NULL};

/* Whether everything from line i on is quoted, because nothing marks where it would end. */
static bool cuts(struct own_lines *l, size_t i)
{
    struct str s = own_line_text(l, i);
    bool forwards_it = false;
    if (!s.n) return false;
    if (head_line(s) == HEAD_FROM && is_head(l, i, false)) return true;
    if (head_line(s) == HEAD_DATE && is_head(l, i, false)) return true;
    bool ruled = is_ruler_of(s, '_', 5) || is_ruler_of(s, '-', 5) || is_ruler_of(s, '=', 5);
    size_t next = own_line_next(l, i + 1, l->n);
    if (ruled && next < l->n && next <= i + 2 && head_line(own_line_text(l, next)) != HEAD_NONE &&
        is_head(l, next, true))
        return true;
    if (is_worded_ruler(s, &forwards_it)) {
        l->forwarded |= forwards_it;
        return next < l->n && !l->items[next].marked;
    }
    return s.n < 120 && (s.p[0] == '#' || s.p[0] == '-') && key_found(s, above, NULL) && own_line_next(l, 0, i) < i;
}

void own_quotes(struct own_lines *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct own_line *line = &l->items[i];
        if (line->marked && is_escaped(l, i)) line->marked = false;
        if (line->marked) {
            line->kind = OWN_QUOTED;
            continue;
        }
        if (line->blank || line->n > OWN_LINE_LOOKED) continue;
        if (cuts(l, i)) {
            if (own_line_next(l, 0, i) == i) l->forwarded = true;
            quote(l, i, l->n);
            return;
        }
        size_t next = own_line_next(l, i + 1, l->n);
        bool quoted = next < l->n && l->items[next].marked && next <= i + 3, forwards_it = false;
        struct str s = own_line_text(l, i);
        if (quoted && is_worded_ruler(s, &forwards_it)) {
            line->kind = OWN_QUOTED;
            l->forwarded |= forwards_it;
        }
        bool may = has(s, '@') || ((ends_colon(s) || quoted) && key_found(s, wrote, NULL));
        size_t from = may ? announced_from(l, i, quoted) : SIZE_MAX;
        if (from == SIZE_MAX) continue;
        size_t before = from;
        while (before > 0 && l->items[before - 1].blank) before--;
        struct str above_it = before > 0 ? own_line_text(l, before - 1) : (struct str){0};
        if (is_ruler_of(above_it, '-', 5) || is_ruler_of(above_it, '_', 5)) from = before - 1;
        quote(l, from, i + 1);
        if (quoted || next == l->n) continue;
        quote(l, i + 1, l->n);
        return;
    }
}
