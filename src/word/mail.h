/* A mail as src/word reads it, and how a place in it is named.  Bytes are views
 * of the caller's: they must outlive what is read from them. */
#ifndef WORD_MAIL_H
#define WORD_MAIL_H

#include "base/arena.h"
#include "base/civil.h"
#include "plan/calendar.h"

enum { WORD_TEXT_MAX = 256 * 1024, WORD_SUBJECT_MAX = 2000 }; /* bytes; what is beyond is not looked at */

struct word_mail {
    struct str subject; /* decoded */
    struct str text; /* the plain text: UTF-8, lines end in LF */
    struct str from_name, from_mail;
    struct str auto_submitted, precedence, auto_response_suppress; /* values of these headers; empty: not there */
    bool autoreply; /* X-Autoreply, X-Autorespond or X-Auto-Reply is there */
    bool list; /* List-Id or List-Unsubscribe is there */
    bool empty_return_path; /* Return-Path: <> */
    bool failure_report; /* multipart/report; report-type=delivery-status */
    bool ours; /* known to be the user's, also where its address is not among these: */
    const struct str *own; /* names and addresses of the user */
    size_t n_own;
    civil_t sent; /* on the sender's clock; TIME_NONE: not known, and nothing relative can be understood */
    const struct calendar *calendar; /* business days; NULL: Monday to Friday */
};

struct word_passage {
    bool subject; /* of the subject, else of the text */
    size_t at, n; /* bytes; n 0: nowhere */
};

/* Why something is taken to be so.  rule and why are empty where nothing was found. */
struct word_reason {
    struct str rule; /* its name in mail/.../NAME.txt, or a word of the program's own */
    struct str why; /* one sentence for the user */
    struct str language; /* "en", "de", "fr"; empty: none in particular */
    struct word_passage passage; /* as a rule the sentence it was found in */
};

/* The passage's bytes. */
struct str word_passage_text(const struct word_mail *m, struct word_passage p);

#endif
