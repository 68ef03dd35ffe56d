/* Signatures and notices at the end of a run of the writer's lines: "-- ", a
 * closing formula and what a card would hold below it, "Sent from my phone";
 * confidentiality, unsubscribing, the firm's register entry. */
#include <string.h>

#include "word/key.h"
#include "word/own_part.h"

enum { AFTER_RULE = 6, AFTER_DASHES = 25, AFTER_CLOSING = 14, AFTER_PHONE = 3, CARD_LINES = 10, CARD_WIDTH = 90 };

static const char *const closings[] = {"regards", "kind regards", "kindest regards", "best regards", "warm regards",
    "warmest regards", "many regards", "with regards", "with kind regards", "with best regards", "with warm regards",
    "kind regards and thanks", "thanks and regards", "thanks & regards", "thank you and regards",
    "thanks and best regards", "best", "all the best", "all best", "best wishes", "with best wishes", "warm wishes",
    "kind wishes", "warmly", "thanks", "thanks again", "thanks so much", "many thanks", "thanks a lot", "thank you",
    "thank you again", "thank you so much", "thank you very much", "thanks in advance", "thank you in advance",
    "cheers", "sincerely", "sincerely yours", "yours sincerely", "very sincerely", "yours faithfully", "yours truly",
    "very truly yours", "yours", "respectfully", "respectfully yours", "cordially", "talk soon", "speak soon",
    "take care", "have a great day", "looking forward", "kr", "br", "rgds", "ta", "mit freundlichen grüßen",
    "mit freundlichen grüssen", "mit freundlichem gruß", "mit freundlichem gruss", "mit freundlichen gruessen",
    "mit besten grüßen", "mit besten grüssen", "mit herzlichen grüßen", "mit vielen grüßen", "mit lieben grüßen",
    "freundliche grüße", "freundliche grüsse", "freundlichen gruß", "freundliche gruesse", "viele grüße",
    "viele grüsse", "viele gruesse", "beste grüße", "beste grüsse", "beste gruesse", "herzliche grüße",
    "herzliche grüsse", "liebe grüße", "liebe grüsse", "schöne grüße", "schöne grüsse", "sonnige grüße",
    "hochachtungsvoll", "vielen dank", "vielen dank und viele grüße", "danke", "danke und grüße", "danke und gruß",
    "gruß", "gruss", "grüße", "grüsse", "besten gruß", "mfg", "vg", "lg", "bg", "cordialement", "bien cordialement",
    "très cordialement", "cordiales salutations", "bien à vous", "bien à toi", "sincères salutations",
    "meilleures salutations", "salutations distinguées", "salutations", "respectueusement", "amicalement",
    "bonne journée", "bonne réception", "à bientôt", "merci", "merci beaucoup", "merci d'avance", "merci par avance",
    "avec mes remerciements", "avec nos remerciements", "cdt", "cdlt", "bàv", "saludos", "un saludo",
    "saludos cordiales", "atentamente", "un cordial saludo", "gracias", "muchas gracias", "cordiali saluti",
    "distinti saluti", "saluti", "grazie", "un cordiale saluto", "met vriendelijke groet", "met vriendelijke groeten",
    "vriendelijke groet", "vriendelijke groeten", "groet", "groeten", "groetjes", "mvg", "atenciosamente",
    "cumprimentos", "com os melhores cumprimentos", "obrigado", "obrigada", "abraços", "med vänlig hälsning",
    "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "mvh", "med venlig hilsen", "venlig hilsen",
    "med vennlig hilsen", "vennlig hilsen", "hilsen", "ystävällisin terveisin", "terveisin", "pozdrawiam",
    "z poważaniem", "s pozdravem", "s přátelským pozdravem", "с уважением", "üdvözlettel", NULL};

/* The French way is a whole sentence. */
static const char *const long_closings[] = {"salutations distinguées", "sentiments distingués",
    "salutations respectueuses", "salutations les meilleures", "meilleures salutations", "sincères salutations",
    "sentiments les meilleurs", "considération distinguée", "salutations cordiales", "nos salutations",
    "mes salutations", NULL};

static const char *const phones[] = {"sent from my", "sent from mail", "sent from outlook", "sent from yahoo",
    "sent from gmail", "sent from proton*", "sent from samsung", "sent from a*", "sent from iphone", "sent from ipad",
    "sent from android", "sent from the*", "sent on the go", "sent via*", "sent using*", "sent with*",
    "get outlook for*", "get bluemail", "sent by*", "sent wirelessly", "envoyé de*", "envoyé depuis*",
    "envoyé à partir*", "envoyé avec*", "télécharger outlook*", "von meinem*", "von meiner*", "gesendet von*",
    "gesendet mit*", "gesendet über*", "gesendet aus*", "diese nachricht wurde von meinem*", "holen sie sich outlook*",
    "outlook für", "enviado desde*", "enviado do*", "enviado de*", "enviado a partir*", "enviado con*",
    "obtener outlook*", "inviato da*", "inviato dal*", "ottieni outlook*", "verzonden vanaf*", "verstuurd vanaf*",
    "verzonden via*", "outlook voor*", "wysłane z*", "wysłano z*", "skickat från*", "sendt fra*", "lähetetty*",
    "odesláno z*", "отправлено с*", "отправлено из*", "发自我的", "從我的", "iPhoneから送信", "iphoneから送信",
    "나의 iphone에서 보냄", NULL};

static const char *const notices[] = {"confidentiality notice", "confidentiality note", "confidentiality*",
    "disclaimer", "legal notice", "legal disclaimer", "privileged and confidential", "confidential and privileged",
    "strictly confidential", "is confidential and*", "are confidential and*", "may be confidential",
    "may contain confidential", "may contain privileged*", "contains confidential", "intended recipient*",
    "intended only for", "intended solely for", "solely for the use of", "received this email in error",
    "received this e-mail in error", "received this message in error", "received this communication in error",
    "received it in error", "received this email by mistake", "received this message by mistake",
    "this email was sent to", "this e-mail was sent to", "this message was sent to", "this email has been sent to",
    "you received this email because", "you received this message because", "you are receiving this*",
    "you're receiving this*", "you have received this email because", "unsubscribe", "manage your preferences",
    "manage preferences", "email preferences", "notification settings", "update your preferences",
    "consider the environment", "think before you print", "before printing this", "virus-free", "virus free",
    "scanned for viruses", "free of viruses", "viruses", "registered in england*", "registered office",
    "company number", "company registration*", "registered number", "vat number", "all rights reserved",
    "privacy policy", "privacy statement", "privacy notice", "powered by greenhouse", "powered by lever",
    "powered by workable", "originated from outside", "external email", "external e-mail", "external sender",
    "monitored for*", "mailing list", "equal opportunity employer", "equal employment opportunity",
    "equal opportunities employer", "diese e-mail enthält", "diese nachricht enthält", "diese e-mail ist vertraulich",
    "der inhalt dieser e-mail", "vertrauliche informationen", "vertraulich und*", "vertrauliche und*",
    "nicht der richtige adressat", "nicht der beabsichtigte empfänger", "irrtümlich erhalten", "handelsregister*",
    "amtsgericht", "registergericht", "registergericht*", "hrb", "hra", "geschäftsführer", "geschäftsführerin",
    "geschäftsführung", "geschäftsführende*", "ust-id*", "ust-idnr", "ustid*", "umsatzsteuer*", "sitz der gesellschaft",
    "vorstand", "aufsichtsrat*", "vorsitzender des*", "datenschutz*", "impressum", "abmelden", "firmenbuch*",
    "informationen zum datenschutz", "denken sie an die umwelt", "bevor sie diese e-mail", "ce message et*",
    "ce courriel et*", "cet e-mail et*", "ce message est confidentiel", "confidentiel*", "confidentialité",
    "destinataire de ce*", "n'êtes pas le destinataire", "reçu ce message par erreur", "reçu ce courriel par erreur",
    "désabonner*", "désinscrire*", "se désabonner", "politique de confidentialité", "mentions légales",
    "pensez à l'environnement", "pensez à l'environnement*", "avant d'imprimer", "au capital de", "rcs", "siège social",
    "siret", "aviso legal", "este mensaje*", "questo messaggio", "dit bericht is*", "esta mensagem", NULL};

/* Words of the writer in which such phrases stand just as well. */
static const char *const own_words[] = {"your application", "ihre bewerbung", "votre candidature", "your interview",
    "we regret", "unfortunately", "leider", "malheureusement", "interview", "thank you for*", "i'll", "please", NULL};

static bool is_prose(struct str s)
{
    char last = s.n ? s.p[s.n - 1] : ' ';
    int words = own_line_words(s);
    return (words > 5 && strchr(".?!", last)) || words > 12;
}

/* --- closings --- */

/* "Best regards,", "Thanks, Ada", "Mit freundlichen Grüßen aus Bremen". */
static bool is_closing(struct str s)
{
    while (s.n && strchr("*_- ", s.p[0])) s.p++, s.n--;
    size_t n = key_head_any(s, closings);
    if (!n || s.n > 80) return false;
    struct str rest = str_trim((struct str){s.p + n, s.n - n});
    while (rest.n && strchr("*_", rest.p[rest.n - 1])) rest.n--;
    if (!rest.n) return true;
    if (strchr(",!.;-", rest.p[0])) {
        struct str name = str_trim((struct str){rest.p + 1, rest.n - 1});
        while (name.n && strchr(".!- ", name.p[0])) name.p++, name.n--;
        bool capital = name.n && (name.p[0] < 'a' || name.p[0] > 'z');
        return !name.n || (capital && own_line_words(name) <= 4 && !strchr(".?!:", name.p[name.n - 1])) ||
               is_closing(name);
    }
    static const char *const onward[] = {"aus*", "from*", "und*", "and*", "nach*", "/*", NULL};
    return key_head_any(rest, onward) && own_line_words(rest) <= 5 && !strchr("?.", rest.p[rest.n - 1]);
}

static bool is_long_closing(struct str s)
{
    return s.n && s.n < 300 && key_found(s, long_closings, NULL);
}

/* Said in a letter as often as below it. */
static bool is_weak(struct str s)
{
    static const char *const weak[] = {"thanks*", "thank you*", "many thanks*", "danke*", "vielen dank*", "merci*",
        "cheers", "best", "yours", "looking forward", "have a great day", "talk soon", "take care", "gracias", "grazie",
        "obrigado", "bonne journée", "à bientôt", NULL};
    return key_head_any(s, weak) > 0;
}

/* Whether lines (closing, end) are what stands below a closing: a card, not more of the letter. */
static bool is_below(const struct own_lines *l, size_t closing, size_t end)
{
    int lines = 0;
    for (size_t i = own_line_next(l, closing + 1, end); i < end; i = own_line_next(l, i + 1, end)) {
        struct str s = own_line_text(l, i);
        if (key_found(s, notices, NULL)) return true;
        if (lines == 0 && is_prose(s)) return false;
        if (is_prose(s) && lines < 3 && own_line_words(s) > 16) return false;
        if (++lines > AFTER_CLOSING) return false;
    }
    return true;
}

/* --- dashes, telephones, cards --- */

static bool is_dashes(const struct own_lines *l, size_t i)
{
    const struct own_line *line = &l->items[i];
    struct str raw = {l->text.p + line->at, line->n}, s = str_trim(raw);
    return str_is(raw, "-- ") || str_is(s, "--") || str_is(s, "\xe2\x80\x94") || str_is(s, "__") || str_is(s, "---");
}

/* "-Ada Birch", "~ Ada" as the last line. */
static bool is_dashed_name(struct str s)
{
    if (s.n < 3 || !strchr("-~", s.p[0])) return false;
    struct str name = str_trim((struct str){s.p + 1, s.n - 1});
    bool apart = s.p[0] == '-' && s.p[1] == ' '; /* a list */
    return !apart && name.n && name.p[0] >= 'A' && name.p[0] <= 'Z' && own_line_words(name) <= 4 &&
           !strchr(".?!:,-", name.p[name.n - 1]);
}

static bool is_phone(struct str s)
{
    while (s.n && strchr("*_<([ ", s.p[0])) s.p++, s.n--;
    size_t n = key_head_any(s, phones);
    if (!n || own_line_words(s) > 14 || s.n > 120) return false;
    return memchr(s.p, ',', s.n) == NULL;
}

/* "_______" above what a mailing list or a mail program adds. */
static bool is_rule(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == '_') n++;
    return n == s.n && n >= 10;
}

static bool is_contact(struct str s)
{
    static const char *const labels[] = {"tel*", "phone", "mobile", "mobil*", "cell", "fax", "direct", "office",
        "t:", "m:", "p:", "e:", "téléphone", "tél", "portable", "www.*", "http*", "linkedin*", "d:", "o:", NULL};
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++) digits += s.p[i] >= '0' && s.p[i] <= '9';
    bool mail = s.n && memchr(s.p, '@', s.n) && own_line_words(s) <= 6;
    return mail || digits >= 7 || key_head_any(s, labels) || str_contains(s, STR("www."));
}

static bool is_name_like(struct str s)
{
    int words = own_line_words(s);
    if (!words || words > 5 || s.n > 50 || strchr(".?!:,;", s.p[s.n - 1])) return false;
    bool start = true;
    for (size_t i = 0; i < s.n; i++) {
        bool lower = s.p[i] >= 'a' && s.p[i] <= 'z';
        static const char *const small[] = {
            "von", "van", "de", "der", "zu", "la", "le", "du", "den", "ten", "al", "bin", NULL};
        if (start && lower && !key_head_any((struct str){s.p + i, s.n - i}, small)) return false;
        if (s.p[i] >= '0' && s.p[i] <= '9') return false;
        start = s.p[i] == ' ';
    }
    return true;
}

/* The last paragraph, where it is a card without a closing formula before it; end: there is none. */
static size_t card(const struct own_lines *l, size_t first, size_t end)
{
    size_t last = end;
    while (last > first && l->items[last - 1].blank) last--;
    size_t begin = last;
    int contacts = 0, lines = 0;
    while (begin > first && !l->items[begin - 1].blank) {
        struct str s = own_line_text(l, --begin);
        if (++lines > CARD_LINES || s.n > CARD_WIDTH || is_prose(s)) return end;
        contacts += is_contact(s);
    }
    if (begin == last || lines < 2 || !contacts || begin == first) return end;
    return is_name_like(own_line_text(l, begin)) ? begin : end;
}

static size_t count_lines(const struct own_lines *l, size_t first, size_t end, int most)
{
    int n = 0;
    for (size_t i = own_line_next(l, first, end); i < end && n <= most; i = own_line_next(l, i + 1, end)) n++;
    return (size_t)n;
}

/* The last closing formula with nothing but a card below it. */
static size_t closing(const struct own_lines *l, size_t first, size_t end)
{
    int seen = 0;
    for (size_t i = end; i-- > first && seen <= AFTER_CLOSING + CARD_LINES * 3;) {
        if (l->items[i].blank) continue;
        struct str s = own_line_text(l, i);
        seen++;
        if ((is_closing(s) || is_long_closing(s)) && is_below(l, i, end)) {
            bool named = memchr(s.p, ',', s.n - 1) != NULL, bare = own_line_next(l, i + 1, end) == end && !named;
            if (own_line_next(l, first, end) == i || (bare && is_weak(s))) return end;
            size_t before = i;
            while (before > first && l->items[before - 1].blank) before--;
            /* Two formulas in a row: "Thanks again," and "Best regards,". */
            if (before > first && is_closing(own_line_text(l, before - 1))) return before - 1;
            return i;
        }
    }
    return end;
}

static void sign(struct own_lines *l, size_t first, size_t end)
{
    static const char *const postscripts[] = {"ps", "p.s.", "p.s", "pps", "p.p.s.", "nb", "n.b.", NULL};
    bool own = false;
    for (size_t i = first; i < end; i++) {
        struct str s = own_line_text(l, i);
        if (s.n && key_head_any(s, postscripts) && (own_line_words(s) > 3)) own = true;
        if (own && (l->items[i].blank || is_phone(s))) own = false;
        if (!own) l->items[i].kind = OWN_SIGNATURE;
    }
}

void own_signature(struct own_lines *l, size_t first, size_t end)
{
    size_t at = end;
    for (size_t i = own_line_next(l, first, end); i < end && at == end; i = own_line_next(l, i + 1, end)) {
        if (l->items[i].n > OWN_LINE_LOOKED) continue;
        if (is_dashes(l, i) && i > first && count_lines(l, i + 1, end, AFTER_DASHES) <= AFTER_DASHES) at = i;
        if (is_rule(own_line_text(l, i)) && i > first && count_lines(l, i + 1, end, AFTER_RULE) <= AFTER_RULE) at = i;
        if (is_phone(own_line_text(l, i)) && count_lines(l, i + 1, end, AFTER_PHONE) <= AFTER_PHONE) at = i;
    }
    size_t last = at;
    while (last > first && l->items[last - 1].blank) last--;
    size_t other = closing(l, first, last);
    if (other == last) other = card(l, first, last);
    if (other == last && last > first + 1 && is_dashed_name(own_line_text(l, last - 1))) other = last - 1;
    sign(l, other < last ? other : at, end);
}

/* --- notices --- */

/* Whether the paragraph [first, end) is a notice. */
static bool is_notice(const struct own_lines *l, size_t first, size_t end)
{
    size_t at = l->items[first].at, stop = l->items[end - 1].at + l->items[end - 1].n;
    struct str s = {l->text.p + at, stop - at};
    if (s.n > 4000) s.n = 4000;
    return key_found(s, notices, NULL);
}

static bool speaks(const struct own_lines *l, size_t first, size_t end)
{
    size_t at = l->items[first].at, stop = l->items[end - 1].at + l->items[end - 1].n;
    return key_found((struct str){l->text.p + at, stop - at}, own_words, NULL);
}

static size_t paragraph_end(const struct own_lines *l, size_t first, size_t end)
{
    size_t i = first;
    while (i < end && !l->items[i].blank) i++;
    return i;
}

/* Below a signature; and, paragraph by paragraph from the end, below the words of the writer. */
void own_signature_notices(struct own_lines *l, size_t first, size_t end)
{
    bool within = false;
    for (size_t i = own_line_next(l, first, end), stop; i < end; i = own_line_next(l, stop, end)) {
        stop = paragraph_end(l, i, end);
        if (l->items[i].kind != OWN_SIGNATURE) continue;
        size_t from = i;
        if (!within && is_notice(l, i, stop)) {
            /* A card may go over into a notice without a blank line. */
            while (from < stop && !key_found(own_line_text(l, from), notices, NULL)) from++;
            if (from == stop) from = i;
            within = true;
        }
        for (size_t k = from; k < stop && within; k++) l->items[k].kind = OWN_NOTICE;
    }
    size_t last = end;
    while (last > first) {
        while (last > first && (l->items[last - 1].blank || l->items[last - 1].kind != OWN_TEXT)) last--;
        size_t begin = last;
        while (begin > first && !l->items[begin - 1].blank && l->items[begin - 1].kind == OWN_TEXT) begin--;
        if (begin == last || begin <= own_line_next(l, first, end)) break;
        if (!is_notice(l, begin, last) || speaks(l, begin, last)) break;
        for (size_t k = begin; k < last; k++) l->items[k].kind = OWN_NOTICE;
        last = begin;
    }
    static const char *const outside[] = {"originated from outside", "external email", "external e-mail",
        "external sender", "sent from outside", "from outside the organi*", "von außerhalb", "reply above this line",
        NULL};
    size_t top = own_line_next(l, first, end), stop = paragraph_end(l, top, end);
    if (top < end && first == 0 && stop < end && l->items[top].kind == OWN_TEXT) {
        size_t at = l->items[top].at, to = l->items[stop - 1].at + l->items[stop - 1].n;
        bool banner = to - at < 500 && key_found((struct str){l->text.p + at, to - at}, outside, NULL);
        for (size_t k = top; k < stop && banner; k++) l->items[k].kind = OWN_NOTICE;
    }
}
