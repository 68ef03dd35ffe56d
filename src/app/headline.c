/* What there is to do, in a few words. */
#include "app/headline.h"

struct str headline_person(const struct app_house *h, int16_t person)
{
    return person >= 0 ? h->people[person].name : person == PERSON_OFFICE ? STR("Human Resources") : (struct str){0};
}

/* What to do, by step: @ stands for whom, & for by what means. */
struct wording {
    const char *by_phone, *otherwise;
};

static const struct wording wordings[STEP_COUNT] = {
    [STEP_ASK_QUESTIONS] = {NULL, "Get your questions ready for the interview"},
    [STEP_DEBRIEF] = {NULL, "Write down how the interview went"},
    [STEP_THANKS] = {"Call @ to say thank you", "Thank @&"},
    [STEP_THANKS_NOTE] = {NULL, "Thank @&"},
    [STEP_THANKS_CALL] = {"Call @ to say thank you", "Thank @&"},
    [STEP_THREE_PART] = {"Call @ with the three-part message", "Send @ the three-part message&"},
    [STEP_INQUIRY] = {"Call @ and ask how things stand", "Ask @& how things stand"},
    [STEP_CONNECT] = {NULL, "Ask @ to connect&"},
    [STEP_ARTICLE] = {NULL, "Send @ an article&"},
    [STEP_BRIEF_REFERENCE] = {"Call @, your reference, about this position", "Brief @, your reference,&"},
    [STEP_ANSWER_OFFER] = {"Call @ about their offer", "Answer @ about their offer&"},
    [STEP_TELL_OF_OFFER] = {"Call @: you have another offer", "Tell @& of your other offer"},
    [STEP_WITHDRAW] = {"Call @ to withdraw kindly", "Tell @& that you withdraw"},
    [STEP_GRACIOUS] = {"Call @ to thank them all the same", "Thank @ all the same&"},
    [STEP_CHECK_BACK] = {"Call @ to check back", "Check back with @&"},
    [STEP_MOVE_ON] = {NULL, "Move on from this one, with a clear mind"},
    [STEP_HOLD] = {NULL, "Let this one rest in the holding file"},
};

static const char *const ways[] = {" by e-mail", " by phone", " with a handwritten note", " on LinkedIn", " in person"};

struct str headline_action(struct arena *a, const struct app_house *h, const struct action *x)
{
    const struct wording *w = &wordings[x->step];
    bool phone = x->person != PERSON_SELF && x->channel == CHANNEL_PHONE && w->by_phone;
    AUTO(buf) b = {0};
    for (const char *p = phone ? w->by_phone : w->otherwise; *p; p++) {
        if (*p == '@')
            buf_add(&b, headline_person(h, x->person));
        else if (*p == '&')
            buf_put(&b, ways[x->channel]);
        else
            buf_char(&b, *p);
    }
    return arena_str(a, buf_str(&b));
}
