/* How long programs have waited for a core although they could have run. */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include <stdint.h>

/* The longest such wait of any thread in the container that is alive, in nanoseconds; 0 where the kernel doesn't tell. */
uint64_t schedule_longest_wait(void);

#endif
