/* Hearback's own document: the events of a journal as JSON, lossless.
 *
 *     {"hearback": 1, "events": [
 *     {"seq": 1, "batch": 1, "recorded": 1791450000, "event": "new", "kind": "job", "organisation": "Acme", ...},
 *     ...
 *     ]}
 *
 * One event a line.  "event" is its kind; words, days (YYYY-MM-DD) and local
 * times (ISO 8601 without offset) stand as people type them; "recorded" and
 * "instant" are UTC seconds since 1970.  What an event does not use is left
 * out.  Writing what was read gives the same bytes.  The members and their
 * names are the table in json_events.c. */
#ifndef CODEC_JSON_EVENTS_H
#define CODEC_JSON_EVENTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/event.h"

enum { JSON_EVENTS_MAX = 1 << 30 }; /* bytes of a document */

/* A whole document; or its pieces, for a journal that is walked: begin, add each (true for the first), end. */
void json_events_write(struct buf *b, const struct event *events, size_t n);
void json_events_begin(struct buf *b);
void json_events_add(struct buf *b, const struct event *e, bool first);
void json_events_end(struct buf *b);

/* Events as they stood, in ascending seq; their strings live in the arena.  Each has passed event_check; whether what
 * it refers to exists is the journal's to find out.  An error names the event's place (from 1) and the member:
 * unknown and doubled members are errors. */
MUST_USE enum err json_events_read(
    struct str text, struct arena *a, struct event **ret, size_t *ret_n, struct err_info *info);

#endif
