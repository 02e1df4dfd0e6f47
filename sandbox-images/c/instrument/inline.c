/*
 * The part of the runtime that is linked into the student's program as bitcode, so that it is inlined and the optimiser can
 * keep the counter in a register. The variables are static: no pointer of the program can be thought to point at them.
 */
#include "protocol.h"

#define INLINE __attribute__((always_inline, used))
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)

static uint64_t cost;
static uint64_t budget = UINT64_MAX;
static int mode;
static const void *last_target;

__attribute__((used)) void __g_begin(uint64_t new_budget, int new_mode)
{
    cost = 0;
    budget = new_budget;
    mode = new_mode;
}

__attribute__((used)) uint64_t __g_cost(void)
{
    return cost;
}

/* At the start of each basic block. */
INLINE void __g_count(uint64_t instructions)
{
    cost += instructions;
}

/* At function entries and loop headers, so that every cycle is caught. */
INLINE void __g_check(void)
{
    if (UNLIKELY(cost > budget))
        __g_over();
}

/* Before a library call that moves or looks at so many bytes: the library is charged for four bytes an instruction. */
INLINE void __g_bytes(uint64_t bytes)
{
    cost += bytes / 4;
    __g_check();
}

__attribute__((used)) void __g_charge(uint64_t bytes)
{
    __g_bytes(bytes);
}

INLINE int __g_icmp(int64_t a, int64_t b, int predicate, int native)
{
    return UNLIKELY(mode) ? __g_icmp_slow(a, b, predicate, native) : native;
}

INLINE int __g_fcmp(double a, double b, int predicate, int native)
{
    return UNLIKELY(mode) ? __g_fcmp_slow(a, b, predicate, native) : native;
}

INLINE int64_t __g_sub(int64_t a, int64_t b)
{
    return UNLIKELY(mode) ? __g_sub_slow(a, b) : (int64_t)((uint64_t)a - (uint64_t)b);
}

INLINE void __g_load(int64_t value, const void *address)
{
    if (UNLIKELY(mode & MODE_TRACE))
        __g_load_slow(value, address);
}

INLINE void __g_icall(const void *target)
{
    if (UNLIKELY(target != last_target)) {
        __g_icall_slow(target);
        last_target = target;
    }
}
