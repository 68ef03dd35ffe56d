/* Arrays between pages that cannot be read. */
#include "tests/scenarios/guard.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FACTS, HOUSE, PEOPLE, WITH, OFFERS, AREAS };
enum { ROOM = 1 << 14, CLOSED = 1 << 16 }; /* multiples of any page */

/* ROOM bytes with CLOSED unreadable ones on either side. */
static char *area(int which)
{
    static char *areas[AREAS];
    if (areas[which]) return areas[which];
    int zero = open("/dev/zero", O_RDWR);
    char *p = mmap(NULL, ROOM + 2 * CLOSED, PROT_NONE, MAP_PRIVATE, zero, 0);
    if (zero < 0 || p == MAP_FAILED || mprotect(p + CLOSED, ROOM, PROT_READ | PROT_WRITE)) {
        perror("guard");
        exit(2);
    }
    close(zero);
    return areas[which] = p + CLOSED;
}

static void *move(int which, const void *from, size_t size, bool to_the_end)
{
    char *room = area(which);
    if (size > ROOM) exit(2);
    memset(room, 0x7f, ROOM); /* late times, large numbers, yes */
    char *to = to_the_end ? room + ROOM - size : room;
    if (size) memcpy(to, from, size);
    return to;
}

/* Before the facts stand others, of a century to come: who goes back beyond the first goes on to the closed page. */
static const struct fact *move_facts(int which, const struct fact *facts, size_t n)
{
    static const struct fact late = {
        .at = (civil_t)50000 * DAY_SECONDS, .kind = FACT_CONTACT, .purpose = PURPOSE_INQUIRY};
    struct fact *to = move(which, facts, n * sizeof *facts, true);
    for (size_t i = ROOM / sizeof *to - n; i-- > 0;) to[-1 - (ptrdiff_t)i] = late;
    return to;
}

void guard_case(struct plan_case *c)
{
    c->facts = move_facts(FACTS, c->facts, c->n_facts);
    if (c->house) c->house = move_facts(HOUSE, c->house, c->n_house);
    c->people = move(PEOPLE, c->people, c->n_people * sizeof *c->people, false); /* nobody has the index -1 */
    size_t with = 0;
    for (size_t i = 0; i < c->n_facts; i++)
        if (c->facts[i].kind == FACT_INTERVIEW && c->facts[i].with + c->facts[i].with_n > with)
            with = c->facts[i].with + c->facts[i].with_n;
    c->with = move(WITH, c->with, with * sizeof *c->with, true);
    c->offers = move(OFFERS, c->offers, c->n_offers * sizeof *c->offers, true);
}

void guard_plan(struct plan *p)
{
    memset(p, 0, sizeof *p);
    for (int i = 0; i < PLAN_ACTIONS_MAX; i++)
        p->actions[i] = (struct action){.step = STEP_INQUIRY, .opens = 77, .due = 77, .closes = TIME_NEVER};
    p->n = PLAN_ACTIONS_MAX;
}
