/* Where things lie: the user's files by the XDG base directory specification,
 * and the program's own data.  Nothing is made or opened here. */
#ifndef SYS_PATHS_H
#define SYS_PATHS_H

#include "base/arena.h"

/* The user's folders for hearback; each path is followed by a NUL.  ERR_SYSTEM when it is not known where the user's
 * home is.  An XDG variable that is empty or not an absolute path is passed over, as the specification asks. */
MUST_USE enum err paths_data(struct arena *a, struct str *ret, struct err_info *info); /* $XDG_DATA_HOME/hearback */
MUST_USE enum err paths_config(struct arena *a, struct str *ret, struct err_info *info); /* $XDG_CONFIG_HOME/hearback */
MUST_USE enum err paths_state(struct arena *a, struct str *ret, struct err_info *info); /* $XDG_STATE_HOME/hearback */

/* A file of the program itself, such as "playbooks/balanced.ini": in $HEARBACK_SHARE; else in the folder it was built
 * from, while that exists; else where it is installed.  ERR_INPUT for a name that would lead out of there. */
MUST_USE enum err paths_share(struct arena *a, struct str name, struct str *ret, struct err_info *info);

#endif
