/* What the record itself says: how long answers took, how often they came, and
 * how likely one still is.  Numbers only, each with the count behind it; of
 * applications for jobs, as meetings have no answer to wait for. */
#ifndef APP_INSIGHTS_H
#define APP_INSIGHTS_H

#include "app/stand.h"

enum { INSIGHTS_DAYS = 3650, INSIGHTS_MONTHS = 24 };

/* Waits by their length in days; a longer one than INSIGHTS_DAYS counts as that. */
struct insights_waits {
    uint32_t over[INSIGHTS_DAYS + 1]; /* ended so by what was waited for */
    uint32_t open[INSIGHTS_DAYS + 1]; /* still waiting after so long, or given up then */
    size_t n_over, n_open;
};

/* Twice the median, so that it is whole; 0 where nothing is over. */
int insights_median_twice(const struct insights_waits *w);
/* The wait that a share of part / of of them did not exceed (the smallest such). */
int insights_quantile(const struct insights_waits *w, size_t part, size_t of);
int insights_slowest(const struct insights_waits *w);

/* Of those who have waited `days` in silence: how many there were, and the share of them that still got an answer up to
 * the slowest seen, by Kaplan and Meier (1958), who let those count that still wait as long as they have.  Between 0
 * and 1; -1 where nobody waited so long. */
double insights_still(const struct insights_waits *w, int days, size_t *ret_waited);

/* How many of some applications came how far by now. */
struct insights_chances {
    size_t applied, answered, interviewed, offered, accepted;
    size_t waiting; /* no answer, and nothing has ended it */
};

struct insights_month {
    int year, month;
    struct insights_chances chances;
};

struct insights {
    size_t opps, meetings; /* meetings: left out of all that follows, and of opps */
    struct insights_chances with_day; /* whose day of application is known */
    struct insights_chances without; /* the others that anything is known of: reached out, or not said when */
    struct insights_chances before; /* of those with_day, before the months below */
    struct insights_month months[INSIGHTS_MONTHS]; /* ascending up to the present one */
    size_t finals,
        finals_timed; /* with a final answer, of either side; of them, with its day and that of application */
    struct insights_waits first_word, final_answer, after_interview;
};

/* Walks the whole journal once. */
MUST_USE enum err insights_make(struct app *app, struct arena *a, const struct insights **ret, struct err_info *info);

#endif
