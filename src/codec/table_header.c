/* The header of a table: names of columns -> what they hold.
 *
 * Names are compared folded: in lower case, without blanks and signs.  Each
 * meaning lists the names it goes by, the plainest first; where two columns
 * could hold the same thing the earlier name wins. */
#include "codec/table_header.h"

#include <string.h>

enum { FOLDED_MAX = 48 };

struct alias {
    uint8_t column;
    const char *names; /* folded, separated by blanks */
};

#define WHEN(when) (COLUMN_WHEN + (when))

static const struct alias opportunity_aliases[] = {
    {COLUMN_ORGANISATION, "company companyname employer employername organisation organization organisationname "
                          "organizationname arbeitgeber firma unternehmen entreprise société societe employeur "
                          "companyorganization firm"},
    {COLUMN_POSITION, "jobtitle position role positiontitle roletitle jobposition jobrole rolename title job stelle "
                      "stellenbezeichnung titelderstellenanzeige poste intitulé intitule intituléduposte"},
    {COLUMN_LOCATION, "location joblocation city place ort standort arbeitsort lieu ville localisation"},
    {COLUMN_URL, "url joburl joblink jobpostingurl jobposting postingurl link applicationlink applicationurl "
                 "stellenanzeige lien website"},
    {COLUMN_SOURCE, "source jobsource foundon via channel jobboard platform quelle plateforme canal"},
    {COLUMN_CONTACT, "contact contactperson contactname recruiter recruitername hiringmanager ansprechpartner kontakt "
                     "ansprechperson interlocuteur recruteur name"},
    {COLUMN_MAIL, "contactemail contactmail recruiteremail email emailaddress mail courriel"},
    {COLUMN_PHONE, "contactphonenumber contactphone recruiterphone phone phonenumber telephone telefon téléphone tel"},
    {COLUMN_NOTES, "notes note comments comment remarks notizen notiz bemerkungen bemerkung kommentar commentaires "
                   "commentaire remarques"},
    {COLUMN_NEXT_ACTION, "nextaction nextstep nextsteps followupactions followupaction prochaineaction prochaineétape "
                         "nächsterschritt"},
    {COLUMN_STATUS, "statusname status applicationstatus stage list listname statut bewerbungsstatus stand étape"},
    {COLUMN_APPLIED_SAID, "applied beworben postulé"},
    {COLUMN_ARCHIVED_SAID, "archived archiviert archivé"},
    {WHEN(TABLE_SAVED),
        "saveddate datesaved savedat savedon addedat dateadded addedon createdat created gespeichertam"},
    {WHEN(TABLE_APPLIED), "applicationdate dateapplied applieddate appliedat appliedon dateofapplication application "
                          "bewerbungsdatum beworbenam datedecandidature datecandidature candidature date datum"},
    {WHEN(TABLE_PHONE_CALL), "phonecall phonecalldate phonescreen phonescreendate phonescreening phoneinterview "
                             "screeningcall calldate telefonat telefoninterview appel appeltéléphonique"},
    {WHEN(TABLE_OFFER), "proposition offer offerdate dateoffer offerreceived angebot angebotsdatum offre"},
    {WHEN(TABLE_ANSWER), "finalanswer finalanswerdate answer answerdate responsedate response decisiondate "
                         "rejectiondate rejecteddate daterejected rejectedat antwort antwortdatum réponse reponse "
                         "datederéponse"},
    {WHEN(TABLE_STATUS), "statusdate datestatus statuson statuschanged statuschangedat statusdatum"},
    {WHEN(TABLE_FOLLOW_UP), "followupdate followupat followupon followup nextfollowup relance datederelance "
                            "wiedervorlage nachfassen"},
    {WHEN(TABLE_NEXT_ACTION), "nextactiondate nextstepdate nextactionon"},
    {WHEN(TABLE_DEADLINE), "deadline applicationdeadline deadlinedate closingdate duedate applyby frist "
                           "bewerbungsfrist datelimite échéance"},
    {WHEN(TABLE_ARCHIVED), "datearchived archiveddate archivedat archivedon"},
};

/* Numbers are left out of these: E-mail 2 - Value is emailvalue. */
static const struct alias contact_aliases[] = {
    {COLUMN_CONTACT, "name fullname displayname"},
    {COLUMN_FIRST_NAME, "firstname givenname vorname prénom prenom"},
    {COLUMN_MIDDLE_NAME, "middlename additionalname"},
    {COLUMN_LAST_NAME, "lastname familyname surname nachname familienname nom"},
    {COLUMN_MAIL, "emailaddress emailvalue email mail courriel emailadresse adressedemessagerie"},
    {COLUMN_PHONE, "phonevalue businessphone mobilephone primaryphone homephone companymainphone otherphone phone "
                   "phonenumber mobile telephone telefon téléphone telefongeschäftlich mobiltelefon téléphonebureau "
                   "télmobile"},
    {COLUMN_ORGANISATION, "company organizationname companyname organisation organization employer firma unternehmen "
                          "entreprise société arbeitgeber"},
    {COLUMN_POSITION, "jobtitle organizationtitle position title role poste stelle"},
    {COLUMN_URL, "url linkedinurl linkedin profileurl websitevalue webpage website"},
    {COLUMN_NOTES, "notes note comments comment notizen"},
    {WHEN(TABLE_CONNECTED), "connectedon"},
};

static const struct alias message_aliases[] = {
    {COLUMN_CONVERSATION, "conversationid"},
    {COLUMN_FROM, "from"},
    {COLUMN_FROM_URL, "senderprofileurl"},
    {COLUMN_TO, "to"},
    {COLUMN_TO_URLS, "recipientprofileurls recipientprofileurl"},
    {WHEN(TABLE_SENT), "date"},
    {COLUMN_SUBJECT, "subject"},
    {COLUMN_TEXT, "content"},
    {COLUMN_DRAFT, "ismessagedraft"},
};

/* --- Names --- */

/* Lower case (also U+00C0 to U+00DE), without blanks and signs.  Empty if it is too long to be one of ours. */
static struct str fold(struct str s, char out[static FOLDED_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if ((unsigned char)c <= ' ' || memchr("_-.:*?#()'/&", c, 12)) continue;
        if (n == FOLDED_MAX) return (struct str){0};
        bool upper = c >= 'A' && c <= 'Z';
        bool accented = i && s.p[i - 1] == '\xC3' && (unsigned char)c <= 0x9E;
        out[n++] = upper || accented ? (char)(c + 32) : c;
    }
    return (struct str){out, n};
}

static struct str without_digits(struct str s, char out[static FOLDED_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') out[n++] = s.p[i];
    return (struct str){out, n};
}

/* The place of a name in a list, from 1; 0 if it is not there. */
static size_t rank_in(struct str name, const char *names)
{
    struct str rest = str_from(names), one;
    for (size_t rank = 1; rest.n; rank++) {
        str_cut(rest, ' ', &one, &rest);
        if (str_eq(one, name)) return rank;
    }
    return 0;
}

static struct str drop_prefix(struct str s, const char *const prefixes[])
{
    for (size_t i = 0; prefixes[i]; i++) {
        struct str prefix = str_from(prefixes[i]);
        if (str_starts(s, prefix)) return (struct str){s.p + prefix.n, s.n - prefix.n};
    }
    return s;
}

/* 1st interview, Interview 2, Entretien 1, third interview, 2. Vorstellungsgespräch; 0 if it is no interview. */
static int interview_number(struct str name)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "ème", "eme", "er", "e", NULL};
    static const char *const words[][5] = {{"first", "premier", "erstes", NULL},
        {"second", "deuxième", "deuxieme", "zweites", NULL}, {"third", "troisième", "troisieme", "drittes", NULL}};
    static const char bases[] = "interview interviewdate dateofinterview interviewround round entretien "
                                "dateentretien datedentretien vorstellungsgespräch gespräch";
    char joined[FOLDED_MAX];
    size_t at = 0;
    while (at < name.n && !(name.p[at] >= '1' && name.p[at] <= '9')) at++;
    if (at < name.n) {
        struct str tail = drop_prefix((struct str){name.p + at + 1, name.n - at - 1}, endings);
        memcpy(joined, name.p, at);
        if (tail.n) memcpy(joined + at, tail.p, tail.n);
        return rank_in((struct str){joined, at + tail.n}, bases) ? name.p[at] - '0' : 0;
    }
    for (int i = 0; i < 3; i++) {
        struct str rest = drop_prefix(name, words[i]);
        if (rest.n < name.n && rank_in(rest, bases)) return i + 1;
    }
    return !str_is(name, "round") && rank_in(name, bases) ? 1 : 0;
}

/* --- Meaning of all columns of a record, under one list of aliases --- */

struct match {
    size_t rank[COLUMNS]; /* of the name that holds the place; 0: none yet */
    size_t place[COLUMNS];
    uint8_t meaning[CSV_CELLS_MAX];
};

static void match_column(struct match *m, size_t i, enum column column, size_t rank, bool several)
{
    size_t held = m->place[column];
    if (!held || rank < m->rank[column]) {
        if (held && !several) m->meaning[held - 1] = COLUMN_OTHER;
        m->place[column] = i + 1;
        m->rank[column] = rank;
        m->meaning[i] = (uint8_t)column;
    } else if (several) {
        m->meaning[i] = (uint8_t)column;
    }
    if (column != COLUMN_STATUS || !held) return;
    size_t loser = m->place[column] == i + 1 ? held : i + 1, before = m->place[COLUMN_STATUS_ELSE];
    if (before) m->meaning[before - 1] = COLUMN_OTHER;
    m->place[COLUMN_STATUS_ELSE] = loser;
    m->meaning[loser - 1] = COLUMN_STATUS_ELSE;
}

static void match_name(
    struct match *m, size_t i, struct str name, enum table_kind kind, const struct alias *aliases, size_t n)
{
    char stripped[FOLDED_MAX];
    bool contacts = kind == TABLE_CONTACTS;
    if (contacts) name = without_digits(name, stripped);
    for (size_t k = 0; k < n; k++) {
        size_t rank = rank_in(name, aliases[k].names);
        bool several = contacts && (aliases[k].column == COLUMN_MAIL || aliases[k].column == COLUMN_PHONE);
        if (!rank) continue;
        match_column(m, i, aliases[k].column, rank, several);
        return;
    }
    int interview = kind == TABLE_OPPORTUNITIES ? interview_number(name) : 0;
    if (interview) match_column(m, i, (enum column)(WHEN(TABLE_INTERVIEW) + interview - 1), 1, false);
}

static void match_all(struct match *m, const struct csv_record *r, enum table_kind kind)
{
    static const struct {
        const struct alias *aliases;
        size_t n;
    } lists[] = {
        [TABLE_OPPORTUNITIES] = {opportunity_aliases, sizeof opportunity_aliases / sizeof *opportunity_aliases},
        [TABLE_CONTACTS] = {contact_aliases, sizeof contact_aliases / sizeof *contact_aliases},
        [TABLE_MESSAGES] = {message_aliases, sizeof message_aliases / sizeof *message_aliases},
    };
    *m = (struct match){0};
    for (size_t i = 0; i < r->n; i++) {
        char folded[FOLDED_MAX];
        struct str name = fold(r->cells[i], folded);
        if (name.n) match_name(m, i, name, kind, lists[kind].aliases, lists[kind].n);
    }
}

static bool has(const struct match *m, enum column column)
{
    return m->place[column] != 0;
}

/* Kinds are tried from the one that asks for most to the one that asks for least. */
static bool find_kind(struct match *m, const struct csv_record *r, enum table_kind *ret)
{
    match_all(m, r, TABLE_MESSAGES);
    *ret = TABLE_MESSAGES;
    if (has(m, COLUMN_CONVERSATION) && has(m, COLUMN_FROM) && has(m, COLUMN_TEXT)) return true;
    match_all(m, r, TABLE_OPPORTUNITIES);
    bool process = has(m, COLUMN_STATUS) || has(m, WHEN(TABLE_APPLIED)) || has(m, COLUMN_APPLIED_SAID);
    bool opportunities = has(m, COLUMN_ORGANISATION) && (has(m, COLUMN_POSITION) || has(m, COLUMN_STATUS));
    bool saved = opportunities && !process && has(m, WHEN(TABLE_SAVED)) && has(m, COLUMN_URL);
    if (!process && !saved) {
        match_all(m, r, TABLE_CONTACTS);
        *ret = TABLE_CONTACTS;
        bool named = has(m, COLUMN_CONTACT) || has(m, COLUMN_FIRST_NAME) || has(m, COLUMN_LAST_NAME);
        if (named && (has(m, COLUMN_MAIL) || has(m, COLUMN_PHONE) || has(m, COLUMN_URL))) return true;
        match_all(m, r, TABLE_OPPORTUNITIES);
    }
    *ret = saved ? TABLE_SAVED_JOBS : TABLE_OPPORTUNITIES;
    return opportunities;
}

static bool has_name(const struct csv_record *r, const char *folded_name)
{
    char folded[FOLDED_MAX];
    for (size_t i = 0; i < r->n; i++)
        if (str_is(fold(r->cells[i], folded), folded_name)) return true;
    return false;
}

/* LinkedIn's two lists of jobs, whose dates are 11/20/24 whatever the user's language (seen in several exports). */
static bool is_american(const struct csv_record *r, enum table_kind kind)
{
    bool applications = has_name(r, "applicationdate") && has_name(r, "joburl") &&
                        (has_name(r, "resumename") || has_name(r, "questionandanswers"));
    bool saved = kind == TABLE_SAVED_JOBS && r->n == 4 && has_name(r, "saveddate") && has_name(r, "joburl") &&
                 has_name(r, "jobtitle") && has_name(r, "companyname");
    return applications || saved;
}

bool table_header_read(const struct csv_record *r, struct arena *a, struct table_header *ret)
{
    struct match m;
    enum table_kind kind;
    if (r->n < 2 || !find_kind(&m, r, &kind)) return false;
    *ret = (struct table_header){.kind = kind, .american = is_american(r, kind), .line = r->line, .n = r->n};
    ret->names = ARENA_NEW(a, struct str, r->n);
    ret->meaning = ARENA_NEW(a, uint8_t, r->n);
    memcpy(ret->meaning, m.meaning, r->n);
    memcpy(ret->place, m.place, sizeof ret->place);
    for (size_t i = 0; i < r->n; i++) ret->names[i] = arena_str(a, str_trim(r->cells[i]));
    struct str applied = table_header_cell(ret, r, WHEN(TABLE_APPLIED));
    ret->vague_date = str_is_nocase(applied, "date") || str_is_nocase(applied, "datum");
    return true;
}

struct str table_header_cell(const struct table_header *h, const struct csv_record *r, enum column column)
{
    size_t place = h->place[column];
    return place && place <= r->n ? str_trim(r->cells[place - 1]) : (struct str){0};
}
