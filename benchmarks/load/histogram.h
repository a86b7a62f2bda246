// Counts of nanoseconds in buckets that are at most 1/128 of their value wide.
#pragma once

#include <stdint.h>

enum { HISTOGRAM_BITS = 7, HISTOGRAM_STEPS = 1 << HISTOGRAM_BITS, HISTOGRAM_BUCKETS = (64 - HISTOGRAM_BITS) * HISTOGRAM_STEPS };

struct histogram {
    uint64_t total;
    int64_t max;
    uint64_t counts[HISTOGRAM_BUCKETS];
};

static inline void histogram_add(struct histogram *histogram, int64_t value)
{
    int top = 63 - __builtin_clzll((uint64_t)value | 1);
    int shift = top > HISTOGRAM_BITS ? top - HISTOGRAM_BITS : 0;
    histogram->counts[shift * HISTOGRAM_STEPS + (value >> shift)]++;
    histogram->total++;
    if (value > histogram->max) {
        histogram->max = value;
    }
}

// The middle of the bucket below which the given share of the values lies, and never more than the greatest of them.
static inline double histogram_at(const struct histogram *histogram, double share)
{
    uint64_t wanted = (uint64_t)(share * (double)histogram->total);
    uint64_t seen = 0;
    for (int bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        seen += histogram->counts[bucket];
        if (seen > wanted) {
            int shift = bucket < 2 * HISTOGRAM_STEPS ? 0 : bucket / HISTOGRAM_STEPS - 1;
            int64_t low = (int64_t)(bucket - shift * HISTOGRAM_STEPS) << shift;
            double middle = (double)low + (double)((int64_t)1 << shift) / 2;
            return middle < (double)histogram->max ? middle : (double)histogram->max;
        }
    }
    return (double)histogram->max;
}
