/* Statuses as people and trackers write them.
 *
 * Only whole words are known.  "Not rejected yet" must not become a rejection,
 * so what is not in the list is UNKNOWN, and a person is shown the word. */
#include "codec/table.h"

#include <string.h>

const char *const table_status_names[] = {"unsaid", "unknown", "saved", "applied", "no-answer", "in-process",
    "interview", "offer", "accepted", "declined", "withdrawn", "rejected", "filled", "expired", "archived", "on-hold",
    NULL};

/* Folded as in the header of a table; see fold below. */
static const struct {
    enum table_status status;
    const char *words;
} meanings[] = {
    {TABLE_STATUS_SAVED,
        "saved wishlist bookmarked bookmark draft interested toapply applying tobeapplied notapplied notyetapplied "
        "notappliedyet new todo planned researching evaluated preparing àpostuler apostuler brouillon enregistré "
        "entwurf geplant gemerkt gespeichert vorgemerkt"},
    {TABLE_STATUS_APPLIED,
        "applied submitted sent applicationsent applicationsubmitted waiting awaiting awaitingresponse pending "
        "awaitingreply envoyée envoyé envoyee envoye candidatureenvoyée postulé postule enattente candidaté beworben "
        "gesendet abgeschickt versendet eingereicht bewerbungversendet wartend"},
    {TABLE_STATUS_NO_ANSWER, "ghosted noresponse noanswer noreply nonews sansréponse sansreponse pasderéponse "
                             "keineantwort keinerückmeldung"},
    {TABLE_STATUS_IN_PROCESS,
        "inprocess inprogress processing underreview inreview reviewing screening responded response contacted "
        "shortlisted assessment test testtask techtest technicaltest takehome codingtest homework followup followedup "
        "active encours entraitement présélectionné inbearbeitung laufend inprüfung inpruefung läuft rückmeldung"},
    {TABLE_STATUS_INTERVIEW,
        "interview interviews interviewing interviewed interviewscheduled phonescreen phonescreening phoneinterview "
        "phonecall technicalinterview onsite onsiteinterview finalinterview finalround 1stinterview 2ndinterview "
        "3rdinterview 4thinterview firstinterview secondinterview thirdinterview interview1 interview2 interview3 "
        "entretien entretiens entretienprévu 1erentretien 2eentretien vorstellungsgespräch vorstellungsgespraech "
        "gespräch telefoninterview eingeladen"},
    {TABLE_STATUS_OFFER,
        "offer offered offers offerreceived offerextended negotiating negotiation proposition offre offrereçue angebot "
        "angeboterhalten zusage"},
    {TABLE_STATUS_ACCEPTED,
        "accepted offeraccepted hired signed accepté acceptée accepte acceptee embauché embauchée angenommen "
        "eingestellt"},
    {TABLE_STATUS_DECLINED,
        "declined offerdeclined turndown turneddown declinedoffer rejectedoffer refusedoffer offerrefused "
        "offrerefusée déclinée décliné selbstabgelehnt angebotabgelehnt"},
    {TABLE_STATUS_WITHDRAWN,
        "withdrawn withdrew withdraw applicationwithdrawn cancelledbyme notinterested retirée retiré retiree "
        "zurückgezogen zurueckgezogen"},
    {TABLE_STATUS_REJECTED,
        "rejected rejection reject notselected notsuccessful unsuccessful denied refused failed refusé refusée "
        "refuse refusee refus rejeté rejetée abgelehnt absage absageerhalten"},
    {TABLE_STATUS_FILLED,
        "filled positionfilled noprojectfornow noproject nopositions positionclosed cancelled canceled jobclosed "
        "pourvu pourvue besetzt stellebesetzt"},
    {TABLE_STATUS_EXPIRED, "expired expiré expirée abgelaufen"},
    {TABLE_STATUS_ARCHIVED, "archived closed inactive skip skipped discarded archivé archivée archiviert geschlossen"},
    {TABLE_STATUS_ON_HOLD, "onhold hold paused stalled enpause ensuspens pausiert zurückgestellt"},
};

enum { STATUS_WORD_MAX = 40 };

/* Letters and digits alone, in lower case; signs and pictures (U+2000 to U+2FFF and beyond U+FFFF) fall away. */
static struct str fold(struct str s, char out[static STATUS_WORD_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool sign = c == 0xE2 || c == 0xEF, picture = c >= 0xF0; /* 0xEF: U+FE0F, which follows a picture */
        if (sign || picture) {
            i += picture ? 3 : 2;
            continue;
        }
        bool upper = c >= 'A' && c <= 'Z',
             letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        if (!letter) continue;
        if (n == STATUS_WORD_MAX) return (struct str){0};
        bool accented = i && s.p[i - 1] == '\xC3' && c <= 0x9E;
        out[n++] = (char)(upper || accented ? c + 32 : c);
    }
    return (struct str){out, n};
}

static bool is_listed(struct str word, const char *words)
{
    struct str rest = str_from(words), one;
    while (rest.n) {
        str_cut(rest, ' ', &one, &rest);
        if (str_eq(one, word)) return true;
    }
    return false;
}

static enum table_status look_up(struct str text)
{
    char folded[STATUS_WORD_MAX];
    struct str word = fold(text, folded);
    for (size_t i = 0; word.n && i < sizeof meanings / sizeof *meanings; i++)
        if (is_listed(word, meanings[i].words)) return meanings[i].status;
    return TABLE_STATUS_UNKNOWN;
}

/* What stands before a remark: "Rejected - no feedback", "Interview (2nd round)". */
static struct str before_remark(struct str text)
{
    for (size_t i = 1; i < text.n; i++) {
        bool spaced = text.p[i] == ' ' && i + 2 < text.n && text.p[i + 1] == '-' && text.p[i + 2] == ' ';
        if (spaced || memchr("(:,;/", text.p[i], 5)) return (struct str){text.p, i};
    }
    return text;
}

enum table_status table_status_of(struct str text)
{
    text = str_trim(text);
    if (text.n == 0 || str_is_nocase(text, "n/a") || str_is(text, "-")) return TABLE_STATUS_UNSAID;
    enum table_status status = look_up(text);
    return status == TABLE_STATUS_UNKNOWN ? look_up(before_remark(text)) : status;
}
