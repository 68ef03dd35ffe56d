/* Who wrote: the signature read line by line. */
#include "word/sender.h"

#include <string.h>

#include "word/key.h"

enum { CARD_BYTES = 4000, NAME_WORDS = 5 };

static const char *const title_words[] = {"manager*", "managerin", "recruiter*", "recruiting*", "recruitment*",
    "engineer*", "head", "director*", "lead", "leader", "partner", "specialist*", "hr", "human resources", "talent*",
    "coordinator*", "officer", "founder*", "co-founder*", "ceo", "cto", "coo", "cfo", "vp", "vice president",
    "president", "consultant*", "assistant*", "associate*", "analyst*", "developer*", "architect*", "administrator*",
    "executive", "advisor", "adviser", "researcher*", "sourcer", "generalist", "supervisor", "editor", "professor",
    "referent*", "leiter*", "leitung", "teamleiter*", "bereichsleiter*", "abteilungsleiter*", "personalreferent*",
    "personalleiter*", "personalabteilung", "sachbearbeiter*", "geschäftsführer*", "berater*", "entwickler*",
    "assistent*", "projektleiter*", "responsable*", "chargé*", "chargée", "directeur*", "directrice*", "chef*",
    "recruteur*", "recruteuse", "ressources humaines", "assistante*", "gérant*", "ingénieur*", "conseiller*", "people*",
    NULL};
static const char *const firm_words[] = {"gmbh", "ag", "se", "kg", "kgaa", "mbh", "e.v", "inc", "ltd", "limited", "llc",
    "llp", "plc", "corp", "corporation", "company", "co", "group", "gruppe", "groupe", "holding", "sa", "sas", "sarl",
    "bv", "b.v", "nv", "ab", "oy", "aps", "srl", "spa", "foundation", "stiftung", "university", "universität",
    "université", "institute", "institut", "association", "partners", "solutions", "technologies", "systems", "labs",
    "studio", "studios", "bank", NULL};
static const char *const nobody[] = {"team", "hiring*", "recruiting", "recruitment", "careers", "career", "jobs",
    "talent*", "hr", "human resources", "no-reply", "noreply", "no reply", "do not reply", "donotreply", "do-not-reply",
    "notification*", "via", "people", "bewerb*", "personal*", "recrutement", "candidature*", "support", "applications",
    "apply", "info", "mailer-daemon", "postmaster", "workday", "greenhouse", "linkedin", "indeed", "stepstone", "xing",
    "personio", "smartrecruiters", "ashby", "lever", "icims", "taleo", "the", "your", "ihr", "ihre", "votre", "service",
    NULL};
static const char *const labels[] = {"tel*", "telephone", "phone", "mobile", "mobil*", "cell*", "fax", "telefax",
    "direct*", "office", "main", "t", "m", "p", "f", "c", "d", "o", "w", "téléphone", "tél", "portable", "fixe", "call",
    "whatsapp", "durchwahl", "handy", "ph", "mob", "work", "desk", NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int words_of(struct str s)
{
    int n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return n;
}

static struct str bare(struct str s)
{
    s = str_trim(s);
    while (s.n && strchr("*_-|,;. ~", s.p[0])) s.p++, s.n--;
    while (s.n && strchr("*_-|,; ~", s.p[s.n - 1])) s.n--;
    return s;
}

/* --- names --- */

static bool is_person(struct str s)
{
    if (!s.n || s.n > 60 || words_of(s) > NAME_WORDS || key_found(s, nobody, NULL) || key_found(s, firm_words, NULL))
        return false;
    bool capital = false;
    for (size_t i = 0; i < s.n; i++) {
        if (is_digit(s.p[i]) || strchr("@:/?!=<>|", s.p[i])) return false;
        bool begins = i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '-';
        capital |= begins && ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (unsigned char)s.p[i] >= 0x80);
    }
    return capital;
}

/* "Birch, Ada" and "'Ada Birch'" as one says them; degrees and brackets stay off. */
static struct str turned(struct str s, struct arena *a)
{
    struct str last, first, head, tail;
    while (s.n && strchr("\"' ", s.p[0])) s.p++, s.n--;
    while (s.n && strchr("\"' ", s.p[s.n - 1])) s.n--;
    if (str_cut(s, '(', &head, &tail)) s = str_trim(head);
    if (!str_cut(s, ',', &last, &first) || words_of(str_trim(last)) > 2) return str_trim(s);
    last = str_trim(last), first = str_trim(first);
    bool degree = first.n <= 4 || memchr(first.p, '.', first.n);
    if (!first.n || (degree && words_of(last) == 2)) return last;
    return words_of(first) > 3 ? s : arena_format(a, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
}

/* What a line of closing has behind its formula: "Thanks, Ada". */
static struct str behind_comma(struct str line)
{
    struct str head, tail;
    return str_cut(line, ',', &head, &tail) ? bare(tail) : (struct str){0};
}

static bool same_start(struct str a, struct str b)
{
    size_t n = 0, m;
    while (n < a.n && n < b.n && a.p[n] != ' ' && b.p[n] != ' ') {
        if (key_fold((struct str){a.p + n, a.n - n}, &m) != key_fold((struct str){b.p + n, b.n - n}, &m)) return false;
        n++;
    }
    return n > 1 && (n == a.n || a.p[n] == ' ') && (n == b.n || b.p[n] == ' ');
}

/* --- numbers and addresses --- */

/* The telephone number that begins at s: its length; 0: none. */
static size_t number_length(struct str s)
{
    size_t digits = 0, last = 0;
    for (size_t i = 0; i < s.n && i < 40; i++) {
        bool mark = strchr("+()-./ ", s.p[i]) != NULL || (unsigned char)s.p[i] == 0xc2 || (unsigned char)s.p[i] == 0xa0;
        if (!is_digit(s.p[i]) && !mark) break;
        if (i > 1 && s.p[i] == ' ' && s.p[i - 1] == ' ') break;
        if (is_digit(s.p[i])) digits++, last = i + 1;
    }
    return digits >= 7 && digits <= 16 ? last : 0;
}

static bool is_date_like(struct str s)
{
    int dots = 0;
    for (size_t i = 0; i < s.n; i++) dots += s.p[i] == '.' || s.p[i] == '/';
    return s.n == 10 && dots == 2;
}

/* The word before a number: "Tel.:", "M"; empty if it is no label. */
static struct str label_before(struct str line, size_t at)
{
    size_t end = at;
    while (end > 0 && strchr(" :.|+(", line.p[end - 1])) end--;
    size_t begin = end;
    while (begin > 0 && (((line.p[begin - 1] | 32) >= 'a' && (line.p[begin - 1] | 32) <= 'z') ||
                            (unsigned char)line.p[begin - 1] >= 0x80))
        begin--;
    struct str word = {line.p + begin, end - begin};
    return word.n && key_head_any(word, labels) == word.n ? word : (struct str){0};
}

static void numbers(struct str line, struct sender *ret)
{
    for (size_t i = 0; i < line.n; i++) {
        bool begins =
            (is_digit(line.p[i]) || line.p[i] == '+' || line.p[i] == '(') && (i == 0 || !is_digit(line.p[i - 1]));
        size_t n = begins ? number_length((struct str){line.p + i, line.n - i}) : 0;
        if (!n) continue;
        struct str number = {line.p + i, n}, label = label_before(line, i);
        bool plus = number.p[0] == '+' || number.p[0] == '0' || number.p[0] == '(', alone = i == 0 && n == line.n;
        bool parted = memchr(number.p, '-', n) || memchr(number.p, ' ', n) || memchr(number.p, '.', n);
        if (ret->n_phones < SENDER_PHONES && (label.n || plus || (alone && parted)) && !is_date_like(number)) {
            ret->phones[ret->n_phones].number = number;
            ret->phones[ret->n_phones].label = label;
            ret->phones[ret->n_phones++].fax =
                key_head(label, "fax") || key_head(label, "telefax") || str_is_nocase(label, "f");
        }
        i += n - 1;
    }
}

static bool is_mail_byte(char c)
{
    return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || strchr(".-_+", c) != NULL;
}

static void add_mail(struct str mail, struct sender *ret)
{
    while (mail.n && mail.p[mail.n - 1] == '.') mail.n--;
    for (size_t i = 0; i < ret->n_mails; i++)
        if (key_same(ret->mails[i], mail)) return;
    if (ret->n_mails < SENDER_MAILS && mail.n > 3) ret->mails[ret->n_mails++] = mail;
}

static void mails(struct str line, struct sender *ret)
{
    for (size_t i = 1; i + 1 < line.n; i++) {
        if (line.p[i] != '@') continue;
        size_t from = i, end = i + 1;
        while (from > 0 && is_mail_byte(line.p[from - 1])) from--;
        while (end < line.n && is_mail_byte(line.p[end])) end++;
        if (from < i && memchr(line.p + i, '.', end - i)) add_mail((struct str){line.p + from, end - from}, ret);
        i = end;
    }
}

/* --- title and organisation --- */

/* "Recruiter, Harbour Foods", "Recruiter | Harbour Foods", "Recruiter at Harbour Foods". */
static void split_title(struct str line, struct sender *ret)
{
    static const char *const parts[] = {
        " | ", " at ", " @ ", " bei ", " chez ", ", ", " - ", " \xe2\x80\x93 ", " \xc2\xb7 ", NULL};
    for (int i = 0; parts[i]; i++) {
        struct str by = str_from(parts[i]);
        for (size_t k = 1; k + by.n < line.n; k++) {
            if (memcmp(line.p + k, by.p, by.n) != 0) continue;
            struct str title = bare((struct str){line.p, k}),
                       rest = bare((struct str){line.p + k + by.n, line.n - k - by.n});
            bool titles = key_found(rest, title_words, NULL) && !key_found(rest, firm_words, NULL),
                 first = key_found(title, title_words, NULL);
            if (titles && first) break; /* "Head of HR, Talent Partner" */
            ret->title = first ? title : rest;
            if (!ret->organisation.n && words_of(first ? rest : title) <= 6) ret->organisation = first ? rest : title;
            return;
        }
    }
    ret->title = line;
}

static void card_line(struct str line, struct sender *ret)
{
    bool contact = memchr(line.p, '@', line.n) || str_contains(line, STR("www.")) || str_contains(line, STR("://"));
    size_t digits = 0;
    for (size_t i = 0; i < line.n; i++) digits += is_digit(line.p[i]);
    numbers(line, ret);
    mails(line, ret);
    if (contact || digits > 3 || line.n > 100 || words_of(line) > 10) return;
    if (!ret->title.n && key_found(line, title_words, NULL)) {
        split_title(line, ret);
        return;
    }
    bool firm = key_found(line, firm_words, NULL);
    if (!ret->organisation.n && (firm || (ret->title.n && digits == 0)) && words_of(line) <= 6 &&
        !strchr(".!?:", line.p[line.n - 1]))
        ret->organisation = line;
}

static void read_card(struct str card, struct str from, struct sender *ret, struct arena *a)
{
    struct str line;
    bool person = is_person(from);
    int seen = 0;
    while (card.n) {
        str_cut(card, '\n', &line, &card);
        struct str s = bare(line);
        if (!s.n) continue;
        struct str name = seen++ == 0 ? behind_comma(s) : s, head, tail;
        if (!name.n && seen == 1) name = s;
        /* "Ada Birch | Recruiter", "Ada Birch, Recruiter" */
        bool cut = str_cut(name, '|', &head, &tail) ||
                   (str_cut(name, ',', &head, &tail) && key_found(tail, title_words, NULL));
        if (cut) head = bare(head), tail = bare(tail);
        struct str candidate = cut ? head : name;
        bool fits = is_person(candidate) && !key_found(candidate, title_words, NULL) &&
                    (!person || same_start(candidate, from));
        bool closing = seen == 1 && !person && candidate.p == s.p;
        if (!ret->name.n && fits && !closing && seen <= 4) {
            ret->name = words_of(candidate) < words_of(from) && person ? from : turned(candidate, a);
            if (cut && tail.n) card_line(tail, ret);
            continue;
        }
        if (seen > 1 || candidate.p != s.p) card_line(s, ret);
    }
}

void sender_read(const struct word_mail *m, const struct own_pieces *own, struct arena *a, struct sender *ret)
{
    *ret = (struct sender){0};
    if (m->from_mail.n) add_mail(m->from_mail, ret);
    struct str from = turned(m->from_name, a);
    const struct own_piece *card = NULL;
    for (size_t i = 0; i < own->n && !card; i++)
        if (own->items[i].kind == OWN_SIGNATURE) card = &own->items[i];
    if (card) {
        size_t n = card->n < CARD_BYTES ? card->n : CARD_BYTES;
        ret->passage = (struct word_passage){false, card->at, card->n};
        read_card((struct str){m->text.p + card->at, n}, from, ret, a);
    }
    if (!ret->name.n && is_person(from) && words_of(from) > 1) ret->name = from;
    /* A mail that is answered may have the user's own address below it. */
    size_t kept = 0;
    for (size_t i = 0; i < ret->n_mails; i++) {
        bool ours = false;
        for (size_t k = 0; k < m->n_own && !ours; k++) ours = key_same(m->own[k], ret->mails[i]);
        if (!ours) ret->mails[kept++] = ret->mails[i];
    }
    ret->n_mails = kept;
}
