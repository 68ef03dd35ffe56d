/* Drafts over random records: every template that can come up, filled with
 * facts as people record them.  None may have an open place, be too long, be
 * too like a colleague's (B4), hold an error of the product's own check, or a
 * sentence without a capital and a stop.
 *
 * usage: drafts COUNT [SEED] */
#include "app/proof.h"
#include "letter/draft.h"
#include "letter/likeness.h"
#include "sys/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long passed, failed, shown;
static uint64_t seed = 1;
static struct templates templates;
static struct arena kept;
static struct app app;
static struct proof proof;
static long warnings;
static bool show_warnings;

static int dice(int below)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (int)(((seed >> 33) * (uint64_t)below) >> 31);
}

static bool chance(int percent)
{
    return dice(100) < percent;
}

/* --- facts as people record them --- */

static const char *const names[] = {"Jane Moss", "Tomas Novak", "Aiko Mori", "Priya Raman", "Ole Lindqvist",
    "Maria de la Cruz", "Siobhan O'Hara", "Jean-Luc Perrin", "Ngozi Bello", "Wei Zhang", "Dr Ada Sommer", "Li"};
static const char *const titles[] = {"", "Lead Engineer", "Head of Testing", "Dr", "Prof.", "Managing Director"};
static const char *const firms[] = {"Kestrel Optics", "Harbour & Sons Ltd", "Tide", "Blue Heron Hospital Trust",
    "Nordwind GmbH", "University of Eastmere", "Pine Street School"};
static const char *const positions[] = {"Test Engineer", "Nurse (m/f/d)", "Junior Accountant", "Head of Logistics",
    "IT Administrator", "Teacher", "Office Manager (part-time)"};
static const char *const topics[] = {"the new clean room", "Calibration by night",
    "how testing and design work together", "Training for newcomers", "The move to Leeds",
    "your plans for the second shift.", "supplier audits", "night duty and how it is shared", "the budget for 2027",
    "What a first week looks like", "SAP and what may follow it", "apprenticeships", "customer visits",
    "Working from home", "the archive", "a shared calendar"};
static const char *const strengths[] = {"Ten years of calibrating optics", "leading a team of six",
    "Explaining hard things in plain words", "French and German.", "cut returns by a third within a year",
    "Certified internal auditor", "Planning shifts for forty people", "patience with customers",
    "Two product launches from first sketch to delivery"};
static const char *const rounds[] = {"", "first round", "Second interview", "final round"};

static struct str pick(const char *const from[], size_t n)
{
    return str_from(from[dice((int)n)]);
}
#define PICK(from) pick(from, sizeof(from) / sizeof *(from))

enum { PEOPLE = 5, TOPICS_EACH = 3, STRENGTHS = 9 };

struct record {
    struct letter_facts f;
    struct letter_person people[PEOPLE];
    struct letter_topic topics[PEOPLE * TOPICS_EACH];
    struct str strengths[STRENGTHS], letters[1];
};

/* n different ones of a list, from a random place on. */
static void take(struct str *to, size_t n, const char *const from[], size_t of)
{
    size_t first = (size_t)dice((int)of);
    for (size_t i = 0; i < n; i++) to[i] = str_from(from[(first + i) % of]);
}

static void make_people(struct record *r, size_t n)
{
    size_t first = (size_t)dice(12);
    for (size_t i = 0; i < n; i++) {
        bool reception = i > 0 && chance(15);
        r->people[i] = (struct letter_person){.id = 10 + 3 * (int64_t)i,
            .name = str_from(names[(first + i) % 12]),
            .title = PICK(titles),
            .role = reception ? ROLE_RECEPTION : (enum role)dice(ROLE_RECEPTION)};
    }
    r->f.colleagues = r->people;
    r->f.n_colleagues = n;
}

static void make_topics(struct record *r, size_t each)
{
    enum { ALL = sizeof topics / sizeof *topics };
    size_t at = (size_t)dice(ALL), n = 0;
    for (size_t i = 0; i < r->f.n_colleagues; i++)
        for (size_t k = 0; k < each; k++)
            r->topics[n++] = (struct letter_topic){str_from(topics[at++ % ALL]), chance(90) ? r->people[i].id : 0};
    r->f.topics = r->topics;
    r->f.n_topics = n;
}

static void make_record(struct record *r)
{
    *r = (struct record){0};
    struct letter_facts *f = &r->f;
    f->own_name = f->sign = STR("Robin Hale");
    f->own_phone = STR("+44 20 7946 0000");
    f->work = STR("Test engineer");
    f->language = chance(50) ? STR("en-US") : STR("en-GB");
    f->n_strengths = 3 + (size_t)dice(7);
    take(r->strengths, f->n_strengths, strengths, STRENGTHS);
    f->strengths = r->strengths;
    r->letters[0] = PICK(names);
    f->reference_letters = r->letters;
    f->n_reference_letters = chance(40);
    f->organisation = PICK(firms);
    f->position = PICK(positions);
    f->kind = chance(70) ? OPP_JOB : chance(50) ? OPP_INFORMATIONAL : OPP_NETWORKING;
    f->today = 20730 + dice(400);
    f->round = PICK(rounds);
    f->link = STR("https://example.com/reading/7");
    f->applied = f->promised = f->inquired = f->word = f->refused = f->met = DAY_NONE;
    if (chance(80)) f->applied = f->today - 20 - dice(40);
    f->step = -1;
}

static void make_story(struct record *r)
{
    struct letter_facts *f = &r->f;
    if (chance(75)) {
        f->met = f->today - dice(20);
        f->met_to = true;
        f->met_today = f->met == f->today;
        make_people(r, 1 + (size_t)dice(PEOPLE));
        if (chance(80)) make_topics(r, 1 + (size_t)dice(TOPICS_EACH));
        f->to = r->people[dice((int)f->n_colleagues)];
    } else {
        make_people(r, 1);
        f->to = r->people[0];
        if (chance(30)) f->to = (struct letter_person){.role = ROLE_HR};
        if (chance(10)) f->to = (struct letter_person){.id = 9, .name = STR("Jobs"), .role = ROLE_HR, .general = true};
    }
    if (chance(40)) f->promised = f->today - 10 + dice(20);
    if (chance(30)) f->inquired = f->today - 14, f->no_answer_yet = true;
    if (chance(15)) f->refused = f->today - dice(5);
    f->not_yet = chance(20);
    f->offer_here = chance(10);
    f->offer_elsewhere = chance(20);
    f->accepted_elsewhere = !f->offer_elsewhere && chance(20);
}

/* --- judging --- */

static void complain(const char *what, const struct draft *d, const struct letter_facts *f)
{
    failed++;
    if (shown++ >= (show_warnings ? 1000 : 8)) return;
    printf("--- %s: %.*s (%s by %s)\n%.*s\n", what, STR_ARG(d->template->name), purpose_names[f->purpose],
        channel_names[f->channel], STR_ARG(d->body));
}

static size_t words_of(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] > ' ' && (i == 0 || s.p[i - 1] <= ' ');
    return n;
}

static size_t characters_of(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
    return n;
}

/* The greeting and the signature are no sentences; all else begins with a capital and ends with a stop. */
static bool sentences_stand(const struct draft *d, struct arena *a)
{
    for (size_t i = 0; i < d->n_parts; i++) {
        const struct draft_part *p = &d->parts[i];
        if (str_is(p->name, "greeting") || str_is(p->name, "closing") || str_is(p->name, "sign")) continue;
        if (str_is(p->name, "link")) continue;
        struct text t;
        text_read(p->text, a, &t);
        for (size_t k = 0; k < t.n_sentences; k++) {
            const struct text_sentence *s = &t.sentences[k];
            bool capital = s->n_words && t.words[s->first].capital;
            if (!capital || !s->ended) return false;
        }
    }
    return true;
}

/* The product's own check, with all that the record knows: no error, and nothing about how it is written. */
static void check_words(const struct draft *d, const struct letter_facts *f, struct arena *a)
{
    struct check_name *all = ARENA_NEW(a, struct check_name, f->n_colleagues + 5);
    struct check_question q = proof.question;
    struct findings found = {0};
    struct text t;
    size_t n = 0;
    for (size_t i = 0; i < f->n_colleagues; i++)
        all[n++] = (struct check_name){f->colleagues[i].name, NAME_PERSON, true, false};
    all[n++] = (struct check_name){f->to.name, NAME_PERSON, true, false};
    all[n++] = (struct check_name){f->own_name, NAME_PERSON, true, true};
    all[n++] = (struct check_name){f->organisation, NAME_ORGANISATION, true, false};
    all[n++] = (struct check_name){f->position, NAME_POSITION, true, false};
    q.names = all;
    q.n_names = n;
    q.facts = f;
    q.has_purpose = true;
    text_read(d->body, a, &t);
    check_text(&t, &q, a, &found);
    for (size_t i = 0; i < found.n; i++) {
        const struct finding *x = &found.items[i];
        warnings += x->level == FINDING_WARNING;
        if (x->level != FINDING_ERROR && !show_warnings) continue;
        char what[300];
        snprintf(what, sizeof what, "%s %s \"%.*s\": %.*s", x->level == FINDING_ERROR ? "error" : "warning", x->rule,
            (int)x->n, t.bytes.p + x->at, (int)(x->why.n < 150 ? x->why.n : 150), x->why.p);
        complain(what, d, f);
    }
}

static void judge(const struct draft *d, const struct letter_facts *f, struct arena *a)
{
    long before = failed;
    struct str body = d->body, voicemail = draft_part(d, "voicemail");
    bool spoken = f->channel == CHANNEL_PHONE || f->channel == CHANNEL_IN_PERSON;
    if (d->n_needed || memchr(body.p, '{', body.n) || memchr(body.p, '[', body.n)) complain("an open place", d, f);
    if (f->channel == CHANNEL_NOTE && words_of(body) > LETTER_NOTE_WORDS) complain("too long for a card", d, f);
    if (f->channel == CHANNEL_LINKEDIN && f->purpose == PURPOSE_CONNECT &&
        characters_of(body) - 1 > LETTER_CONNECT_CHARACTERS)
        complain("too long for a request", d, f);
    if (f->purpose == PURPOSE_INQUIRY && !spoken && words_of(body) > 150) complain("a long inquiry", d, f);
    if (spoken && (!voicemail.n || words_of(voicemail) > DRAFT_VOICEMAIL_WORDS)) complain("voicemail", d, f);
    if (f->channel == CHANNEL_EMAIL && !d->subject.n) complain("no subject", d, f);
    check_words(d, f, a);
    if (!sentences_stand(d, a)) complain("a sentence without capital or stop", d, f);
    passed += failed == before;
}

/* All letters of one purpose to the people of one day. */
static void judge_group(struct record *r, struct arena *a, bool verbose)
{
    struct letter_facts f = r->f;
    struct text letters[PEOPLE];
    struct draft drafts[PEOPLE];
    for (size_t i = 0; i < f.n_colleagues; i++) {
        f.to = f.colleagues[i];
        if (!draft_make(&templates, &f, (struct str){0}, a, &drafts[i])) {
            failed++;
            printf("no template\n");
            return;
        }
        text_read(drafts[i].body, a, &letters[i]);
        judge(&drafts[i], &f, a);
        if (verbose) printf("=== %.*s\n%.*s\n", STR_ARG(f.to.name), STR_ARG(drafts[i].body));
    }
    double most = f.n_topics ? 0.35 : 0.50;
    for (size_t i = 0; i < f.n_colleagues; i++)
        for (size_t k = 0; k < i; k++) {
            double share = likeness_share(&letters[i], &letters[k], a);
            if (verbose) printf("%zu and %zu: %.2f\n", k, i, share);
            if (share <= most)
                passed++;
            else {
                char what[80];
                snprintf(what, sizeof what, "%.2f of it is in another", share);
                complain(what, &drafts[i], &f);
            }
        }
}

static void random_draft(void)
{
    AUTO(arena) a = {0};
    struct record r;
    struct draft d;
    make_record(&r);
    make_story(&r);
    r.f.purpose = (enum purpose)dice(PURPOSE_OTHER + 1);
    r.f.channel = (enum channel)dice(CHANNEL_IN_PERSON + 1);
    bool needed = r.f.purpose == PURPOSE_REPLY || r.f.purpose == PURPOSE_MATERIAL || r.f.purpose == PURPOSE_OTHER;
    if (needed || (chance(20) && r.f.purpose != PURPOSE_CONNECT && r.f.channel != CHANNEL_NOTE))
        r.f.say = STR("I have thought about it and would like to come on Monday");
    if (r.f.purpose == PURPOSE_THANKS && r.f.met == DAY_NONE) r.f.met = r.f.today;
    if (r.f.purpose == PURPOSE_REFERENCE) r.f.to.role = ROLE_REFERENCE;
    if ((r.f.purpose == PURPOSE_REFERENCE || r.f.purpose == PURPOSE_CONNECT || r.f.purpose == PURPOSE_THANKS) &&
        (r.f.to.id == 0 || r.f.to.general))
        r.f.to = r.people[0];
    if (!draft_make(&templates, &r.f, (struct str){0}, &a, &d)) {
        failed++;
        printf("no template for %s by %s\n", purpose_names[r.f.purpose], channel_names[r.f.channel]);
        return;
    }
    judge(&d, &r.f, &a);
    struct draft again;
    if (!draft_make(&templates, &r.f, (struct str){0}, &a, &again) || !str_eq(d.body, again.body))
        complain("another draft of the same facts", &d, &r.f);
}

/* Five people, with three topics each or with none. */
static void panel(bool with_topics, enum channel channel, bool verbose)
{
    AUTO(arena) a = {0};
    struct record r;
    make_record(&r);
    r.f.purpose = channel == CHANNEL_LINKEDIN ? PURPOSE_CONNECT : PURPOSE_THANKS;
    r.f.channel = channel;
    r.f.kind = chance(70) ? OPP_JOB : OPP_INFORMATIONAL;
    r.f.met = r.f.today - dice(2);
    r.f.met_to = true;
    make_people(&r, PEOPLE);
    for (int i = 0; i < PEOPLE; i++) r.people[i].role = ROLE_INTERVIEWER;
    if (chance(15)) r.f.refused = r.f.today;
    if (with_topics) make_topics(&r, TOPICS_EACH);
    for (size_t i = 0; i < r.f.n_topics; i++) r.topics[i].person = r.people[i / TOPICS_EACH].id;
    judge_group(&r, &a, verbose);
}

static void load(void)
{
    struct err_info info;
    struct app_options o = {.now = "2026-10-08T10:00Z"};
    if (app_open_without(&app, &o, &kept, &info) || proof_open(&proof, STR("en-US"), &kept, &info)) {
        printf("%s\n", info.text);
        exit(1);
    }
    const char *folder = HEARBACK_SOURCE_DIR "/letters/en/drafts";
    DIR *dir = opendir(folder);
    if (!dir) abort();
    for (struct dirent *e; (e = readdir(dir));) {
        struct str name = str_from(e->d_name), text;
        if (name.n < 5 || name.p[0] == '.') continue;
        const char *path = arena_format(&kept, "%s/%s", folder, e->d_name).p;
        name = arena_str(&kept, (struct str){name.p, name.n - 4});
        enum err err = file_read(&kept, path, 1 << 20, &text, &info);
        if (!err) err = templates_load(&templates, name, path, text, &kept, &info);
        if (err) {
            printf("%s\n", info.text);
            exit(1);
        }
    }
    closedir(dir);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 10000;
    if (argc > 2) seed = (uint64_t)atoll(argv[2]);
    load();
    show_warnings = getenv("SHOW_WARNINGS") != NULL;
    if (count < 0) {
        panel(count == -1 || count < -3,
            count == -3  ? CHANNEL_NOTE
            : count < -3 ? CHANNEL_LINKEDIN
                         : CHANNEL_EMAIL,
            true);
        return 0;
    }
    for (long i = 0; i < count; i++) random_draft();
    for (long i = 0; i < count / 50; i++) {
        panel(true, CHANNEL_EMAIL, false);
        panel(false, CHANNEL_EMAIL, false);
        panel(true, CHANNEL_NOTE, false);
        panel(false, CHANNEL_NOTE, false);
        panel(true, CHANNEL_LINKEDIN, false);
        panel(false, CHANNEL_LINKEDIN, false);
    }
    if (proof.skipped.n) printf("%.*s\n", STR_ARG(proof.skipped));
    printf("%ld warnings\n", warnings);
    proof_close(&proof);
    app_close(&app);
    arena_close(&kept);
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed != 0;
}
