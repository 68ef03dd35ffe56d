/* Why, in a sentence: what happened, and what the playbook makes of it.  Calm
 * and kind (A9, A13, E6): silence is never anybody's fault. */
#include "plan/plan.h"

#include <stdio.h>

static const char *weekday_name(day_t day)
{
    static const char *const names[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return names[day_weekday(day)];
}

/* "Fri 23 Oct 2026" */
static const char *day_text(day_t day, char out[static 40])
{
    static const char *const months[] = {
        "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct ymd d = day_to_ymd(day);
    snprintf(out, 40, "%s %d %s %d", weekday_name(day), d.day, months[d.month], d.year);
    return out;
}

static const char *times_text(unsigned count, char out[static 40])
{
    static const char *const names[] = {"not yet", "once", "twice", "three times"};
    if (count < sizeof names / sizeof *names) return names[count];
    snprintf(out, 40, "%u times", count);
    return out;
}

/* What the wait is counted from; false where there is nothing to say. */
static bool write_because(struct buf *b, enum because because, unsigned count, day_t day)
{
    char text[40], times[40];
    if (day != DAY_NONE) day_text(day, text);
    switch (because) {
    case BECAUSE_STEP: return false;
    case BECAUSE_ASKED: buf_printf(b, "They asked to hear from you on %s.", text); break;
    case BECAUSE_AHEAD: buf_printf(b, "The interview on %s comes first.", text); break;
    case BECAUSE_INTERVIEW: buf_printf(b, "The interview on %s named no date for the decision.", text); break;
    case BECAUSE_PROMISED: buf_printf(b, "They meant to decide by %s; until then it is their turn.", text); break;
    case BECAUSE_WORD: buf_printf(b, "Their last word came on %s.", text); break;
    case BECAUSE_APPLIED: buf_printf(b, "You first turned to them on %s.", text); break;
    case BECAUSE_FIRST: buf_put(b, "Nothing has been sent yet: this is the first contact."); break;
    case BECAUSE_SILENCE: buf_printf(b, "You have asked %s, last on %s.", times_text(count, times), text); break;
    case BECAUSE_NUMBER:
        buf_printf(b, "You have asked %s, last on %s, and that is enough.", times_text(count, times), text);
        break;
    case BECAUSE_RESTED:
        buf_printf(b, "The good time to ask ended on %s; it rests in the holding file until they write.", text);
        break;
    case BECAUSE_MEETING: buf_printf(b, "You met on %s: a month on, tell how their advice worked out.", text); break;
    case BECAUSE_OFFER: buf_put(b, "Their offer awaits your answer."); break;
    case BECAUSE_ASKED_NOT_TO: buf_put(b, "They asked not to be contacted."); break;
    case BECAUSE_UNREAD: buf_put(b, "What they wrote may be a no: say in the review whether it is."); break;
    }
    return true;
}

/* Goes on with a second sentence, as part of the first. */
static void go_on(struct buf *b, struct str sentence)
{
    if (b->n && b->p[b->n - 1] == '.') b->n--;
    buf_put(b, "; ");
    bool capital = sentence.n > 1 && sentence.p[0] >= 'A' && sentence.p[0] <= 'Z' &&
                   (sentence.p[1] >= 'a' || sentence.p[1] == ' ');
    if (capital) {
        buf_char(b, (char)(sentence.p[0] + ('a' - 'A')));
        sentence = (struct str){sentence.p + 1, sentence.n - 1};
    }
    buf_add(b, sentence);
}

void plan_explain_action(struct buf *b, const struct plan_case *c, const struct action *a)
{
    if (a->rule) {
        buf_add(b, a->rule->why);
        return;
    }
    const struct rhythm *r = a->follows_interview ? &c->playbook->after : &c->playbook->before;
    bool ends = a->step == STEP_HOLD || a->step == STEP_MOVE_ON;
    bool own_words = a->because == BECAUSE_RESTED || a->because == BECAUSE_FIRST || a->because == BECAUSE_MEETING ||
                     a->because == BECAUSE_ASKED;
    char text[40];
    if (a->because == BECAUSE_PROMISED)
        buf_printf(b, "They meant to decide by %s; with that day past, a friendly question is welcome.",
            day_text(a->day, text));
    else if (write_because(b, (enum because)a->because, a->count, a->day) && !own_words)
        go_on(b, ends ? r->then_why : r->why);
}

void plan_explain_quiet(struct buf *b, const struct quiet *q)
{
    if (q->because == BECAUSE_RESTED)
        buf_put(b, "It rests until they write, or you reopen it.");
    else
        write_because(b, (enum because)q->because, q->count, q->day);
}

static void write_opening(struct buf *b, const struct verdict *v)
{
    char text[40];
    switch ((enum because)v->because) {
    case BECAUSE_PROMISED:
        buf_printf(b, "They said they would decide by %s: let that day pass first.", day_text(v->day, text));
        break;
    case BECAUSE_ASKED:
        buf_printf(b, "They asked to be contacted on %s: keep to that day.", day_text(v->day, text));
        break;
    case BECAUSE_SILENCE:
        buf_printf(b, "Your last question went out on %s: leave it a little longer.", day_text(v->day, text));
        break;
    case BECAUSE_AHEAD: buf_printf(b, "You meet on %s: ask them there.", day_text(v->day, text)); break;
    case BECAUSE_INTERVIEW:
        buf_printf(b, "The interview was on %s: give them some days to decide.", day_text(v->day, text));
        break;
    case BECAUSE_MEETING:
        buf_printf(b, "You met on %s: give their advice a month to work out.", day_text(v->day, text));
        break;
    case BECAUSE_WORD:
        buf_printf(b, "They last wrote or spoke to you on %s: give them a few days.", day_text(v->day, text));
        break;
    case BECAUSE_APPLIED:
        buf_printf(b, "You turned to them on %s: give them a few business days.", day_text(v->day, text));
        break;
    case BECAUSE_STEP:
    case BECAUSE_FIRST:
    case BECAUSE_NUMBER:
    case BECAUSE_RESTED:
    case BECAUSE_OFFER:
    case BECAUSE_ASKED_NOT_TO:
    case BECAUSE_UNREAD: buf_put(b, "It is a little too soon to ask."); break;
    }
}

void plan_explain_limit(struct buf *b, const struct plan_case *c, const struct verdict *v, enum limit limit)
{
    char text[40], times[40];
    switch (limit) {
    case LIMIT_OPENING: write_opening(b, v); return;
    case LIMIT_NUMBER:
        buf_printf(b, "You have asked %s since their last word; more would not help.", times_text(v->count, times));
        return;
    case LIMIT_CALL_A_WEEK:
    case LIMIT_ONE_A_DAY:
    case LIMIT_HOUSE:
    case LIMIT_NO_IS_NO:
        buf_add(b, c->playbook->limits[limit].why);
        if (v->last != DAY_NONE) buf_printf(b, " The last one was on %s.", day_text(v->last, text));
        return;
    case LIMIT_OFFER_HERE:
    case LIMIT_ASKED_NOT_TO:
    case LIMIT_DO_NOT_CONTACT:
    case LIMIT_BUSINESS_DAYS:
    case LIMIT_HOURS:
    case LIMIT_ALL_MEANS: buf_add(b, c->playbook->limits[limit].why); return;
    }
}
