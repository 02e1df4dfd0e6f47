/* What the kernel counts for this container as a whole; the program can neither hide from these counters nor change them. */
#ifndef CGROUP_H
#define CGROUP_H

#include <stdbool.h>
#include <stdint.h>

/* Finds the counters under /sys/fs/cgroup, version 1 or 2. */
void cgroup_open(void);

/* Processes that the kernel killed because the container was out of memory, so far. */
uint64_t cgroup_oom_kills(void);

/* CPU time of all processes so far, this one included. False where the kernel doesn't tell. */
bool cgroup_cpu_ns(uint64_t *ns);

#endif
