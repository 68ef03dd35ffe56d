/* A page of HTML as plain text, as its reader sees it: blocks as lines, lists
 * with dashes, links with their address where that is another, what is quoted
 * behind "> ", nothing of what is hidden.  The only file that knows libxml2. */
#ifndef MAIL_HTML_H
#define MAIL_HTML_H

#include "base/buf.h"

/* Of well-formed UTF-8, onto out, which bounds it.  Elements nested deeper than HTML_DEPTH end the reading. */
void html_to_text(struct buf *out, struct str page);

enum { HTML_DEPTH = 400 };

#endif
