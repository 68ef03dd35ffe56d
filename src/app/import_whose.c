/* Houses by digests of what leads to them, made in one walk over the record. */
#include "app/import_whose.h"

#include "sys/text.h"

#include <string.h>

/* --- domains --- */

/* Providers of mailboxes for anybody; the first label tells (gmail.com, web.de, yahoo.co.uk). */
static const char *const providers[] = {"gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail",
    "icloud", "me", "mac", "aol", "gmx", "web", "t-online", "freenet", "posteo", "mailbox", "proton", "protonmail",
    "pm", "tutanota", "tuta", "fastmail", "zoho", "mail", "yandex", "orange", "wanadoo", "free", "laposte", "sfr",
    "bluewin", "libero", "hey", "comcast", "verizon", "att", "btinternet", "qq", "163", "126", "naver", "seznam", "wp",
    "o2", NULL};

/* Boards, applicant systems and calendar services: their domain is nobody's employer. */
static const char *const services[] = {"linkedin.com", "xing.com", "indeed.com", "stepstone.de", "glassdoor.com",
    "monster.com", "ziprecruiter.com", "wellfound.com", "greenhouse.io", "greenhouse-mail.io", "lever.co",
    "ashbyhq.com", "workday.com", "myworkday.com", "myworkdayjobs.com", "smartrecruiters.com", "icims.com",
    "personio.de", "personio.com", "join.com", "recruitee.com", "workable.com", "workablemail.com", "bamboohr.com",
    "jobvite.com", "breezy.hr", "teamtailor.com", "softgarden.io", "successfactors.com", "successfactors.eu",
    "taleo.net", "goodtime.io", "calendly.com", "cal.com", "google.com", "microsoft.com", "zoom.us",
    "arbeitsagentur.de", "francetravail.fr", "pole-emploi.fr", "notion.site", "github.com", "github.io", NULL};

static struct str host_of(struct str s)
{
    struct str head, rest;
    if (str_cut(s, '@', &head, &rest) && !str_contains(head, STR("/"))) return rest;
    if (str_cut(s, ':', &head, &rest) && str_starts(rest, STR("//"))) s = (struct str){rest.p + 2, rest.n - 2};
    for (head = (struct str){s.p, 0}; head.n < s.n && !strchr("/?#:", s.p[head.n]);) head.n++;
    return head;
}

static struct str small(struct arena *a, struct str s)
{
    char *p = ARENA_NEW(a, char, s.n);
    for (size_t i = 0; i < s.n; i++) p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
    return (struct str){p, s.n};
}

static bool is_below(struct str domain, struct str of)
{
    if (domain.n < of.n || memcmp(domain.p + domain.n - of.n, of.p, of.n) != 0) return false;
    return domain.n == of.n || domain.p[domain.n - of.n - 1] == '.';
}

/* What somebody registered: "kestrel.example" of "mail.kestrel.example", "kestrel.co.uk" of "jobs.kestrel.co.uk". */
static struct str registered(struct str domain)
{
    static const char *const shared[] = {"co", "com", "ac", "org", "net", "gov", "edu", "or", "ne", NULL};
    size_t dots = 0, from = domain.n, last = domain.n;
    for (size_t i = domain.n; i-- > 0 && from;) {
        if (domain.p[i] != '.') continue;
        struct str label = {domain.p + i + 1, last - i - 1};
        bool country = domain.n - last == 3 && dots == 1 && str_among(label, shared);
        last = i;
        dots++;
        if (dots >= 2 && !country) {
            from = i + 1;
            return (struct str){domain.p + from, domain.n - from};
        }
    }
    return domain;
}

static struct str first_label(struct str domain)
{
    struct str label, rest;
    str_cut(domain, '.', &label, &rest);
    return label;
}

struct str import_whose_employer(struct arena *a, struct str mail_or_url)
{
    struct str domain = registered(small(a, host_of(mail_or_url)));
    if (!str_contains(domain, STR(".")) || str_among(first_label(domain), providers)) return (struct str){0};
    for (int i = 0; services[i]; i++)
        if (is_below(domain, str_from(services[i]))) return (struct str){0};
    return domain;
}

bool import_whose_is_robot(struct arena *a, struct str mail)
{
    static const char *const boxes[] = {"noreply", "no-reply", "donotreply", "do-not-reply", "unknownorganizer",
        "calendar", "calendar-notification", "notifications", "invitations", "mailer-daemon", "invites", "scheduling",
        NULL};
    struct str local, domain;
    if (!str_cut(small(a, mail), '@', &local, &domain)) return false;
    return str_among(local, boxes) || is_below(domain, STR("calendar.google.com"));
}

/* --- digests --- */

enum kind { KIND_MAIL = 301, KIND_DOMAIN, KIND_NAME };
enum { WORDS_MAX = 6 }; /* of a name of an organisation that is found in text */

static uint64_t mail_digest(struct arena *a, struct str mail)
{
    return map_digest(KIND_MAIL, small(a, mail));
}

/* Words between what is no letter or digit; from n words on without the others. */
static size_t words_of(struct arena *a, struct str s, struct str *ret, size_t max)
{
    size_t n = 0, from = 0;
    s = text_fold(a, s);
    for (size_t i = 0; i <= s.n && n < max; i++) {
        unsigned char c = i < s.n ? (unsigned char)s.p[i] : ' ';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) continue;
        if (i > from) ret[n++] = (struct str){s.p + from, i - from};
        from = i + 1;
    }
    return n;
}

static uint64_t words_digest(const struct str *words, size_t n)
{
    uint64_t h = KIND_NAME;
    for (size_t i = 0; i < n; i++) h = map_digest(h, words[i]);
    return h;
}

/* "Kestrel Optics GmbH & Co. KG" is called Kestrel Optics. */
static size_t without_form(const struct str *words, size_t n)
{
    static const char *const forms[] = {"gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "se", "ev", "e", "v", "co",
        "inc", "llc", "llp", "ltd", "limited", "plc", "corp", "corporation", "company", "sa", "sas", "sarl", "srl",
        "spa", "bv", "nv", "ab", "as", "oy", "oyj", "aps", "pty", "pte", "group", "gruppe", "groupe", "holding", NULL};
    while (n > 1 && str_among(words[n - 1], forms)) n--;
    return n;
}

/* The name as a domain may have it: without blanks. */
static uint64_t label_digest(struct arena *a, const struct str *words, size_t n)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < n; i++) buf_add(&b, words[i]);
    return map_digest(KIND_DOMAIN, arena_str(a, buf_str(&b)));
}

static void lead(struct import_whose *w, uint64_t digest, int64_t house)
{
    int64_t known = map_get(&w->houses, digest);
    if (known != house) map_put(&w->houses, &w->arena, digest, known ? -1 : house);
}

/* --- the walk --- */

struct walk {
    struct import_whose *w;
    struct arena scratch;
};

static void see_domain(struct import_whose *w, struct arena *a, int64_t house, struct str mail_or_url)
{
    struct str domain = import_whose_employer(a, mail_or_url);
    if (domain.n) lead(w, map_digest(KIND_DOMAIN, domain), house);
}

static void see_name(struct import_whose *w, struct arena *a, int64_t house, struct str name)
{
    struct str words[WORDS_MAX + 1];
    size_t n = words_of(a, name, words, WORDS_MAX + 1);
    if (!n || n > WORDS_MAX) return;
    lead(w, words_digest(words, n), house);
    n = without_form(words, n);
    lead(w, words_digest(words, n), house);
    lead(w, label_digest(a, words, n), house);
}

void import_whose_see(struct import_whose *w, struct arena *scratch, int64_t house, const struct event *e)
{
    bool person = e->kind == EVENT_PERSON || e->kind == EVENT_PERSON_CHANGE;
    if (person && e->mail.n) {
        lead(w, mail_digest(scratch, e->mail), house);
        see_domain(w, scratch, house, e->mail);
    }
    if (e->kind != EVENT_NEW) return;
    see_name(w, scratch, house, e->name);
    if (e->url.n) see_domain(w, scratch, house, e->url);
}

static enum err see_house(void *context, int64_t house, const struct events *events, struct err_info *info)
{
    struct walk *k = context;
    (void)info;
    for (size_t i = 0; house > 0 && i < events->n; i++) import_whose_see(k->w, &k->scratch, house, &events->items[i]);
    arena_reset(&k->scratch);
    return OK;
}

enum err import_whose_load(struct import_whose *ret, struct app *app, struct err_info *info)
{
    struct import_whose w = {0};
    struct walk k = {.w = &w};
    enum err err = journal_walk(app->journal, see_house, &k, info);
    arena_close(&k.scratch);
    if (err)
        import_whose_close(&w);
    else
        *ret = w;
    return err;
}

void import_whose_close(struct import_whose *w)
{
    if (!w) return;
    arena_close(&w->arena);
    w->houses = (struct map){0};
}

/* --- asking --- */

int64_t import_whose_mail(const struct import_whose *w, struct arena *a, struct str mail)
{
    return mail.n ? map_get(&w->houses, mail_digest(a, mail)) : 0;
}

int64_t import_whose_domain(const struct import_whose *w, struct arena *a, struct str mail_or_url)
{
    struct str domain = import_whose_employer(a, mail_or_url), words[WORDS_MAX];
    int64_t house = domain.n ? map_get(&w->houses, map_digest(KIND_DOMAIN, domain)) : 0;
    if (house || !domain.n) return house;
    size_t n = words_of(a, first_label(domain), words, WORDS_MAX);
    return n ? map_get(&w->houses, label_digest(a, words, n)) : 0;
}

int64_t import_whose_called(const struct import_whose *w, struct arena *a, struct str name)
{
    struct str words[WORDS_MAX + 1];
    size_t n = words_of(a, name, words, WORDS_MAX + 1);
    return n && n <= WORDS_MAX ? map_get(&w->houses, words_digest(words, without_form(words, n))) : 0;
}

/* The only house that names of so many words lead to. */
static int64_t named_by(const struct import_whose *w, const struct str *words, size_t n, size_t length)
{
    int64_t found = 0;
    for (size_t from = 0; from + length <= n; from++) {
        int64_t house = map_get(&w->houses, words_digest(words + from, length));
        if (house && found && house != found) return -1;
        if (house) found = house;
    }
    return found;
}

/* "Kestrel Optics" before "Kestrel". */
int64_t import_whose_named(const struct import_whose *w, struct arena *a, struct str text)
{
    enum { TEXT_WORDS = 60 };
    struct str words[TEXT_WORDS];
    int64_t found = 0;
    size_t n = words_of(a, text, words, TEXT_WORDS);
    for (size_t length = WORDS_MAX; length && !found; length--) found = named_by(w, words, n, length);
    return found;
}
