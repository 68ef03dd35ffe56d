/* What hearback and hearback-net say to each other, in frames (codec/frame.h).
 *
 * First comes NET_SERVER; then one request after another, each answered before
 * the next.  Any request may be answered by NET_PROBLEM.  Texts are UTF-8,
 * bounded by NET_TEXT_MAX unless said otherwise. */
#ifndef NET_WIRE_H
#define NET_WIRE_H

enum { NET_TEXT_MAX = 1000, NET_ANSWER_MAX = 1 << 20 }; /* bytes of a text; of an answer */

enum net_kind {
    /* requests */
    NET_SERVER = 1, /* PROTOCOL TLS ACCOUNT HOST PORT CA_FILE USER SECRET COMMAND WAIT; answered by NET_READY */
    NET_LIST, /* all folders: NET_NAME for each, then NET_DONE */
    NET_OPEN, /* FOLDER, or none: the one for what was sent.  Answered by NET_OPENED */
    NET_SEARCH, /* AFTER (a UID), SINCE (days since 1970) in the folder open: NET_FOUND */
    NET_NEXT, /* the next messages of those found, into the spool from its start: NET_MESSAGE for each, NET_BATCH */
    NET_HAS, /* MESSAGE_ID, in the folder open: NET_FOUND */
    NET_APPEND, /* BYTES (a whole message), to the folder open, as seen: NET_DONE */
    NET_SEND, /* FROM TO BYTES, after NET_SERVER and without its answer: NET_HAND_OVER, unless it ends before; then
               * NET_OUTCOME */
    NET_GO, /* in answer to NET_HAND_OVER: the letter may go */
    /* answers */
    NET_READY = 100,
    NET_PROBLEM, /* SENTENCE ERROR UID LOST: of one message (UID), or of the request (UID 0) */
    NET_NAME, /* FOLDER USE OPENS */
    NET_OPENED, /* FOLDER VALIDITY UIDNEXT COUNT */
    NET_FOUND, /* COUNT */
    NET_MESSAGE, /* UID SIZE OFFSET LENGTH DATE */
    NET_BATCH, /* UID: all up to this one are dealt with; COUNT: so many are left */
    NET_DONE,
    NET_ALERT, /* SENTENCE of the server, for the user; comes before the answer */
    NET_HAND_OVER = 200, /* everything but the letter itself has been said to the server */
    NET_OUTCOME, /* STAGE CODE ERROR SENTENCE (ERROR is OK: what the server said) */
};

enum net_tag {
    NET_PROTOCOL = 1, /* enum connect_protocol */
    NET_TLS, /* enum connect_tls */
    NET_ACCOUNT,
    NET_HOST,
    NET_PORT,
    NET_CA_FILE,
    NET_USER,
    NET_SECRET, /* enum net_secret */
    NET_COMMAND,
    NET_WAIT, /* seconds */
    NET_FOLDER, /* its name */
    NET_AFTER,
    NET_SINCE,
    NET_MESSAGE_ID, /* with its angle brackets */
    NET_BYTES, /* not bounded by NET_TEXT_MAX */
    NET_SENTENCE,
    NET_ERROR, /* enum err */
    NET_LOST, /* 1: nothing more can be asked */
    NET_USE, /* what the folder is for: "sent", or empty */
    NET_OPENS, /* 0: a folder that only has folders in it */
    NET_VALIDITY, /* UIDVALIDITY */
    NET_UIDNEXT, /* 0: the server did not say */
    NET_COUNT,
    NET_UID,
    NET_SIZE, /* on the server */
    NET_OFFSET, /* in the spool, of the length before it */
    NET_LENGTH, /* in the spool; less than its size where only the beginning was fetched */
    NET_DATE, /* when the server got it: seconds since 1970, or none */
    NET_FROM = 100, /* a mail address */
    NET_TO, /* likewise, one */
    NET_STAGE, /* enum smtp_stage */
    NET_CODE, /* of the server's last reply; 0: none */
};

enum net_secret { NET_NO_SECRET, NET_PASSWORD, NET_KEYRING_PASSWORD, NET_TOKEN };

#endif
