/* String views: bytes that someone else owns, with their number.  Not
 * terminated; {0} is the empty string. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){literal, sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : "" /* for "%.*s" */

struct str str_from(const char *c_string); /* NULL gives {0} */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *c_string);
int str_compare(struct str a, struct str b); /* bytewise */
bool str_is_nocase(struct str a, const char *c_string); /* ASCII letters only */
bool str_among(struct str s, const char *const words[]); /* one of them; NULL-terminated */
bool str_among_nocase(struct str s, const char *const words[]); /* ASCII letters only */
bool str_starts(struct str s, struct str prefix);
bool str_contains(struct str s, struct str part); /* the empty part is in every string */
struct str str_trim(struct str s); /* blanks, tabs, CR and LF off both ends */

/* Cuts s at the first `by`; what stands before goes to *ret_head, what follows to *ret_tail.
 * False, with all of s in *ret_head and nothing in *ret_tail, where there is none. */
bool str_cut(struct str s, char by, struct str *ret_head, struct str *ret_tail);

/* A whole decimal number, without sign unless minus is allowed; false on anything else or overflow. */
bool str_number(struct str s, int64_t *ret);

/* FNV-1a: goes on from h, which begins as STR_HASH.  For tables and names of files, not against malice. */
#define STR_HASH 14695981039346656037U
uint64_t str_hash(uint64_t h, struct str s);

/* True if s is well-formed UTF-8 without NUL; else *ret_at (may be NULL) is the offset of the first fault. */
bool str_utf8(struct str s, size_t *ret_at);

/* How many bytes at the front are printing ASCII (blanks too), rounded down to a multiple of eight: a quick start. */
size_t str_printing(struct str s);

/* Of well-formed UTF-8; of anything else they make something, within its bounds. */
size_t str_characters(struct str s); /* code points */
struct str str_clip(struct str s, size_t max); /* as much as fits into max bytes, ending between two characters */
uint32_t str_code_point(struct str s, size_t *ret_n); /* the first one of at least one byte; *ret_n: its bytes */
size_t str_encode(uint32_t code_point, char out[static 4]); /* returns how many bytes it takes */

#endif
