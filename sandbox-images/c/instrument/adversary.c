/*
 * M. D. McIlroy, "A Killer Adversary for Quicksort", Software: Practice and Experience 29 (1999): the values of the keys
 * are decided while the program compares them. A key is open ("gas") until it must be known; open keys are greater than
 * all fixed ones. When two open keys meet, the one that was last compared with a fixed key, probably the pivot, is
 * fixed to the next small value; so pivots come out as small as can be. All answers agree with the values fixed in the end,
 * so the same program on those values does exactly the same work: the replay proves it.
 *
 * McIlroy's program answers through qsort's comparison function. Here every comparison and subtraction of the program asks,
 * and is answered when both operands are keys: numbers from a range that nothing else in the program falls into.
 */
#include "runtime.h"
#include <string.h>

enum { OPEN = -1 };
static const uint32_t NO_KEY = UINT32_MAX;

static int flags;
static uint32_t candidate;
static const char *address[MAX_KEYS]; /* where a key was last loaded from */

static const int64_t *disguise;
static uint32_t disguises;
static bool disguise_turned;

void adversary_recognise(const int64_t *values, uint32_t count, bool turned)
{
    disguise = values;
    disguises = count;
    disguise_turned = turned;
}

void adversary_begin(int mode)
{
    flags = mode;
    report->next_rank = 0;
    candidate = NO_KEY;
    if (mode & MODE_ADVERSARY)
        for (uint32_t i = 0; i < report->keys; i++)
            report->rank[i] = OPEN;
}

/* The keys that are still open get what is left; in mirrored mode ranks are counted from the other end. */
void adversary_finish(void)
{
    for (uint32_t i = 0; i < report->keys; i++)
        if (report->rank[i] == OPEN)
            report->rank[i] = report->next_rank++;
    if (flags & MODE_MIRRORED)
        for (uint32_t i = 0; i < report->keys; i++)
            report->rank[i] = (int32_t)report->keys - 1 - report->rank[i];
}

/* The order of two keys: negative, 0 or positive. */
static int decide(uint32_t x, uint32_t y)
{
    if (x == y)
        return 0;
    int32_t *rank = report->rank;
    if (rank[x] == OPEN && rank[y] == OPEN)
        rank[x == candidate ? x : y] = report->next_rank++;
    if (rank[x] == OPEN)
        candidate = x;
    else if (rank[y] == OPEN)
        candidate = y;
    /* As unsigned numbers, OPEN is greater than every rank. */
    int order = (uint32_t)rank[x] < (uint32_t)rank[y] ? -1 : 1;
    return flags & MODE_MIRRORED ? -order : order;
}

/*
 * How programs disguise keys without changing their order, or turning it round: as they are, negated (to build a min-heap
 * from a max-heap), with the sign bit flipped (to compare as unsigned), and packed into the upper half of a 64-bit number.
 */
enum view { PLAIN, NEGATED, FLIPPED, FLIPPED_UNSIGNED, PACKED, VIEWS };

static bool is_key(int64_t value, enum view view, uint32_t *key)
{
    switch (view) {
    case PLAIN:
        break;
    case NEGATED:
        value = (int64_t)-(uint64_t)value;
        break;
    case FLIPPED:
        value += INT64_C(1) << 31;
        break;
    case FLIPPED_UNSIGNED:
        value -= INT64_C(1) << 31;
        break;
    default:
        value >>= 32;
        break;
    }
    uint64_t offset = (uint64_t)value - (uint64_t)report->base;
    *key = (uint32_t)offset;
    return offset < report->keys;
}

/* The key that a number was learned to stand for. */
static bool is_disguise(int64_t value, uint32_t *key)
{
    uint32_t low = 0, high = disguises;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (disguise[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    *key = disguise_turned ? disguises - 1 - low : low;
    return low < disguises && disguise[low] == value;
}

static bool are_keys(int64_t a, int64_t b, uint32_t *x, uint32_t *y, bool *turned)
{
    *turned = false;
    if (disguises)
        return is_disguise(a, x) && is_disguise(b, y);
    for (enum view view = PLAIN; view < VIEWS; view++)
        if (is_key(a, view, x))
            return *turned = view == NEGATED, is_key(b, view, y);
    return false;
}

/* Lists a number that is compared, the first time that it comes. */
static void see(int64_t value)
{
    enum { SLOTS = 2 * MAX_SEEN };
    static uint32_t slot[SLOTS]; /* index in report->seen, plus one */
    uint64_t at = ((uint64_t)value * 0x9e3779b97f4a7c15) >> 46;
    for (; slot[at % SLOTS]; at++)
        if (report->seen[slot[at % SLOTS] - 1] == value)
            return;
    if (report->seen_count < MAX_SEEN) {
        report->seen[report->seen_count++] = value;
        slot[at % SLOTS] = report->seen_count;
    }
}

static void trace(uint32_t x, uint32_t y)
{
    if (x == y || !address[x] || !address[y] || report->traced >= MAX_TRACE)
        return;
    int64_t distance = address[x] - address[y];
    report->distance[report->traced++] = (int32_t)(distance < 0 ? -distance : distance);
}

/* Predicate bits, as LLVM lays them out: 1 true when equal, 2 when greater, 4 when less. */
static int holds(int predicate, int order)
{
    return (predicate & (order == 0 ? 1 : order > 0 ? 2 : 4)) != 0;
}

int __g_icmp_slow(int64_t a, int64_t b, int predicate, int native)
{
    uint32_t x, y;
    bool turned;
    if (flags & MODE_LEARN) {
        /* Every key has been compared by then, and the rest of a quadratic program is not worth waiting for. */
        if (report->comparisons++ < UINT64_C(400) * report->keys) {
            see(a);
            see(b);
        }
        return native;
    }
    if (!are_keys(a, b, &x, &y, &turned))
        return native;
    report->comparisons++;
    if (flags & MODE_TRACE)
        trace(x, y);
    if (!(flags & MODE_ADVERSARY) || (x == y && a != b))
        return native;
    bool equality = predicate == 1 || predicate == 6;
    if (equality) /* distinct keys differ whatever their values will be */
        return holds(predicate, x == y ? 0 : 1);
    int order = decide(x, y);
    return holds(predicate, turned ? -order : order);
}

int __g_fcmp_slow(double a, double b, int predicate, int native)
{
    const double limit = (double)(INT64_C(1) << 53);
    if (!(a > -limit && a < limit && b > -limit && b < limit) || (double)(int64_t)a != a || (double)(int64_t)b != b)
        return native;
    return __g_icmp_slow((int64_t)a, (int64_t)b, predicate & 7, native);
}

int64_t __g_sub_slow(int64_t a, int64_t b)
{
    int64_t native = (int64_t)((uint64_t)a - (uint64_t)b);
    uint32_t x, y;
    if (!is_key(a, PLAIN, &x) || !is_key(b, PLAIN, &y))
        return native;
    report->comparisons++;
    if (flags & MODE_TRACE)
        trace(x, y);
    return flags & MODE_ADVERSARY && !(flags & MODE_NO_SUB) ? decide(x, y) : native;
}

/* A key written as text, and nothing else. */
static bool is_key_text(const char *text, uint32_t *key)
{
    int64_t value = 0;
    int digits = 0;
    while (*text >= '0' && *text <= '9' && digits++ < 9)
        value = value * 10 + (*text++ - '0');
    return digits > 0 && !*text && is_key(value, PLAIN, key);
}

/* All keys have the same number of digits, so programs that compare texts by length first come here too. */
int __g_strcmp(const char *a, const char *b)
{
    uint32_t x, y;
    if (flags & MODE_ADVERSARY && is_key_text(a, &x) && is_key_text(b, &y)) {
        report->comparisons++;
        return decide(x, y);
    }
    return strcmp(a, b);
}

void __g_load_slow(int64_t value, const void *where)
{
    uint32_t key;
    if (is_key(value, PLAIN, &key))
        address[key] = where;
}
