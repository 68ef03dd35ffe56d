/* The employer and the position: from the display name, the subject, the text. */
#include "word/employer.h"

#include <string.h>

#include "word/key.h"
#include "word/rules_part.h"

const char *const employer_domain_names[] = {"house", "system", "board", "free", "schedule", NULL};

enum { TEXT_LOOKED = 6000, NAME_MOST = 80, NAME_WORDS = 6, POSITION_WORDS = 10 };

enum employer_domain employer_domain_of(const struct word_rules *r, struct str mail)
{
    struct str name, domain, label;
    char bytes[256];
    if (!str_cut(mail, '@', &name, &domain)) domain = mail;
    while (str_contains(domain, STR("@"))) str_cut(domain, '@', &name, &domain);
    domain = str_trim(domain);
    if (!domain.n || domain.n >= sizeof bytes) return EMPLOYER_HOUSE;
    for (size_t i = 0; i < domain.n; i++)
        bytes[i] = (char)(domain.p[i] >= 'A' && domain.p[i] <= 'Z' ? domain.p[i] + 32 : domain.p[i]);
    struct str rest = {bytes, domain.n};
    while (rest.n) {
        uint16_t number = lexicon_find(&r->domains, rest);
        if (number) return (enum employer_domain)r->kinds[number];
        if (!str_cut(rest, '.', &label, &rest)) break;
    }
    return EMPLOYER_HOUSE;
}

static struct word_reason reason(const char *rule, const char *why, struct word_passage p)
{
    return (struct word_reason){.rule = str_from(rule), .why = str_from(why), .passage = p};
}

/* --- words that say nothing of who --- */

static const char *const generic[] = {"hiring", "recruiting", "recruitment", "talent", "acquisition", "team", "teams",
    "careers", "career", "jobs", "job", "hr", "human", "resources", "people", "operations", "ops", "no-reply",
    "noreply", "no", "reply", "do", "not", "donotreply", "do-not-reply", "notification", "notifications",
    "applications", "application", "candidate", "candidates", "experience", "care", "apply", "the", "your", "our", "at",
    "from", "bewerbung", "bewerbungen", "bewerbermanagement", "personal", "personalabteilung", "personalteam",
    "recruitingteam", "recrutement", "rh", "ressources", "humaines", "candidature", "candidatures", "équipe",
    "staffing", "onboarding", "support", "graduate", "graduates", "grads", "early", "workday", "greenhouse", "lever",
    "ashby", "icims", "smartrecruiters", "linkedin", "indeed", "taleo", "personio", "jobvite", "successfactors",
    "workable", "recruitee", "teamtailor", "breezy", "bamboohr", "stepstone", "xing", "jobs2web", "das", "ihr",
    "l'équipe", "service", "de", "la", "bei", "chez", "auto", "mail", "mailer", "info", "via", "department", "karriere",
    "und", "and", "&", "center", "centre", "office", "global", NULL};

static bool is_generic(struct str word)
{
    while (word.n && strchr("\"'(),.:!", word.p[word.n - 1])) word.n--;
    while (word.n && strchr("\"'(", word.p[0])) word.p++, word.n--;
    return !word.n || key_head_any(word, generic) == word.n;
}

static struct str first_word(struct str s)
{
    const char *blank = s.n ? memchr(s.p, ' ', s.n) : NULL;
    return (struct str){s.p, blank ? (size_t)(blank - s.p) : s.n};
}

static struct str last_word(struct str s)
{
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != ' ') at--;
    return (struct str){s.p + at, s.n - at};
}

/* Without the generic words at both ends. */
static struct str specific(struct str s)
{
    s = str_trim(s);
    while (s.n) {
        struct str w = first_word(s);
        if (!is_generic(w)) break;
        s = str_trim((struct str){s.p + w.n, s.n - w.n});
    }
    while (s.n) {
        struct str w = last_word(s);
        if (!is_generic(w)) break;
        s = str_trim((struct str){s.p, s.n - w.n});
    }
    while (s.n && strchr("\"'(,|@-: ", s.p[0])) s.p++, s.n--;
    while (s.n && strchr("\"'),|@-:!. ", s.p[s.n - 1])) s.n--;
    return s;
}

/* --- the display name --- */

/* Cuts s behind the first of these joints; false: there is none. */
static bool cut_at(struct str s, const char *const joints[], struct str *ret_head, struct str *ret_tail)
{
    for (int i = 0; joints[i]; i++) {
        struct str j = str_from(joints[i]);
        for (size_t k = 0; k + j.n <= s.n; k++) {
            if (key_head((struct str){s.p + k, j.n}, joints[i]) != j.n) continue;
            *ret_head = str_trim((struct str){s.p, k});
            *ret_tail = str_trim((struct str){s.p + k + j.n, s.n - k - j.n});
            return true;
        }
    }
    return false;
}

static struct str of_display(struct str name)
{
    static const char *const via[] = {" via ",
        " \xc3\xbc"
        "ber ",
        NULL};
    static const char *const at[] = {" at ", " @ ", " from ", " bei ", " von ", " chez ", " de chez ", " with ", NULL};
    static const char *const marks[] = {" - ", " | ", " \xe2\x80\x93 ", ": ", " (", ", ", " / ", NULL};
    struct str head, tail;
    while (name.n && strchr("\"' ", name.p[0])) name.p++, name.n--;
    while (name.n && strchr("\"' ", name.p[name.n - 1])) name.n--;
    if (cut_at(name, via, &head, &tail)) {
        struct str of = of_display(head);
        return of.n ? of : specific(head);
    }
    if (cut_at(name, at, &head, &tail)) return specific(tail);
    if (cut_at(name, marks, &head, &tail)) {
        struct str a = specific(head), b = specific(tail);
        if (!a.n) return b;
        if (!b.n) return a;
        if (a.n != head.n) return a; /* "Harbour Hiring Team - Bremen" */
        return b;
    }
    struct str s = specific(name);
    return s.n != name.n ? s : (struct str){0}; /* nothing generic: a person */
}

/* --- names in running text --- */

static bool is_upper(struct str s)
{
    return s.n &&
           ((s.p[0] >= 'A' && s.p[0] <= 'Z') || (s.p[0] >= '0' && s.p[0] <= '9') || (unsigned char)s.p[0] == 0xc3);
}

/* The end of the word at i: a dot, an ampersand or a hyphen may stand within it. */
static size_t word_end(struct str s, size_t i)
{
    while (i < s.n && !strchr(" \t\n,;:!?()[]<>|\"", s.p[i])) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '.' && (i + 1 >= s.n || strchr(" \t\n", s.p[i + 1]))) break;
        if (c == 0xe2 || (c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] >= 0xa0)) break;
        i++;
    }
    return i;
}

static size_t skip_to_word(struct str s, size_t i)
{
    while (i < s.n && (strchr(" \t\"*_'", s.p[i]) || (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] != '\n'))) i++;
    while (i + 2 < s.n && (unsigned char)s.p[i] == 0xe2 && (unsigned char)s.p[i + 1] == 0x80) i += 3; /* quotes */
    while (i + 1 < s.n && (unsigned char)s.p[i] == 0xc2) i += 2;
    return i;
}

/* A name in capitals at i: "Harbour Foods", "Bank of Bremen"; empty: none. */
static struct str take_name(struct str s, size_t i)
{
    static const char *const small[] = {
        "of", "and", "&", "the", "de", "du", "des", "la", "le", "für", "der", "und", "et", "von", "van", NULL};
    static const char *const articles[] = {"the", "der", "den", "dem", "die", "our", "la", "le", "l'entreprise", "a",
        "an", "unserem", "unser", "das", "firma", NULL};
    static const char *const never[] = {"i", "we", "if", "please", "this", "you", "your", "our", "it", "for", "as",
        "in", "at", "on", "dear", "hi", "hello", "thank", "thanks", "after", "while", "sie", "wir", "ihr", "vous",
        "nous", "monday", "tuesday", "wednesday", "thursday", "friday", "linkedin", "indeed", "uns", NULL};
    i = skip_to_word(s, i);
    size_t article = key_head_any((struct str){s.p + i, s.n - i}, articles);
    if (article && !(is_upper((struct str){s.p + i, s.n - i}) && s.p[i] != 'T')) i = skip_to_word(s, i + article);
    size_t begin = i, end = i;
    for (int words = 0; i < s.n && words < NAME_WORDS; words++) {
        size_t stop = word_end(s, i);
        struct str w = {s.p + i, stop - i};
        if (!w.n) break;
        bool joint = words && key_head_any(w, small) == w.n && !is_upper(w);
        if (!joint && !is_upper(w)) break;
        if (!joint && key_head_any(w, never) == w.n) break;
        if (!joint) end = stop;
        if (stop >= s.n || s.p[stop] != ' ') break;
        i = stop + 1;
    }
    struct str name = {s.p + begin, end - begin};
    if (name.n > 2 && name.p[name.n - 1] == 's' && name.p[name.n - 2] == '\'') name.n -= 2; /* Harbour's */
    return name.n < 2 || name.n > NAME_MOST ? (struct str){0} : name;
}

/* A position at i: up to where the sentence goes on to something else. */
static struct str take_position(struct str s, size_t i)
{
    static const char *const stops[] = {"at", "with", "in", "has", "have", "is", "was", "are", "here", "on", "bei",
        "chez", "been", "to", "within", "we", "position", "role", "job", "vacancy", "opening", "opportunity", "team",
        "and we", "that", "which", "this", "ist", "in unserem", "sind", "haben", "am", "au sein", "from", "mit",
        "eingegangen", "erhalten", "wurde", "received", "submitted", "a été", "a bien", "by", "but", "so", "please",
        "or", "im", "you", "unfortunately", "for which", "since", "zu", "leider", "und", "your", "via", "nous", "n'a",
        "est", "ont", "et nous", NULL};
    static const char *const articles[] = {"the", "a", "an", "our", "der", "die", "das", "ein", "eine", "einen", "un",
        "une", "le", "la", "of", "open", NULL};
    i = skip_to_word(s, i);
    size_t article;
    while ((article = key_head_any((struct str){s.p + i, s.n - i}, articles))) i = skip_to_word(s, i + article);
    size_t begin = i, end = i;
    for (int words = 0; i < s.n && words < POSITION_WORDS; words++) {
        size_t stop = word_end(s, i);
        struct str w = {s.p + i, stop - i};
        if (!w.n || key_head_any((struct str){s.p + i, s.n - i}, stops)) break;
        if (w.n == 1 && w.p[0] == '-') break;
        end = stop;
        if (stop < s.n && s.p[stop] == ',' && words == 0) break;
        if (stop >= s.n || (s.p[stop] != ' ' && !(s.p[stop] == '\n' && stop + 1 < s.n && s.p[stop + 1] != '\n'))) break;
        i = stop + 1;
        while (i < s.n && s.p[i] == ' ') i++;
    }
    struct str name = {s.p + begin, end - begin};
    return name.n < 3 || name.n > NAME_MOST ? (struct str){0} : name;
}

/* --- cues --- */

struct cue {
    const char *key;
    char what; /* n: a name follows, p: a position follows */
};

static const struct cue cues[] = {{"applying to", 'n'}, {"applying with", 'n'}, {"applying at", 'n'},
    {"applied to", 'n'}, {"applied at", 'n'}, {"application to", 'n'}, {"application with", 'n'},
    {"application at", 'n'}, {"interest in joining", 'n'}, {"interest in working at", 'n'},
    {"interest in working for", 'n'}, {"interest in working with", 'n'}, {"interest in", 'n'}, {"interested in", 'n'},
    {"application was sent to", 'n'}, {"application sent to", 'n'}, {"application has been sent to", 'n'},
    {"update from", 'n'}, {"application from", 'n'}, {"with us at", 'n'}, {"talking to us at", 'n'}, {"here at", 'n'},
    {"opportunities at", 'n'}, {"working at", 'n'}, {"work at", 'n'}, {"position at", 'n'}, {"role at", 'n'},
    {"opportunity at", 'n'}, {"job at", 'n'}, {"opening at", 'n'}, {"career at", 'n'}, {"careers at", 'n'},
    {"interview with", 'n'}, {"interview at", 'n'}, {"offer from", 'n'}, {"position with", 'n'}, {"role with", 'n'},
    {"join", 'n'}, {"joining", 'n'}, {"bewerbung bei", 'n'}, {"interesse an", 'n'}, {"bewerbungsunterlagen bei", 'n'},
    {"candidature chez", 'n'}, {"candidature à", 'n'}, {"candidature auprès de", 'n'}, {"intérêt pour", 'n'},
    {"rejoindre", 'n'}, {"team at", 'n'}, {"hiring team at", 'n'}, {"thank you from", 'n'}, {"message from", 'n'},
    {"thanks from", 'n'}, {"follow up from", 'n'}, {"news from", 'n'}, {"hello from", 'n'}, {"position of", 'p'},
    {"role of", 'p'}, {"post of", 'p'}, {"job of", 'p'}, {"vacancy of", 'p'}, {"position as", 'p'}, {"role as", 'p'},
    {"job as", 'p'}, {"position:", 'p'}, {"role:", 'p'}, {"job title:", 'p'}, {"job:", 'p'}, {"applied for", 'p'},
    {"applying for", 'p'}, {"apply for", 'p'}, {"application for", 'p'}, {"application as", 'p'},
    {"candidacy for", 'p'}, {"interview for", 'p'}, {"interviewing for", 'p'}, {"interview:", 'p'},
    {"application:", 'p'}, {"application received:", 'p'}, {"bewerbung als", 'p'},
    {"bewerbung für die stelle als", 'p'}, {"bewerbung für", 'p'}, {"bewerbung um die stelle als", 'p'},
    {"stelle als", 'p'}, {"stelle:", 'p'}, {"position als", 'p'}, {"tätigkeit als", 'p'}, {"ausbildung zum", 'p'},
    {"ausbildung zur", 'p'}, {"poste de", 'p'}, {"poste d'", 'p'}, {"poste :", 'p'}, {"poste:", 'p'}, {"offre de", 'p'},
    {"candidature pour le poste de", 'p'}, {"candidature au poste de", 'p'}, {"candidature pour", 'p'},
    {"candidature spontanée", 0}, {NULL, 0}};

static size_t cue_head(struct str s, const char *key)
{
    struct str k = str_from(key);
    if (k.p[k.n - 1] != ':' && k.p[k.n - 1] != '\'') return key_head(s, key);
    /* Such a key need not end with a word. */
    size_t at = 0;
    for (size_t i = 0; i < k.n; i++) {
        size_t n, m;
        if (at >= s.n) return 0;
        uint32_t c = str_code_point((struct str){k.p + i, k.n - i}, &m);
        if (key_fold((struct str){s.p + at, s.n - at}, &n) != c) return 0;
        at += n, i += m - 1;
    }
    return at;
}

struct looking {
    struct str s; /* as written */
    struct str own; /* the same with all but the writer's words blank */
    bool subject;
    struct employer *ret;
};

static struct word_passage passage(const struct looking *l, struct str found)
{
    return (struct word_passage){l->subject, (size_t)(found.p - l->s.p), found.n};
}

static struct str without_brackets(struct str position)
{
    struct str head, tail;
    return str_cut(position, '(', &head, &tail) ? str_trim(head) : position;
}

/* "the Data Engineer position": the words before. */
static void position_before(struct looking *l, size_t at)
{
    struct employer *ret = l->ret;
    size_t from = at, words = 0;
    const char *p = l->s.p;
    while (from > 0 && (p[from - 1] == ' ' || (p[from - 1] == '\n' && words < 8))) from--;
    size_t end = from;
    while (from > 0 && words < 8) {
        size_t begin = from;
        while (begin > 0 && !strchr(" \n\"", p[begin - 1])) begin--;
        struct str w = {p + begin, from - begin};
        static const char *const leads[] = {
            "the", "our", "a", "an", "for", "this", "of", "to", "your", "as", "in", "an open", NULL};
        if (!w.n || key_head_any(w, leads) == w.n) break;
        if (!is_upper(w) && !(w.p[0] == '(' || w.p[0] == '-' || w.p[0] == '&' || str_is(w, "of"))) {
            from = end;
            break;
        }
        words++;
        from = begin;
        while (from > 0 && p[from - 1] == ' ') from--;
        if (from > 0 && strchr(",.:;", p[from - 1])) break;
        if (begin < from) break;
        at = begin;
    }
    if (!words || at >= end) return;
    struct str found = without_brackets((struct str){p + at, end - at});
    if (found.n < 3 || found.n > NAME_MOST || is_generic(first_word(found))) return;
    ret->position = found;
    ret->position_reason = reason(l->subject ? "subject" : "text", "It names the position.", passage(l, found));
}

static void say_position(struct looking *l, struct str found)
{
    l->ret->position = found;
    l->ret->position_reason = reason(l->subject ? "subject" : "text", "It names the position.", passage(l, found));
}

static bool say_name(struct looking *l, struct str found)
{
    if (found.n < 2) return false;
    l->ret->name = found;
    l->ret->name_reason = reason(l->subject ? "subject" : "text", "It names the house.", passage(l, found));
    return true;
}

/* The name behind "at", where that follows what was found: "Buyer at Corvo Retail". */
static struct str house_behind(struct str s, struct str found)
{
    static const char *const at[] = {"at", "with", "bei", "bei der", "chez", "@", NULL};
    if (!found.n) return (struct str){0};
    size_t end = (size_t)(found.p - s.p) + found.n, close = end;
    while (close < s.n && s.p[close] != ')' && close - end < 40 && s.p[close] != '\n') close++;
    struct str rest = {s.p + end, s.n - end};
    if (str_starts(rest, STR(" (")) && close < s.n && s.p[close] == ')') end = close + 1; /* (m/w/d) */
    while (end < s.n && s.p[end] == ' ') end++;
    size_t n = key_head_any((struct str){s.p + end, s.n - end}, at);
    if (!n && end < s.n && s.p[end] == '@') n = 1;
    return n ? specific(take_name(s, end + n)) : (struct str){0};
}

/* "interest in the Data Engineer position" */
static bool names_position(struct str s, struct str found)
{
    static const char *const tails[] = {
        "position", "role", "vacancy", "opening", "opportunity", "job", "internship", "post", NULL};
    size_t end = found.n ? (size_t)(found.p - s.p) + found.n : s.n;
    while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\n')) end++;
    return end < s.n && key_head_any((struct str){s.p + end, s.n - end}, tails);
}

/* "your Cobalt application": the name between. */
static struct str owned_name(struct str s, size_t at)
{
    static const char *const things[] = {"application", "interview", "candidacy", "offer", "bewerbung", NULL};
    while (at < s.n && s.p[at] != ' ') at++;
    struct str name = take_name(s, at);
    if (!name.n) return (struct str){0};
    size_t end = (size_t)(name.p - s.p) + name.n;
    while (end < s.n && s.p[end] == ' ') end++;
    return key_head_any((struct str){s.p + end, s.n - end}, things) ? specific(name) : (struct str){0};
}

static void try(struct looking *l, size_t at, bool *done_name)
{
    struct str rest = {l->own.p + at, l->own.n - at};
    struct employer *ret = l->ret;
    size_t longest = 0;
    char what = 0;
    unsigned char first = (unsigned char)(rest.p[0] | 0x20);
    for (size_t i = 0; cues[i].key; i++) {
        if ((unsigned char)cues[i].key[0] != first) continue;
        size_t n = cue_head(rest, cues[i].key);
        if (n > longest) longest = n, what = cues[i].what;
    }
    if (longest && what == 'n' && !*done_name) {
        struct str name = take_name(l->s, at + longest), house = house_behind(l->s, name);
        /* "Your application to Account Executive at Bluefin" */
        bool position = house.n || names_position(l->s, name);
        if (position && !ret->position.n) say_position(l, name);
        if (house.n || !position) *done_name = say_name(l, house.n ? house : specific(name));
    }
    if (longest && what == 'p' && !ret->position.n) {
        struct str whole = take_position(l->s, at + longest), found = without_brackets(whole),
                   house = house_behind(l->s, whole);
        if (house.n && !*done_name) *done_name = say_name(l, house);
        static const char *const none[] = {"which", "this", "you", "this position", "open positions", "jobs", "job",
            "us", "roles", "positions", "employment", NULL};
        if (found.n && !key_head_any(found, none)) say_position(l, found);
    }
    static const char *const owned[] = {"your", "ihre", "votre", NULL};
    if (!*done_name && l->subject && key_head_any(rest, owned)) *done_name = say_name(l, owned_name(l->s, at));
    static const char *const tails[] = {"position", "role", "vacancy", "opening", "opportunity", "job", NULL};
    if (!ret->position.n && key_head_any(rest, tails)) position_before(l, at);
}

static void look(struct looking *l)
{
    bool named = l->ret->name.n > 0, inside = false;
    size_t most = l->own.n < TEXT_LOOKED ? l->own.n : TEXT_LOOKED, from = 0;
    while (from < l->own.n && (l->own.p[from] == '\n' || l->own.p[from] == ' ')) from++;
    for (size_t i = from; i < l->own.n && i < from + most; i++) {
        unsigned char c = (unsigned char)l->own.p[i];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (letter && !inside) try(l, i, &named);
        if (named && l->ret->position.n) return;
        inside = letter || c >= 0x80;
    }
}

/* "Harbour Foods - Application received", "Harbour Foods: your application": what stands first in the subject. */
static void subject_head(struct looking *l)
{
    static const char *const marks[] = {" - ", " | ", " \xe2\x80\x93 ", ": ", NULL};
    static const char *const topics[] = {"application", "your application", "interview", "your interview", "bewerbung",
        "ihre bewerbung", "eingangsbestätigung", "candidature", "votre candidature", "thank you", "update", "status",
        "offer", "job application", "invitation", "rejection", "absage", "einladung", "entretien", "accusé*",
        "next steps", "application*", NULL};
    struct str head, tail;
    if (!cut_at(l->s, marks, &head, &tail)) return;
    struct str name = specific(head);
    bool topic = key_head_any(tail, topics) > 0;
    if (!topic && key_head_any(head, topics)) return;
    if (!topic || !is_upper(name) || key_found(name, topics, NULL) || key_head(name, "re")) return;
    if (memchr(name.p, ':', name.n)) return;
    l->ret->name = name;
    l->ret->name_reason = reason("subject", "It stands at the head of the subject.", passage(l, name));
}

/* --- numbers --- */

/* "R-12345", "JR0012", "Req 4711", "(ID: 2026-118)". */
static struct str requisition(struct str s)
{
    static const char *const heads[] = {"req id", "req", "requisition id", "requisition", "job id", "job number",
        "job ref", "ref", "reference", "id", "kennziffer", "referenznummer", "referenz", "job-id", "stellen-id",
        "référence", "réf", "job req", NULL};
    for (size_t i = 0; i < s.n; i++) {
        if (i && ((s.p[i - 1] | 32) >= 'a' && (s.p[i - 1] | 32) <= 'z')) continue;
        struct str rest = {s.p + i, s.n - i};
        size_t n = key_head_any(rest, heads), k = i + n;
        if (!n && (key_head(rest, "r-*") || key_head(rest, "jr*") || key_head(rest, "req-*")))
            k = i;
        else if (!n)
            continue;
        while (k < s.n && n && strchr(" :#.-", s.p[k])) k++;
        size_t end = k, digits = 0;
        while (end < s.n && !strchr(" \n,;)]:!?<>", s.p[end])) digits += s.p[end] >= '0' && s.p[end] <= '9', end++;
        while (end > k && s.p[end - 1] == '.') end--;
        if (digits >= 2 && end - k <= 24) return (struct str){s.p + k, end - k};
    }
    return (struct str){0};
}

/* --- all of it --- */

/* Whose address it is where a system has one for each house: "harbour@myworkday.com". */
static struct str of_address(struct str mail)
{
    static const char *const nobody[] = {"no-reply*", "noreply*", "no_reply*", "notifications*", "notification*",
        "donotreply*", "do-not-reply*", "do_not_reply*", "jobs*", "careers*", "recruiting*", "talent*", "hr*", "mail*",
        "info*", "support*", "hello*", "reply*", "system*", "workday*", "bewerbung*", "karriere*", "hiring*", "apply*",
        "application*", "messages*", "msg*", "candidates*", "inmail*", "team*", NULL};
    struct str local, domain;
    if (!str_cut(mail, '@', &local, &domain) || key_head_any(local, nobody) || local.n < 3) return (struct str){0};
    for (size_t i = 0; i < local.n; i++)
        if (strchr(".+=_0123456789", local.p[i])) return (struct str){0};
    return local;
}

static struct str of_domain(struct str mail)
{
    struct str local, domain, head, rest;
    if (!str_cut(mail, '@', &local, &domain)) return (struct str){0};
    size_t dots = 0;
    for (size_t i = 0; i < domain.n; i++) dots += domain.p[i] == '.';
    while (dots > 1 && str_cut(domain, '.', &head, &rest)) {
        bool two = rest.n <= 6 && (str_starts(rest, STR("co.")) || str_starts(rest, STR("com.")) ||
                                      str_starts(rest, STR("ac.")) || str_starts(rest, STR("org.")));
        if (two) break;
        domain = rest;
        dots--;
    }
    str_cut(domain, '.', &head, &rest);
    return head;
}

/* "The Harbour Foods Team", "Cobalt Recruiting" below the text. */
static void of_signature(const struct word_mail *m, const struct own_pieces *own, struct employer *ret)
{
    struct str line, rest = {0};
    for (size_t i = 0; i < own->n && !rest.n; i++)
        if (own->items[i].kind == OWN_SIGNATURE) rest = (struct str){m->text.p + own->items[i].at, own->items[i].n};
    for (int lines = 0; rest.n && lines < 5; lines++) {
        str_cut(rest, '\n', &line, &rest);
        line = str_trim(line);
        struct str name = specific(line), last = last_word(line);
        if (!line.n || line.n > NAME_MOST || name.n == line.n || name.n < 2 || !is_upper(name) || !is_generic(last))
            continue;
        ret->name = name;
        ret->name_reason = reason("signature", "It stands below the text.",
            (struct word_passage){false, (size_t)(name.p - m->text.p), name.n});
        return;
    }
}

void employer_read(const struct word_rules *r, const struct word_mail *m, const struct own_pieces *own,
    const struct rules_found *found, struct employer *ret)
{
    *ret = (struct employer){.domain = employer_domain_of(r, m->from_mail)};
    struct word_passage nowhere = {0};
    struct str subject = {m->subject.p, found->subject.bytes.n}, text = {m->text.p, found->text.bytes.n};
    struct looking s = {subject, found->subject.bytes, true, ret}, t = {text, found->text.bytes, false, ret};
    bool system = ret->domain == EMPLOYER_SYSTEM, board = ret->domain == EMPLOYER_BOARD;
    struct str from = str_clip(m->from_name, NAME_MOST), plain = specific(from), display = {0};
    if (ret->domain != EMPLOYER_FREE && !board) display = of_display(from);
    /* A system's sender without more is a house, or one of its people: the subject tells. */
    if (system && !display.n && plain.n > 1 && str_contains(subject, plain)) display = plain;
    if (display.n > 1) {
        ret->name = display;
        ret->name_reason = reason("display-name", "The sender calls itself so.", nowhere);
    }
    if (!ret->name.n) subject_head(&s);
    look(&s);
    if (!ret->name.n) of_signature(m, own, ret);
    if (!ret->name.n && system && plain.n > 1) {
        ret->name = plain;
        ret->name_reason = reason("display-name", "The sender calls itself so.", nowhere);
    }
    look(&t);
    ret->requisition = requisition(subject);
    if (ret->name.n) return;
    struct str of = ret->domain == EMPLOYER_SYSTEM  ? of_address(m->from_mail)
                    : ret->domain == EMPLOYER_HOUSE ? of_domain(m->from_mail)
                                                    : (struct str){0};
    if (of.n < 2) return;
    ret->name = of;
    ret->name_reason =
        reason(ret->domain == EMPLOYER_SYSTEM ? "address" : "domain", "It stands in the sender's address.", nowhere);
}
