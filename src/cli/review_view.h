/* What waits for review, in words and as JSON. */
#ifndef CLI_REVIEW_VIEW_H
#define CLI_REVIEW_VIEW_H

#include "app/review.h"
#include "cli/speak.h"

/* "They may have said no": one line. */
struct str review_view_question(struct speak *s, const struct review_item *i);
/* With whom, when, the passage, the reason. */
void review_view_text(struct speak *s, const struct review_item *i);
void review_view_json(struct speak *s, struct json_write *w, const struct review_item *i);

#endif
