#include "cli/findings_view.h"

#include "base/buf.h"

struct findings_spot findings_view_found(const struct text *t, const struct finding *f)
{
    struct findings_spot p = {.line = 1, .column = 1};
    if (!f->n) return p;
    p.found = (struct str){t->bytes.p + f->at, f->n};
    p.length = str_characters(p.found);
    return p;
}

struct findings_spot findings_view_spot(const struct text *t, const struct finding *f)
{
    struct findings_spot p = findings_view_found(t, f);
    if (f->n) text_place(t, f->at, &p.line, &p.column);
    return p;
}

const char *findings_view_level(enum finding_level level)
{
    return level == FINDING_ERROR ? "error" : "warning";
}

void findings_view_json(struct json_write *w, const struct finding *f, const struct findings_spot *spot)
{
    json_write_object(w, NULL);
    json_write_text(w, "rule", f->rule);
    json_write_text(w, "level", findings_view_level(f->level));
    json_write_int(w, "line", (int64_t)spot->line);
    json_write_int(w, "column", (int64_t)spot->column);
    json_write_int(w, "length", (int64_t)spot->length);
    json_write_str(w, "found", spot->found);
    json_write_str(w, "why", f->why);
    json_write_array(w, "suggestions");
    for (size_t k = 0; k < f->n_suggestions; k++) json_write_str(w, NULL, f->suggestions[k]);
    json_write_end(w);
    json_write_end(w);
}

struct str findings_view_options(struct arena *a, const struct finding *f)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < f->n_suggestions; i++) {
        const char *link = i == 0 ? "" : i + 1 < f->n_suggestions ? ", " : " or ";
        buf_printf(&b, "%s\"%.*s\"", link, STR_ARG(f->suggestions[i]));
    }
    return arena_str(a, buf_str(&b));
}
