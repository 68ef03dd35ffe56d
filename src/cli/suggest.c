/* Nearest names, by Damerau's and Levenshtein's distance (the variant that
 * edits no part twice). */
#include "cli/suggest.h"

enum { NAME_MAX_BYTES = 64 }; /* no name is longer; bounds the table */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int suggest_distance(struct str a, struct str b, int max)
{
    if (a.n > NAME_MAX_BYTES || b.n > NAME_MAX_BYTES) return max + 1;
    int edits[NAME_MAX_BYTES + 1][NAME_MAX_BYTES + 1];
    for (size_t i = 0; i <= a.n; i++) {
        for (size_t j = 0; j <= b.n; j++) {
            if (i == 0 || j == 0) {
                edits[i][j] = (int)(i + j);
                continue;
            }
            char x = lower(a.p[i - 1]), y = lower(b.p[j - 1]);
            int best = least(edits[i - 1][j], edits[i][j - 1]) + 1;
            best = least(best, edits[i - 1][j - 1] + (x != y));
            bool swapped = i > 1 && j > 1 && x == lower(b.p[j - 2]) && y == lower(a.p[i - 2]);
            if (swapped) best = least(best, edits[i - 2][j - 2] + 1);
            edits[i][j] = best;
        }
    }
    return edits[a.n][b.n] > max ? max + 1 : edits[a.n][b.n];
}

/* The beginning of a name is as near as a single slip. */
static bool begins(struct str name, struct str word)
{
    if (word.n < 2 || word.n >= name.n) return false;
    for (size_t i = 0; i < word.n; i++)
        if (lower(word.p[i]) != lower(name.p[i])) return false;
    return true;
}

const char *suggest_nearest(struct str word, size_t n, const char *const names[])
{
    if (word.n > NAME_MAX_BYTES) return NULL;
    int limit = word.n <= 3 ? 1 : word.n <= 6 ? 2 : 3;
    const char *nearest = NULL;
    for (size_t i = 0; i < n; i++) {
        struct str name = str_from(names[i]);
        int distance = begins(name, word) ? 1 : suggest_distance(word, name, limit);
        if (distance > limit || (size_t)distance >= word.n) continue;
        nearest = names[i];
        limit = distance - 1; /* only a nearer one replaces it */
    }
    return nearest;
}
