/* What ought to follow from a story: the lines with "==>". */
#ifndef TESTS_EXPECT_H
#define TESTS_EXPECT_H

#include "tests/scenarios/story.h"

enum { GOT_MAX = 2000 };

/* Does what `line` asks for come out as `want` says?  What did come out goes to got. */
bool expect_holds(struct story *s, struct str line, struct str want, char got[static GOT_MAX]);

#endif
