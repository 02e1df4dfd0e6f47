/* What the parts of the runtime share. */
#ifndef RUNTIME_H
#define RUNTIME_H
#include "protocol.h"
#include <stdbool.h>
#include <stddef.h>

enum { MAX_KEYS = 1 << 15, MAX_TRACE = 1 << 19, MAX_SEEN = 1 << 17 };

/* How a run ended. */
enum status { RUNNING, ENDED, OVER_BUDGET, CRASHED, HUNG, FOREIGN_CALL };

/* What a run reports, in memory shared with the parent. */
struct report {
    enum status status;
    uint64_t cost;
    uint64_t comparisons; /* between two keys; counted under the adversary and when tracing only */
    uint32_t keys;        /* number of keys of the run */
    int32_t base;         /* the key of the first position; keys are base, …, base + keys - 1 */
    int32_t next_rank;
    int32_t rank[MAX_KEYS]; /* of the key at each position of the input, once it is fixed */
    uint32_t traced;
    int32_t distance[MAX_TRACE];
    uint32_t seen_count;
    int64_t seen[MAX_SEEN]; /* numbers that were compared, each once, in the order in which they first came */
};

extern struct report *report;

/* Adversary. */
void adversary_begin(int mode);
void adversary_finish(void);

/*
 * Disguised keys: in later games the number disguises[i] stands for the key of position i. Ascending; in descending order of
 * the keys when `turned`. The array must live on. A count of 0 forgets them.
 */
void adversary_recognise(const int64_t *disguises, uint32_t count, bool turned);

/* Memory, clocks and random numbers that are the same in every run. */
void repeatable_begin(uint64_t second);

/* Whether the integers of a text contain the sorted keys; see sorted.c. */
bool prints_sorted(const char *text, size_t length, const int32_t *sorted, size_t n);

#endif
