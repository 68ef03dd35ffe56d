/* Runs `show`: everything about an opportunity or a person.  As JSON: show_json.c. */
#include "app/offers.h"
#include "cli/agenda_view.h"
#include "cli/show.h"
#include "sys/text.h"

#include <stdlib.h>

/* --- which of the two is meant --- */

/* A person found by nothing but the address is no rival of an organisation of that name. */
static bool by_name(struct arena *a, const struct app_person *p, struct str key)
{
    return str_contains(p->slug, key) || str_contains(text_fold(a, p->name), key) || str_eq(text_fold(a, p->mail), key);
}

static enum err both(const struct show *w, struct str text, struct err_info *info)
{
    const struct app_person *p = &w->people_house.people[w->person];
    return err_set(info, ERR_AMBIGUOUS,
        "\"%.*s\" could be the opportunity %.*s (%.*s, %.*s) or the person %.*s (%.*s): say more of it, or the id in "
        "front of the brackets", STR_ARG(text), STR_ARG(w->s.opp->slug), STR_ARG(w->s.opp->organisation),
        STR_ARG(w->s.opp->position), STR_ARG(p->slug), STR_ARG(p->name));
}

static enum err neither(enum err opp, enum err person, struct str text, const struct err_info infos[2],
    struct err_info *info)
{
    bool failed = (opp != ERR_NOT_FOUND && opp != ERR_AMBIGUOUS) || (person != ERR_NOT_FOUND && person != ERR_AMBIGUOUS);
    bool guessed = str_contains(str_from(infos[0].text), STR("did you mean"));
    if (failed || opp == ERR_AMBIGUOUS || (person == ERR_NOT_FOUND && guessed))
        return err_set(info, opp, "%s", infos[0].text);
    if (person == ERR_AMBIGUOUS) return err_set(info, person, "%s", infos[1].text);
    return err_set(info, ERR_NOT_FOUND,
        "there is no opportunity and nobody called \"%.*s\": \"hearback list\" and \"hearback list people\" show them all",
        STR_ARG(text), STR_ARG(text));
}

static enum err choose(struct show *w, struct str text, struct err_info *info)
{
    struct arena *a = w->s.cli->arena;
    struct err_info infos[2] = {0};
    struct str key = text_fold(a, text);
    enum err opp = speak_opp(&w->s, text, &infos[0]);
    w->person = PERSON_SELF;
    if (!opp && str_eq(w->s.opp->slug, key)) return OK;
    int16_t found;
    enum err person = find_anybody(&w->s.app, text, a, &w->people_house, &found, &infos[1]);
    const struct app_person *p = person ? NULL : &w->people_house.people[found];
    if (opp && person) return neither(opp, person, text, infos, info);
    if (!opp && (!p || !by_name(a, p, key))) return OK;
    w->person = found;
    bool whole = p && (str_eq(p->slug, key) || str_eq(text_fold(a, p->name), key));
    if (opp == ERR_AMBIGUOUS && !whole) return err_set(info, opp, "%s", infos[0].text);
    if (!opp && !whole) return both(w, text, info);
    return OK;
}
