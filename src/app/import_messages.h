/* Messages as LinkedIn exports them, into the record: contacts of ours and words
 * of theirs, where the other side is known at a house.
 *
 * Known by name, as the record has no addresses of profiles: only where one
 * person of that name is known, and one profile of it writes.  Who the seeker
 * is, tells the name in the profile, else the messages: the one who is in all
 * conversations.  Private to import*.c. */
#ifndef APP_IMPORT_MESSAGES_H
#define APP_IMPORT_MESSAGES_H

#include "app/import.h"
#include "app/mail_homes.h"
#include "base/map.h"

struct import_messages {
    struct import *i;
    struct import_result *r;
    struct arena arena, row;
    struct word_rules *rules;
    struct mail_homes homes;
    struct map people; /* by name: 1 + index into homes.people; or that several are called so */
    struct map profiles; /* by name: the one profile that writes under it; or that several do */
    struct map present, seen; /* in how many conversations somebody is; where they were seen */
    struct map said; /* names of several people, once each */
    int64_t conversations;
    struct str most; /* who is in most conversations; */
    int64_t n_most;
    bool tie; /* and whether somebody else is in as many */
    uint64_t own; /* who the seeker is, 0: not found out */
    bool begun;
};

void import_messages_close(struct import_messages *m);

/* To be called for every message, then import_messages_begin, then ..._take for every message. */
void import_messages_look(struct import_messages *m, const struct table_message *t);
MUST_USE enum err import_messages_begin(struct import_messages *m, struct err_info *info);
MUST_USE enum err import_messages_take(struct import_messages *m, const struct table_message *t, struct err_info *info);

#endif
