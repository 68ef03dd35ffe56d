/* Calendars (iCalendar, and vCalendar 1.0): the entries of a file or of an
 * invitation, those that repeat one by one.
 *
 * Built to RFC 5545, 5546, 7986, 6868 and versit's vCalendar 1.0, and to what
 * Google, Exchange, Outlook, Apple and others make of them.  Read are events;
 * tasks, journals, free and busy times and alarms are passed over.  An event
 * that cannot be taken says so and why; those after it are read.
 *
 * Own code: libical 3.0 gives up a whole calendar over one missing END, does
 * not read vCalendar 1.0, takes four times as long for a line of twice the
 * length and may not come back from a rule that never fits.  What an event
 * means for the record is not here but in app/import_calendar.c. */
#ifndef CODEC_ICS_READ_H
#define CODEC_ICS_READ_H

#include "codec/ics_zone.h"

enum {
    ICS_FILE_MAX = 20 << 20, /* bytes */
    ICS_VALUE_MAX = 256 << 10, /* bytes of a value that is looked at */
    ICS_NAME_MAX = 900, /* bytes of a summary, place, name, UID that are kept */
    ICS_TEXT_MAX = 16 << 10, /* bytes of a description or comment that are kept */
    ICS_EVENTS_MAX = 100000,
    ICS_PEOPLE_MAX = 100, /* attendees of one event */
    ICS_REPEATS_MAX = 50, /* occurrences of one event, ... */
    ICS_REPEATS_DAYS = 731, /* ... and from its beginning on */
};

enum ics_method { /* what is asked for (RFC 5546) */
    ICS_NO_METHOD, /* a calendar as it is kept */
    ICS_PUBLISH,
    ICS_REQUEST,
    ICS_REPLY,
    ICS_ADD,
    ICS_CANCEL,
    ICS_REFRESH,
    ICS_COUNTER,
    ICS_DECLINE_COUNTER,
    ICS_OTHER_METHOD
};

enum ics_status { ICS_NO_STATUS, ICS_TENTATIVE, ICS_CONFIRMED, ICS_CANCELLED };
enum ics_part { ICS_REQUIRED, ICS_CHAIR, ICS_OPTIONAL, ICS_INFORMED };
enum ics_answer { ICS_NO_ANSWER, ICS_ACCEPTED, ICS_DECLINED, ICS_UNDECIDED };
enum ics_who { ICS_INDIVIDUAL, ICS_GROUP, ICS_RESOURCE, ICS_ROOM };

struct ics_moment {
    civil_t civil; /* as written: on the clock of its zone; TIME_NONE: not said */
    instant_t instant; /* TIME_NONE: floating, in an unknown zone, or a day */
    bool day_only;
    enum ics_clock clock;
    struct str zone; /* ICS_ZONE: in the IANA database; ICS_RULES, ICS_UNKNOWN: as written */
};

struct ics_person {
    struct str name, mail; /* name: may be empty; mail: an address, or empty */
    enum ics_part part;
    enum ics_answer answer;
    enum ics_who who;
};

struct ics_event { /* texts are UTF-8 without control characters, those marked so with line feeds */
    size_t line; /* where it begins; of one that cannot be taken: where the fault is */
    struct str fault; /* a sentence; empty: it can be taken */
    struct str doubt; /* sentences (lines): what of it is not certain, or was left out */
    enum ics_method method;
    enum ics_status status;
    struct str uid; /* never empty: one made of what it says where it has none */
    struct str recurrence; /* which occurrence: 20261008T130000Z; without Z where the instant is not known; a day:
                            * 20261008; empty: it does not repeat */
    int64_t sequence;
    instant_t stamp, created, modified; /* TIME_NONE: not said */
    struct ics_moment begins, ends; /* ends, if said, is not before begins; of days: the day after */
    struct str summary, location, url;
    struct str description, comment; /* lines */
    struct str link; /* of the call */
    bool has_organizer;
    struct ics_person organizer, *people; /* people: without the organizer */
    size_t n_people;
};

/* Hands on each event, in the order of the file; what it holds is gone afterwards.  Stops at the visitor's first error.
 * ERR_INPUT: no calendar, too large, or UTF-16. */
typedef enum err ics_visit(void *context, const struct ics_event *e, struct err_info *info);
MUST_USE enum err ics_read(struct str bytes, ics_visit *visit, void *context, struct err_info *info);

#endif
