/* Places and conditions of templates: what a template may ask of the facts. */
#ifndef LETTER_PLACES_H
#define LETTER_PLACES_H

#include "base/arena.h"
#include "letter/facts.h"

/* Places, as X(name in C, name in templates, question where the fact is missing, how to answer it). */
#define PLACES(X)                                                                                                      \
    X(TO_NAME, "to-name", "Who is it for?", "--to PERSON")                                                             \
    X(TO_FIRST, "to-first", "What is the person's first name?", "met OPP \"First Last\"")                              \
    X(GREETING, "greeting", "How is the person addressed?", "met OPP \"First Last\"")                                  \
    X(ORGANISATION, "organisation", "Which organisation is it?", "new ORGANISATION POSITION")                          \
    X(POSITION, "position", "What is the position called?", "new ORGANISATION POSITION")                               \
    X(ROUND, "round", "Which round was it?", "interview OPP --round TEXT")                                             \
    X(ON_MET, "on-met", "When did you meet?", "interview OPP --at TIME")                                               \
    X(MET_DAY, "met-day", "When did you meet?", "interview OPP --at TIME")                                             \
    X(APPLIED_DAY, "applied-day", "When did you apply?", "applied OPP --on DAY")                                       \
    X(PROMISED_DAY, "promised-day", "By when did they mean to decide?", "told OPP --decision-by DAY")                  \
    X(INQUIRED_DAY, "inquired-day", "When did you last ask?", "contacted OPP --purpose inquiry")                       \
    X(TOPIC_1, "topic-1", "What did you and %s talk about?", "interview OPP --id ID --topic \"NAME: TEXT\"")           \
    X(TOPIC_2, "topic-2", "What else did you and %s talk about?", "interview OPP --id ID --topic \"NAME: TEXT\"")      \
    X(STRENGTH_1, "strength-1", "What are you good at?", "profile --strength TEXT")                                    \
    X(STRENGTH_2, "strength-2", "What else are you good at?", "profile --strength TEXT --strength TEXT")               \
    X(STRENGTH_3, "strength-3", "What else are you good at?", "profile --strength TEXT --strength TEXT")               \
    X(REFERENCE, "reference", "Who wrote a letter of reference for you?", "profile --reference-letter NAME")           \
    X(OWN_NAME, "own-name", "What is your name?", "profile --name NAME")                                               \
    X(SIGN, "sign", "How do you sign?", "profile --name NAME")                                                         \
    X(OWN_PHONE, "own-phone", "Under which number can they reach you?", "profile --phone NUMBER")                      \
    X(OWN_MAIL, "own-mail", "What is your mail address?", "profile --mail ADDRESS")                                    \
    X(WORK, "work", "What do you do, in a few words?", "profile --work TEXT")                                          \
    X(SAY, "say", "What do you want to say?", "draft ACTION --say TEXT")                                               \
    X(LINK, "link", "Where is the article?", "draft ACTION --link ADDRESS")

#define PLACE_ENUM(c, name, question, answer) PLACE_##c,
enum place { PLACES(PLACE_ENUM) PLACE_COUNT };
#undef PLACE_ENUM

struct place_info {
    const char *name, *question, *answer; /* in question, %s is the person's first name */
};
extern const struct place_info places_all[PLACE_COUNT];

/* The place of that name, whatever the case of its first letter; -1: there is none. */
int places_index(struct str name);

/* What stands in each place; empty: the fact is missing. */
struct place_values {
    struct str all[PLACE_COUNT];
};
void places_fill(const struct letter_facts *f, struct arena *a, struct place_values *ret);

/* Topics discussed with the person written to, their own first, and the seeker's strengths, those first that share a
 * word with the topics; what stands in used[] (a count for each of facts' topics, then strengths; NULL: none is) is put
 * last; of equal ones the turn-th comes first.  Fills topic-1 .. strength-3. */
void places_choose(const struct letter_facts *f, const uint8_t *used, size_t turn, struct arena *a,
    struct place_values *ret, uint8_t *chosen);

/* Conditions: bit 1 << enum condition of those that hold. */
/* clang-format off */
#define CONDITIONS(X) \
    X(met) X(met_to) X(met_today) X(topics) X(strengths) X(promised) X(promised_passed) X(inquired) X(not_yet) X(asked) \
    X(offer_here) X(offer_elsewhere) X(accepted) X(accepted_elsewhere) X(refused) X(thanked) X(reference_letter) \
    X(office) X(general) X(round) X(own_phone) X(work) X(say) X(link) X(position) X(word) X(applied) X(british) X(recruiter)
/* clang-format on */
#define CONDITION_ENUM(name) CONDITION_##name,
enum condition { CONDITIONS(CONDITION_ENUM) CONDITION_COUNT };
#undef CONDITION_ENUM

int places_condition(struct str name); /* "met-to"; -1: there is none */
uint32_t places_conditions(const struct letter_facts *f);

#endif
