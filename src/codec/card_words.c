/* Words on business cards, in English, German and French. */
#include "codec/card_part.h"

#include <string.h>

/* U+00C0 to U+017F without their accents; those of two letters are made below. */
static const char plain[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkk"
                            "llllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static void put(char *out, size_t *n, char c)
{
    if (*n < CARD_FOLDED) out[(*n)++] = c;
}

static void put_letter(char *out, size_t *n, uint32_t c, bool german)
{
    bool umlaut = c == 0xC4 || c == 0xD6 || c == 0xDC || c == 0xE4 || c == 0xF6 || c == 0xFC;
    bool ligature = c == 0xC6 || c == 0xE6 || c == 0x152 || c == 0x153;
    if (c >= 'A' && c <= 'Z') c += 32;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) put(out, n, (char)c);
    if (c < 0xC0 || c >= 0xC0 + sizeof plain - 1 || plain[c - 0xC0] == ' ') return;
    put(out, n, plain[c - 0xC0]);
    if (c == 0xDF) put(out, n, 's');
    if (ligature || (umlaut && german)) put(out, n, 'e');
}

struct str card_words_fold(struct str s, bool german, char out[static CARD_FOLDED])
{
    size_t n = 0, step;
    for (; s.n && n < CARD_FOLDED; s.p += step, s.n -= step) put_letter(out, &n, str_code_point(s, &step), german);
    return (struct str){out, n};
}

/* Words stand folded in a list, a blank between them. */
static bool is_in(struct str word, const char *list)
{
    char folded[CARD_FOLDED];
    struct str key = card_words_fold(word, false, folded), one, rest = str_from(list);
    while (key.n && rest.n) {
        str_cut(rest, ' ', &one, &rest);
        if (str_eq(one, key)) return true;
    }
    return false;
}

enum card_label card_words_label(struct str word)
{
    static const struct {
        enum card_label label;
        const char *words;
    } labels[] = {
        {CARD_PHONE, "t tel telephone telefon phone ph p fon d dir direct direkt direktwahl durchwahl dw ligne m mob "
                     "mobile mobil mobiltelefon cell cellphone c handy portable port gsm natel"},
        {CARD_OFFICE, "o off office buro work main switchboard zentrale standard bureau reception empfang"},
        {CARD_FAX, "f fax telefax telecopie facsimile"},
        {CARD_MAIL, "e email mail mel courriel"},
        {CARD_URL, "w web website internet url site homepage"},
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (is_in(word, labels[i].words)) return labels[i].label;
    return CARD_LABEL_NONE;
}

bool card_words_is_title(struct str word)
{
    /* German and many English ones are the ends of longer words: Personalreferentin, Cofounder. */
    static const char *const ends[] = {"leiter", "leiterin", "referent", "referentin", "ingenieur", "ingenieurin",
        "berater", "beraterin", "fuhrer", "fuhrerin", "entwickler", "entwicklerin", "beauftragte", "beauftragter",
        "manager", "managerin", "engineer", "designer", "founder", "developer", "scientist", "director", NULL};
    static const char words[] =
        "engineer manager director head lead leader officer president vice chair chairman chairwoman consultant "
        "partner associate analyst developer designer architect scientist researcher professor lecturer teacher "
        "assistant secretary specialist coordinator advisor adviser recruiter recruitment representative executive "
        "founder cofounder owner principal senior junior editor producer accountant lawyer attorney counsel nurse "
        "physician technician supervisor administrator buyer planner strategist intern trainee ceo cto cfo coo cio "
        "cmo hr vp svp evp md human resources talent acquisition sales marketing leitung chef chefin chefarzt "
        "vorstand prokurist prokuristin geschaftsfuhrer geschaftsfuhrerin inhaber inhaberin abteilungsleiter "
        "sachbearbeiter sachbearbeiterin mitarbeiter mitarbeiterin assistentin assistenz rechtsanwalt rechtsanwaltin "
        "steuerberater architektin redakteur redakteurin entwicklung vertrieb einkauf personal personalwesen "
        "directeur directrice responsable chargee charge ingenieure gerant gerante president presidente avocat "
        "avocate consultante conseiller conseillere assistante chefdeprojet cheffe comptable redactrice redacteur "
        "ressources humaines technico commercial commerciale chercheur chercheuse gestionnaire recruteur recruteuse";
    char folded[CARD_FOLDED];
    struct str key = card_words_fold(word, false, folded);
    if (is_in(word, words)) return true;
    for (size_t i = 0; ends[i]; i++) {
        size_t n = strlen(ends[i]);
        if (key.n > n && memcmp(key.p + key.n - n, ends[i], n) == 0) return true;
    }
    return false;
}

bool card_words_is_legal(struct str word)
{
    return is_in(word, "gmbh ag kg kgaa ohg gbr ug ev eg ltd limited inc incorporated corp corporation llc llp plc lp "
                       "sarl sa sas sasu eurl snc scop bv nv se oy oyj ab as asa aps spa srl sl kft zrt sro pty pte "
                       "gmbhcokg mbh eu gesmbh sagl");
}

bool card_words_is_organisation(struct str word)
{
    return is_in(word, "university college institute institution lab labs laboratory laboratories group holding "
                       "holdings partners studio studios software systems solutions consulting consultants services "
                       "bank hospital clinic school academy foundation trust council association agency company co "
                       "technologies technology tech robotics analytics optics industries international global media "
                       "press museum library ministry department universitat hochschule fachhochschule institut gruppe "
                       "verein verband stiftung klinik klinikum krankenhaus praxis kanzlei werke werk stadtwerke "
                       "ministerium amt schule akademie verlag sohne gebruder societe groupe cabinet atelier agence "
                       "universite ecole laboratoire banque hopital clinique fondation ministere mairie ville "
                       "compagnie etablissements editions");
}

bool card_words_is_honorific(struct str word)
{
    return is_in(word, "mr mrs ms miss mx dr prof professor sir dame rev herr frau dipling diplkfm diplinf ing mag mme "
                       "mlle phd md mba msc bsc ma ba jr sr esq cpa drmed drrernat");
}

bool card_words_is_particle(struct str word)
{
    static const char *const words[] = {"de", "del", "della", "di", "da", "das", "do", "dos", "du", "van", "von", "der",
        "den", "het", "ter", "ten", "la", "le", "las", "los", "el", "al", "bin", "ibn", "zu", "zum", "zur", "af", "av",
        "y", "e", "und", NULL};
    return str_among(word, words);
}

bool card_words_is_place(struct str word)
{
    static const char *const ends[] = {"strasse", "str", "platz", "allee", "gasse", "ring", "ufer", "weg", NULL};
    char folded[CARD_FOLDED];
    struct str key = card_words_fold(word, false, folded);
    if (is_in(word,
            "street st road rd avenue ave lane ln drive dr boulevard blvd way court square suite floor building "
            "unit room pobox box postfach strasse str platz allee rue place quai chemin impasse cedex bp "
            "route etage germany deutschland france schweiz suisse switzerland austria osterreich usa uk "
            "england scotland wales ireland berlin munchen hamburg paris london vienna wien zurich"))
        return !is_in(word, "dr");
    for (size_t i = 0; ends[i]; i++) {
        size_t n = strlen(ends[i]);
        if (key.n > n + 2 && memcmp(key.p + key.n - n, ends[i], n) == 0) return true;
    }
    return false;
}
