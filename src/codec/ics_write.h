/* Writing iCalendar (RFC 5545): properties one by one, folded and escaped, onto
 * a buffer.  It knows the form of a line and of a value, not what belongs in an
 * event, and reads nothing.
 *
 * Names are literals of ours.  Texts may be anything: what is no UTF-8 becomes
 * U+FFFD, line breaks of any kind become \n, control characters and marks that
 * turn the direction of writing are left out. */
#ifndef CODEC_ICS_WRITE_H
#define CODEC_ICS_WRITE_H

#include "base/buf.h"
#include "base/civil.h"

enum {
    ICS_WRITE_LINE = 75, /* octets of a line, without its end (section 3.1) */
    ICS_WRITE_TEXT_MAX = 8000, /* bytes of a text; longer ones are cut.  Google Calendar takes 8,192 characters */
    ICS_WRITE_URI_MAX = 2000,
};

struct ics_write {
    struct buf *out;
    size_t column; /* octets of the line at hand */
};

/* A calendar to be published: VCALENDAR with what programs want to know of it.  refresh: in how many seconds it is
 * worth reading again. */
void ics_write_calendar(struct ics_write *w, struct str name, int64_t refresh);
void ics_write_begin(struct ics_write *w, const char *component); /* "VEVENT" */
void ics_write_end(struct ics_write *w, const char *component);

void ics_write_text(struct ics_write *w, const char *name, struct str text); /* TEXT, escaped */
void ics_write_word(struct ics_write *w, const char *name, const char *word); /* a word of the standard, as it is */
void ics_write_int(struct ics_write *w, const char *name, int64_t n);
void ics_write_time(struct ics_write *w, const char *name, instant_t t); /* DATE-TIME in UTC */
void ics_write_day(struct ics_write *w, const char *name, day_t day); /* DATE */
void ics_write_duration(struct ics_write *w, const char *name, int64_t seconds);

/* A URI: what may not stand in one is percent-encoded.  One longer than ICS_WRITE_URI_MAX is left out, as a part of it
 * would lead elsewhere. */
void ics_write_uri(struct ics_write *w, const char *name, struct str uri);

/* A VALARM that shows the text, so many seconds after the beginning of the event (before it: negative). */
void ics_write_alarm(struct ics_write *w, int64_t after, struct str text);

#endif
