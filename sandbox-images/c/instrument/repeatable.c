/*
 * Memory, clocks and random numbers that are the same in every run: without them a count could depend on where the kernel
 * happens to put things, or on the time of day. Blocks come from one region at a fixed address, below 2 GiB so that a program
 * that forgot to declare malloc gets a pointer that survives in an int.
 *
 * A run belongs to a "second". Its number is what the clock shows and seeds what the kernel would draw; it also shifts the
 * memory a little. A program that draws its pivots from any of these behaves the same within a second, and differently in
 * the next.
 */
#include "runtime.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Above the program break, which the kernel puts up to 1 GiB behind the program at random. */
static char *const REGION = (char *)0x50000000;
static const size_t REGION_BYTES = 0x2c000000;

enum { CLASSES = 31, SMALLEST = 5 };

/* In front of every block. */
struct block {
    uint32_t magic;
    uint32_t class;       /* the block has 2^class bytes, this header included */
    struct block *next;   /* of the free list; for an aligned block: the block that it lies in */
};
static const uint32_t IN_USE = 0x5ee7a110, FREE = 0xf4eef4ee, ALIGNED = 0xa119aed1;

static struct block *free_blocks[CLASSES];
static char *fresh;
static uint64_t now;       /* seconds */
static uint64_t noise;

void repeatable_begin(uint64_t second)
{
    void *region = mmap(REGION, REGION_BYTES, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (region != REGION)
        _exit(1);
    fresh = REGION + second % 4096 * 4096;
    now = 1700000000 + second;
    noise = now;
}

void __g_string(const char *text)
{
    if (text)
        __g_charge(strlen(text));
}

void *__g_malloc(size_t size)
{
    __g_charge(20 * 4);
    if (size > REGION_BYTES / 2)
        return errno = ENOMEM, NULL;
    uint32_t class = SMALLEST;
    while ((size_t)1 << class < size + sizeof(struct block))
        class++;
    struct block *block = free_blocks[class];
    if (block) {
        free_blocks[class] = block->next;
    } else {
        if (fresh + ((size_t)1 << class) > REGION + REGION_BYTES)
            return errno = ENOMEM, NULL;
        block = (struct block *)fresh;
        fresh += (size_t)1 << class;
    }
    *block = (struct block){IN_USE, class, NULL};
    return block + 1;
}

static bool is_ours(const void *pointer)
{
    return (const char *)pointer >= REGION && (const char *)pointer < REGION + REGION_BYTES;
}

static struct block *block_of(void *pointer)
{
    struct block *block = (struct block *)pointer - 1;
    if (block->magic == ALIGNED)
        block = block->next;
    if (block->magic != IN_USE)
        abort(); /* freed twice, or the heap is damaged: as glibc does */
    return block;
}

void __g_free(void *pointer)
{
    __g_charge(10 * 4);
    if (pointer && !is_ours(pointer)) {
        free(pointer); /* from strdup, getline and the like */
    } else if (pointer) {
        struct block *block = block_of(pointer);
        block->magic = FREE;
        block->next = free_blocks[block->class];
        free_blocks[block->class] = block;
    }
}

size_t __g_usable_size(void *pointer)
{
    if (!pointer)
        return 0;
    struct block *block = block_of(pointer);
    return (size_t)((char *)block + ((size_t)1 << block->class) - (char *)pointer);
}

void *__g_calloc(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return errno = ENOMEM, NULL;
    __g_charge(bytes);
    void *pointer = __g_malloc(bytes);
    return pointer ? memset(pointer, 0, bytes) : NULL;
}

/* A block of more than 128 KiB is moved by glibc with mremap, page by page. */
void *__g_realloc(void *pointer, size_t size)
{
    if (!pointer)
        return __g_malloc(size);
    if (!is_ours(pointer))
        return realloc(pointer, size);
    size_t old = __g_usable_size(pointer);
    if (size <= old) {
        __g_charge(20 * 4);
        return pointer;
    }
    void *moved = __g_malloc(size);
    if (moved) {
        __g_charge(old > 128 << 10 ? old / 1024 : old);
        memcpy(moved, pointer, old);
        __g_free(pointer);
    }
    return moved;
}

void *__g_reallocarray(void *pointer, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return errno = ENOMEM, NULL;
    return __g_realloc(pointer, bytes);
}

void *__g_aligned_alloc(size_t alignment, size_t size)
{
    if (alignment < sizeof(struct block) || alignment > 1 << 20 || alignment & (alignment - 1))
        return errno = EINVAL, NULL;
    char *pointer = __g_malloc(size + alignment);
    if (!pointer)
        return NULL;
    char *aligned = (char *)(((uintptr_t)pointer + alignment - 1) & ~(alignment - 1));
    if (aligned != pointer)
        ((struct block *)aligned)[-1] = (struct block){ALIGNED, 0, (struct block *)pointer - 1};
    return aligned;
}

int __g_posix_memalign(void **result, size_t alignment, size_t size)
{
    *result = __g_aligned_alloc(alignment < sizeof(struct block) ? sizeof(struct block) : alignment, size);
    return *result ? 0 : errno;
}

/* Programs that time their own sort must see time pass: one counted instruction takes a nanosecond. */
time_t __g_time(time_t *result)
{
    time_t seconds = (time_t)now;
    if (result)
        *result = seconds;
    return seconds;
}

clock_t __g_clock(void)
{
    return (clock_t)(__g_cost() / 1000);
}

int __g_clock_gettime(clockid_t clock, struct timespec *result)
{
    (void)clock;
    uint64_t passed = __g_cost();
    *result = (struct timespec){(time_t)(now + passed / 1000000000), (long)(passed % 1000000000)};
    return 0;
}

int __g_gettimeofday(struct timeval *result, void *zone)
{
    (void)zone;
    uint64_t passed = __g_cost() / 1000;
    *result = (struct timeval){(time_t)(now + passed / 1000000), (long)(passed % 1000000)};
    return 0;
}

pid_t __g_getpid(void)
{
    return (pid_t)(1000 + now % 30000);
}

/* splitmix64 (Steele, Lea and Flood 2014) */
static uint64_t draw(void)
{
    uint64_t z = noise += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

ssize_t __g_getrandom(void *buffer, size_t length, unsigned flags)
{
    (void)flags;
    for (size_t i = 0; i < length; i++)
        ((unsigned char *)buffer)[i] = (unsigned char)draw();
    return (ssize_t)length;
}

int __g_getentropy(void *buffer, size_t length)
{
    return __g_getrandom(buffer, length, 0) < 0;
}

uint32_t __g_arc4random(void)
{
    return (uint32_t)draw();
}

uint32_t __g_arc4random_uniform(uint32_t bound)
{
    return bound ? (uint32_t)(draw() % bound) : 0;
}
