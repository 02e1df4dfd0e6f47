/*
 * What the instrumented program and its runtime share. Names that start with __g_ are reserved: the tool refuses a
 * submission that uses them.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H
#include <stdint.h>

/* Bits of the mode in which one run is made. 0: count only. */
enum {
    MODE_ADVERSARY = 1, /* comparisons between keys are answered by the adversary */
    MODE_MIRRORED = 2,  /* … which keeps its open values small instead of large */
    MODE_NO_SUB = 4,    /* … and leaves subtractions alone */
    MODE_TRACE = 8,     /* the distance in memory of the keys of each comparison is logged */
    MODE_LEARN = 16,    /* the numbers that are compared are listed */
};

/* Called by instrumented code when the mode is not 0; defined in the runtime. */
int __g_icmp_slow(int64_t a, int64_t b, int predicate, int native);
int __g_fcmp_slow(double a, double b, int predicate, int native);
int64_t __g_sub_slow(int64_t a, int64_t b);
void __g_load_slow(int64_t value, const void *address);
_Noreturn void __g_over(void);
void __g_icall_slow(const void *target);

/* Defined in the part that is inlined into the program; called by the runtime. */
void __g_begin(uint64_t budget, int mode);
uint64_t __g_cost(void);
void __g_charge(uint64_t bytes);

/* Made by the tool: the student's main, and every function that may be called through a pointer. */
int __g_main(int argc, char **argv, char **envp);
extern const void *const __g_functions[];
extern const uint64_t __g_function_count;
#endif
