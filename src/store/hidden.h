/* Which batches stand undone, and what that leaves out. */
#ifndef STORE_HIDDEN_H
#define STORE_HIDDEN_H

#include "base/arena.h"
#include "model/event.h"

struct journal;
struct events;

struct hidden {
    int64_t *batches; /* ascending */
    size_t n, room;
    bool loaded;
};

void hidden_close(struct hidden *h);
MUST_USE enum err hidden_load(struct journal *j, struct err_info *info); /* if not loaded */
void hidden_forget(struct journal *j); /* what was loaded may be old */

bool hidden_has(const struct hidden *h, int64_t batch);

/* Leaves out of the events of one whole house what is undone: by its own batch, or because the opportunity, person or
 * interview it is about is.  Works in place; a is for its notes. */
void hidden_filter(const struct hidden *h, struct arena *a, struct events *all);

/* The same question for a single event. */
MUST_USE enum err hidden_event(struct journal *j, const struct event *e, bool *ret, struct err_info *info);

/* Whether the introduction with this id is undone, itself or with its opportunity.  Id 0, and one that is not there,
 * is not. */
MUST_USE enum err hidden_introduction(struct journal *j, int64_t id, bool *ret, struct err_info *info);

#endif
