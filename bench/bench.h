/* What the benchmarks share: a seeded sequence, and time. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "sys/clock.h"

#include <stdint.h>

struct bench_random {
    uint64_t seed;
};

/* 0 to below - 1; the sequence that the yardsticks use too. */
static inline int bench_number(struct bench_random *r, int below)
{
    r->seed = r->seed * 6364136223846793005U + 1442695040888963407U;
    return (int)(((r->seed >> 33) * (uint64_t)below) >> 31);
}

/* The moment that the databases of make_db are made for: Wed 18 Nov 2026, 10:00 in Berlin. */
#define BENCH_NOW "2026-11-18T10:00+01:00"
enum { BENCH_TODAY = 20775 };

static inline double bench_seconds(void)
{
    return (double)clock_ticks() / 1e6;
}

#endif
