/* Findings of the check, as JSON with the keys of the interface. */
#ifndef CLI_FINDINGS_VIEW_H
#define CLI_FINDINGS_VIEW_H

#include "codec/json_write.h"
#include "letter/check.h"

struct findings_spot {
    size_t line, column, length; /* from 1; in characters */
    struct str found;
};

/* What was found; line and column are 1, for whoever knows better. */
struct findings_spot findings_view_found(const struct text *t, const struct finding *f);
/* The same, with its place in the text itself; a finding of the whole stands at its beginning, with no length. */
struct findings_spot findings_view_spot(const struct text *t, const struct finding *f);

const char *findings_view_level(enum finding_level level);

/* {"rule", "level", "line", "column", "length", "found", "why", "suggestions"} */
void findings_view_json(struct json_write *w, const struct finding *f, const struct findings_spot *spot);

/* "receive" or "relieve". */
struct str findings_view_options(struct arena *a, const struct finding *f);

#endif
