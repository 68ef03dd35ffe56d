/* What an IMAP server says (RFC 3501, RFC 9051), taken apart: replies with
 * their literals, and of them what hearback asks for.  Nothing here talks to
 * anybody, and whatever comes is bounded: a server may lie about anything. */
#ifndef NET_IMAP_REPLY_H
#define NET_IMAP_REPLY_H

#include "base/arena.h"
#include "base/civil.h"

enum {
    IMAP_REPLY_TEXT_MAX = 16 << 20, /* bytes of a reply outside of literals; a search may name a million messages */
    IMAP_REPLY_LITERAL_MAX = 32 << 20, /* of one literal */
    IMAP_REPLY_DEPTH = 32, /* lists within lists */
};

/* --- where a reply ends --- */

struct imap_reply_scan { /* zero at the start of each */
    size_t at; /* looked at so far; after IMAP_REPLY_WHOLE: the end */
    size_t line, text; /* private: where the line at hand begins; bytes outside of literals */
    bool plain; /* private: a status, whose text is text whatever it ends with */
};

enum imap_reply_state { IMAP_REPLY_WHOLE, IMAP_REPLY_MORE, IMAP_REPLY_TOO_LONG };

/* The stream begins with the reply and has grown since the last call.  Linear, however it arrives. */
enum imap_reply_state imap_reply_scan(struct imap_reply_scan *s, struct str stream);

/* --- a reply --- */

enum imap_reply_status { IMAP_REPLY_DATA, IMAP_REPLY_OK, IMAP_REPLY_NO, IMAP_REPLY_BAD, IMAP_REPLY_BYE };

struct imap_reply { /* views */
    bool goes_on; /* "+": the server waits for more */
    struct str tag; /* empty: untagged */
    enum imap_reply_status status; /* DATA: none, but this: */
    uint32_t number; /* of "* 3 EXISTS" */
    struct str name; /* of data: "EXISTS", "FETCH", "LIST" */
    struct str rest; /* of data: what follows the name */
    struct str code; /* of a status: what stands in brackets, without them */
    struct str text; /* of a status: what follows, for people */
};

/* Takes a whole reply apart; false: it makes no sense. */
bool imap_reply_parse(struct str bytes, struct imap_reply *ret);

/* The number of a code: "UIDVALIDITY 5"; false: the code is another one. */
bool imap_reply_code(const struct imap_reply *r, const char *name, uint32_t *ret);

/* --- values --- */

enum imap_reply_kind { IMAP_REPLY_ATOM, IMAP_REPLY_STRING, IMAP_REPLY_LIST };

struct imap_reply_value {
    enum imap_reply_kind kind;
    struct str s; /* a list: what is within its parentheses; a string: its bytes */
    bool escaped; /* of a string: as it was within quotes, with backslashes */
};

/* The next value off the front of *rest; false: there is none, or it makes no sense, and then *rest is not empty. */
bool imap_reply_value(struct str *rest, struct imap_reply_value *ret);

/* The text of a value that is no list; NIL gives {0}. */
struct str imap_reply_text(struct arena *a, const struct imap_reply_value *v);

/* A number from 0 to 4294967295, whole. */
bool imap_reply_number(struct str s, uint32_t *ret);

/* --- what is asked for --- */

struct imap_reply_message { /* of "* 3 FETCH (...)": what is not in it is zero */
    uint32_t uid;
    bool has_size, has_body;
    int64_t size;
    instant_t date; /* INTERNALDATE; TIME_NONE: not in it, or no date */
    struct str body; /* of BODY[] or BODY[]<0> */
};
bool imap_reply_message(struct arena *a, const struct imap_reply *r, struct imap_reply_message *ret);

struct imap_reply_folder { /* of "* LIST (...) "/" name" */
    struct str name; /* as it came: modified UTF-7 */
    bool sent, selectable;
};
bool imap_reply_folder(struct arena *a, const struct imap_reply *r, struct imap_reply_folder *ret);

/* " 5-Oct-2026 09:30:00 +0200" */
bool imap_reply_date(struct str s, instant_t *ret);

#endif
