/* What the record knows that matters to a letter: shared by drafts and by the
 * check.  Filled by app/; nothing here knows a database. */
#ifndef LETTER_FACTS_H
#define LETTER_FACTS_H

#include "base/civil.h"
#include "model/kinds.h"

struct letter_person {
    int64_t id; /* 0: the office, which has no name */
    struct str name, title, mail, phone; /* title: as on the card: "Lead Engineer", or "Dr" */
    enum role role;
    bool general; /* an address of the house, not a human being */
};

struct letter_topic {
    struct str text;
    int64_t person; /* 0: with everybody */
};

struct letter_facts {
    /* The seeker; empty: not said. */
    struct str own_name, sign, own_mail, own_phone, work;
    struct str language; /* "en-US" or "en-GB", never empty */
    const struct str *strengths; /* what the seeker can do, a few words each */
    size_t n_strengths;
    const struct str *reference_letters; /* on file: who wrote them */
    size_t n_reference_letters;

    /* The opportunity. */
    struct str organisation, position;
    enum opp_kind kind;

    /* The letter. */
    enum purpose purpose;
    enum channel channel;
    int step; /* enum step of the action it is for; -1: none */
    struct letter_person to;
    struct str say, link; /* what the seeker wants said; the article's address */

    /* What has happened; days in the employer's zone, DAY_NONE: it has not. */
    day_t today;
    day_t applied, met, promised, inquired, word, refused; /* met: held with that person, else the latest */
    bool met_to; /* the person written to was there */
    bool met_today, no_answer_yet; /* no_answer_yet: an inquiry of ours is unanswered */
    bool not_yet, asked_to_follow_up; /* the last word said so */
    bool offer_here, offer_elsewhere, accepted, accepted_elsewhere; /* an offer that awaits an answer; one accepted */
    bool thanked; /* this person, for that interview, by whatever means */
    struct str round; /* of the interview */
    const struct letter_topic *topics; /* of that interview */
    size_t n_topics;
    const struct letter_person *colleagues; /* all who were met there or are written to for the same reason, in the
                                             * order of their ids, the one written to among them */
    size_t n_colleagues;
};

/* What fits on a card by hand (C6), and what LinkedIn takes with a request (D12). */
enum { LETTER_NOTE_WORDS = 90, LETTER_CONNECT_CHARACTERS = 200 };

static inline bool letter_is_spoken(const struct letter_facts *f)
{
    return f->channel == CHANNEL_PHONE || f->channel == CHANNEL_IN_PERSON;
}

#endif
