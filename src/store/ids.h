/* Ids in order. */
#ifndef STORE_IDS_H
#define STORE_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

size_t ids_distinct(int64_t *ids, size_t n); /* ascending and once each; returns how many are left */
bool ids_has(const int64_t *ids, size_t n, int64_t id); /* of ascending ones */

#endif
