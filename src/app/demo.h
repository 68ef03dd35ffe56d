/* The sample search: data/demo.txt, whose moments are told as seen from today,
 * as commands with their moments. */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "app/app.h"

struct demo_line {
    size_t line; /* in data/demo.txt */
    struct str now; /* when it is typed: ISO 8601, local time */
    struct str *words;
    size_t n;
};

struct demo {
    struct demo_line *lines;
    size_t n;
    struct str key; /* differs where the sample made at another moment would */
};

/* As seen from the app's now, in the seeker's zone; all of it lives in the arena, each string followed by a NUL. */
MUST_USE enum err demo_read(struct app *app, struct arena *a, struct demo *ret, struct err_info *info);

/* The key is kept in the database made from the sample, as a setting of this name. */
#define DEMO_SETTING "demo"

/* Days until the next business day; 0: it is one. */
int demo_days_off(const struct app *app);

#endif
