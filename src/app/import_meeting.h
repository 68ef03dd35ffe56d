/* An interview as calendars tell of it, into the record: arranged, moved,
 * changed or called off, with the people who are there.
 *
 * Which of two versions holds, their SEQUENCE and time decide, so that it does
 * not matter in which order they are read.  Private to import*.c. */
#ifndef APP_IMPORT_MEETING_H
#define APP_IMPORT_MEETING_H

#include "app/import.h"
#include "app/import_whose.h"
#include "codec/ics_read.h"

struct meeting { /* an interview that is known */
    int64_t id;
    const struct app_opp *opp;
    instant_t begins, ends; /* ends TIME_NONE: not said */
    struct str place, link, slug;
    int64_t sequence;
    instant_t stamp; /* of the version that holds; TIME_NONE: not known */
    bool cancelled, from_calendar, day_only;
    uint64_t source; /* digest */
    uint32_t next; /* the next of its UID, 1 + index; 0: none */
};

struct meeting_house { /* a house while a calendar is read */
    struct app_house h;
    struct meeting *items;
    size_t n, room;
    struct map found; /* by source, by UID (the last one), by opportunity and begin: 1 + index */
    struct map people; /* by address, by name: id */
    struct map marks; /* what is known besides: who attends what, ids taken, notes */
    const struct app_opp *choice; /* the opportunity that what belongs here is about; NULL: not asked yet */
};

struct import_meetings { /* zero, but for the first three */
    struct import *i;
    struct import_result *r;
    const struct import_whose *whose;
    struct arena arena, scratch; /* scratch: of one event, emptied by the reader */
    struct meeting_house **houses;
    size_t n_houses, room;
    struct map by_id;
    struct map own; /* addresses and names of the seeker */
    bool knows_own; /* at least an address */
    int64_t invented; /* ids in a dry run, below zero */
    instant_t sent; /* when the mail went out that it came with; TIME_NONE: it came as a file */
};

void import_meeting_close(struct import_meetings *m);
void import_meeting_add_own(struct import_meetings *m, struct str address_or_name);
bool import_meeting_is_own(struct import_meetings *m, const struct ics_person *p);
bool import_meeting_is_colleague(struct import_meetings *m, struct str address); /* works where the seeker does */

MUST_USE enum err import_meeting_house(
    struct import_meetings *m, int64_t house, struct meeting_house **ret, struct err_info *info);

/* "uid:UID", for one occurrence "uid:UID/RECURRENCE". */
struct str import_meeting_source(struct arena *a, const struct ics_event *e);

/* The interview that an event is about, by its source, else by its begin at this opportunity; NULL: none. */
struct meeting *import_meeting_find(
    struct import_meetings *m, struct meeting_house *h, const struct app_opp *o, const struct ics_event *e);

/* Records what is new, and counts it. */
MUST_USE enum err import_meeting_take(struct import_meetings *m, struct meeting_house *h, const struct app_opp *o,
    const struct ics_event *e, struct err_info *info);
/* Somebody proposes another time: a note, and a line for a person to decide. */
MUST_USE enum err import_meeting_counter(struct import_meetings *m, struct meeting_house *h, struct meeting *known,
    const struct ics_event *e, struct err_info *info);

/* "2026-10-08 15:00", on the clock of the opportunity (NULL: as written). */
struct str import_meeting_when(struct arena *a, const struct app_opp *o, const struct ics_event *e);
struct str import_meeting_title(struct arena *a, const struct ics_event *e); /* for a sentence; never empty */

#endif
