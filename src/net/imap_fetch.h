/* Messages of the folder that is open: which there are, and their bytes, batch
 * by batch into the spool. */
#ifndef NET_IMAP_FETCH_H
#define NET_IMAP_FETCH_H

#include "net/imap.h"

enum {
    IMAP_FETCH_MESSAGES = 500, /* of a batch, at most */
    IMAP_FETCH_BYTES = 64 << 20, /* of a batch, about; it has one message at least */
    IMAP_FETCH_LARGE = 25 << 20, /* of a larger message ... */
    IMAP_FETCH_BEGINNING = 1 << 20, /* ... only so much is fetched: its words come first, then what is attached */
};

struct imap_fetch {
    struct arena arena;
    uint32_t *uids; /* ascending, each once */
    size_t n, room;
    size_t at; /* the next one */
};
void imap_fetch_close(struct imap_fetch *f);

/* Those whose UID is above `after` (0: all) and that the server got on the day `since` or later (DAY_NONE: all). */
MUST_USE enum err imap_fetch_search(
    struct imap *m, struct imap_fetch *f, uint32_t after, day_t since, struct err_info *info);

/* How many messages of the folder have this Message-ID. */
MUST_USE enum err imap_fetch_count(
    struct imap *m, struct arena *a, struct str message_id, size_t *ret, struct err_info *info);

/* Writes the next batch into the spool from its start, each message after its length (u32, little-endian), and a frame
 * for each (NET_MESSAGE; NET_PROBLEM for one that the server does not give), then NET_BATCH, to *out. */
MUST_USE enum err imap_fetch_next(
    struct imap *m, struct imap_fetch *f, int spool, struct buf *out, struct err_info *info);

#endif
