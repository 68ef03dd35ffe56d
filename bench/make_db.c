/* A database for the benchmarks, as limits/gen_db.c makes one for the yardsticks.
 *
 * usage: make_db N OUT.db
 *
 * N opportunities, two to an organisation, each with 8 events besides the one
 * that introduces it.  As of BENCH_NOW 20 have something due, 60 of 100 of the
 * others are quiet until a day within the next three months, the rest have
 * ended or rest.  Everything is written through the journal, so the file is as
 * recording would have made it. */
#include "app/agenda.h"
#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum stage { DUE, LATER, ENDED, AT_REST };

struct maker {
    struct app app;
    struct bench_random random;
    int64_t opp, person, interview;
    enum err err;
    struct err_info info;
    char text[6][100];
};

/* Records an event of the opportunity at hand; after a failure nothing more. */
static int64_t put(struct maker *m, struct event e, civil_t at)
{
    if (m->err) return 0;
    e.opp = m->opp;
    e.at = at;
    e.recorded = zone_instant(m->app.zone, at);
    e.instant = e.recorded;
    if (e.kind == EVENT_INTERVIEW) e.instant = zone_instant(m->app.zone, e.arranged);
    m->err = journal_append(m->app.journal, &e, &m->info);
    return e.seq;
}

static civil_t on(day_t day, int hour)
{
    return civil_at(day, hour, 0);
}

static struct str words(struct maker *m, int slot, const char *format, int number)
{
    snprintf(m->text[slot], sizeof m->text[slot], format, number);
    return str_from(m->text[slot]);
}

static void introduce(struct maker *m, int number, day_t day)
{
    static const char *const firms[] = {"Acme %d Ltd", "Brightwell %d Ltd", "Corvid %d Ltd", "Dunmore %d Ltd",
        "Eastgate %d Ltd", "Fairlead %d Ltd", "Goldcrest %d Ltd", "Harrow %d Ltd"};
    struct event e = event_zero(EVENT_NEW);
    e.name = words(m, 0, firms[number / 2 % 8], number / 2);
    e.title = words(m, 1, "Engineer, team %d", bench_number(&m->random, 500));
    e.slug = words(m, 2, "o%d", number);
    m->opp = 0;
    m->opp = put(m, e, on(day, 9));
    e = event_zero(EVENT_PERSON);
    e.name = words(m, 3, "Person %d", number);
    e.mail = words(m, 4, "p%d@example.org", number);
    e.slug = words(m, 5, "p%d", number);
    e.role = ROLE_HIRING_MANAGER;
    e.flags = FLAG_PRIMARY;
    m->person = put(m, e, on(day, 9));
}

static void contact(struct maker *m, enum channel channel, enum purpose purpose, civil_t at)
{
    struct event e = event_zero(EVENT_CONTACTED);
    e.person = m->person;
    e.channel = (uint8_t)channel;
    e.purpose = (uint8_t)purpose;
    e.outcome = channel == CHANNEL_PHONE ? OUTCOME_VOICEMAIL : OUTCOME_SENT;
    put(m, e, at);
}

static void hear(struct maker *m, enum gist gist, const char *text, civil_t at)
{
    struct event e = event_zero(EVENT_HEARD);
    e.person = m->person;
    e.gist = (uint8_t)gist;
    e.text = str_from(text);
    put(m, e, at);
}

static void meet(struct maker *m, day_t arranged, day_t day)
{
    struct event e = event_zero(EVENT_INTERVIEW);
    e.arranged = on(arranged, 11);
    e.ends = on(day, 15);
    e.text = STR("first round");
    e.slug = STR("first");
    m->interview = put(m, e, on(day, 14));
    e = event_zero(EVENT_ATTENDED);
    e.interview = m->interview;
    e.person = m->person;
    put(m, e, on(day, 14));
}

static void tell(struct maker *m, day_t decision, civil_t at)
{
    struct event e = event_zero(EVENT_TOLD);
    e.day = decision;
    e.text = STR("Told us they would answer within two weeks of the second interview.");
    put(m, e, at);
}

static void reject(struct maker *m, civil_t at)
{
    struct event e = event_zero(EVENT_CLOSED);
    e.ending = ENDING_REJECTED;
    put(m, e, at);
}

/* Its last word, and with it where it stands today. */
static void conclude(struct maker *m, enum stage stage, day_t met)
{
    switch (stage) {
    case DUE: contact(m, CHANNEL_LINKEDIN, PURPOSE_CONNECT, on(met + 3, 18)); break; /* a call is due */
    case LATER: tell(m, BENCH_TODAY + 1 + bench_number(&m->random, 90), on(met, 15)); break;
    case ENDED: reject(m, on(met + 5, 11)); break;
    case AT_REST: hear(m, GIST_OTHER, "Short note on what was said and promised.", on(met + 5, 11)); break;
    }
}

static void make_one(struct maker *m, int number)
{
    enum stage stage = number < 20                        ? DUE
                       : bench_number(&m->random, 10) < 6 ? LATER
                       : bench_number(&m->random, 2)      ? ENDED
                                                          : AT_REST;
    day_t met = stage == DUE ? BENCH_TODAY - 8 : BENCH_TODAY - 90 - bench_number(&m->random, 60), begun = met - 40;
    struct event applied = event_zero(EVENT_APPLIED);
    introduce(m, number, begun);
    put(m, applied, on(begun + 1, 10));
    contact(m, CHANNEL_PHONE, PURPOSE_THREE_PART, on(begun + 6, 10));
    hear(m, GIST_OTHER, "Short note on what was said and promised.", on(begun + 12, 16));
    meet(m, begun + 20, met);
    contact(m, CHANNEL_EMAIL, PURPOSE_THANKS, on(met, 17));
    conclude(m, stage, met);
    if (!m->err) journal_next_batch(m->app.journal);
}

static void set(struct maker *m, const char *name, const char *value)
{
    struct event e = event_zero(EVENT_SETTING);
    e.name = str_from(name);
    e.text = str_from(value);
    e.recorded = zone_instant(m->app.zone, on(BENCH_TODAY - 400, 9));
    if (!m->err) m->err = journal_append(m->app.journal, &e, &m->info);
}

static enum err open_app(struct maker *m, const char *path, struct arena *a)
{
    return app_open(&m->app, &(struct app_options){.path = path, .now = BENCH_NOW, .mode = JOURNAL_WRITE}, a, &m->info);
}

/* Settings first, so that the agenda is made under them. */
static void make_all(struct maker *m, const char *path, int n)
{
    AUTO(arena) a = {0}, b = {0};
    m->err = open_app(m, path, &a);
    if (m->err) return;
    m->err = journal_begin(m->app.journal, &m->info);
    set(m, "zone", "Europe/Berlin");
    set(m, "country", "DE");
    if (!m->err) m->err = journal_commit(m->app.journal, &m->info);
    app_close(&m->app);
    if (!m->err) m->err = open_app(m, path, &b);
    if (!m->err) m->err = journal_begin(m->app.journal, &m->info);
    for (int i = 0; i < n && !m->err; i++) make_one(m, i);
    if (!m->err) m->err = agenda_rebuild(&m->app, &m->info);
    if (!m->err) m->err = journal_commit(m->app.journal, &m->info);
    app_close(&m->app);
}

int main(int argc, char **argv)
{
    if (argc < 3) return fprintf(stderr, "usage: make_db N OUT.db\n"), 2;
    static struct maker m = {.random = {1}};
    unlink(argv[2]);
    make_all(&m, argv[2], atoi(argv[1]));
    if (m.err) fprintf(stderr, "make_db: %s\n", m.info.text);
    return m.err != OK;
}
