/* Runs `contacted`: what was sent, said or tried, to one person or several. */
#include "cli/contact.h"

static enum err to_each(struct speak *s, const struct args *args, struct event *e, struct err_info *info)
{
    struct str text;
    size_t n = 0, room = 0;
    int16_t *people = NULL;
    for (size_t at = 0; args_next(args, "to", &at, &text);) {
        int16_t person;
        enum err err = find_person(&s->app, &s->house, s->opp, text, s->cli->arena, &person, info);
        if (err) return err_context(info, err, "--to");
        bool twice = false;
        for (size_t i = 0; i < n; i++) twice |= people[i] == person;
        if (!twice) *ARENA_PUSH(s->cli->arena, people, n, room) = person;
    }
    for (size_t i = 0; i < n; i++) {
        struct event one = *e;
        enum err err = contact_record(s, people[i], &one, info);
        if (err) return err;
    }
    return OK;
}

enum err cmd_contacted_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s;
    enum err err = speak_begin(&s, cli, args, info);
    struct event e = speak_event(&s, EVENT_CONTACTED);
    if (err) return err;
    e.channel = (uint8_t)speak_word(args, "via", channel_names, CHANNEL_EMAIL);
    e.purpose = (uint8_t)speak_word(args, "purpose", purpose_names, PURPOSE_OTHER);
    err = contact_outcome(&s, args, (enum channel)e.channel, &e.outcome, info);
    if (!err) err = contact_letter(&s, args, &e, info);
    if (!err) err = speak_time(&s, args, "at", WHEN_PAST, &e, info);
    if (!err) err = to_each(&s, args, &e, info);
    return err ? err : speak_answer(&s, contact_say(&s), s.opp->slug, info);
}
