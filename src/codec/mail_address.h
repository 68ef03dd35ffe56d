/* Mail addresses, checked before anything is sent to one: stricter than what
 * mail may carry, as nothing but an address may come of it. */
#ifndef CODEC_MAIL_ADDRESS_H
#define CODEC_MAIL_ADDRESS_H

#include "base/arena.h"

enum { MAIL_ADDRESS_MAX = 254, MAIL_ADDRESS_LOCAL_MAX = 64 }; /* bytes: RFC 5321, 4.5.3.1 (with its < and >) */

/* One address, as people write it, into the form that goes over the wire: ASCII, an international domain as its
 * A-labels (xn--...).  ERR_INPUT for anything else: two addresses, quoted or commented forms, blanks and controls, a
 * domain of one label or in brackets, letters beyond ASCII before the @ (few servers take those), and domains of
 * which old and new rules for letters make two different ones (those with an ß, for example). */
MUST_USE enum err mail_address_check(struct str mail, struct arena *a, struct str *ret, struct err_info *info);

struct str mail_address_domain(struct str checked); /* what follows the @ */

#endif
