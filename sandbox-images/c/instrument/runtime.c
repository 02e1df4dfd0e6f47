/*
 * Runs the instrumented program many times in one process tree: for each job on stdin the parent forks a child that has the
 * input on its standard input, counts, and reports through shared memory. One run costs a fork, not a container step.
 *
 * A job is a header (struct job) followed by n keys, unless the adversary is to find them: then the input is base, base + 1,
 * … and the frozen keys are replayed at once without the adversary. Each job answers one line on stdout:
 *
 *   status cost comparisons sorted                                      a run
 *   status cost comparisons sorted replay-status replay-cost            the adversary; sorted is the replay's
 *
 * After a run that hangs there are no more.
 *
 * And, where the header asks for it, there is a second line: the frozen keys, the traced distances, or the numbers compared.
 *
 * The counters lie in the student's address space. A program that damages memory on purpose could forge its own count; the
 * library gate has refused raw system calls, assembly and foreign code before, and the place of the report is random. The
 * student gains at most the points of the complexity case, which the plain program's own running time contradicts.
 */
#include "runtime.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

struct job {
    uint32_t mode;
    uint32_t n;
    uint64_t budget;
    uint64_t second;
    int32_t base;
    uint32_t flags; /* bit 0: one integer a line; bit 1: print the second line */
};
enum { ONE_A_LINE = 1, VERBOSE = 2 };

static const size_t STACK_BYTES = (size_t)512 << 20;
static const rlim_t CPU_SECONDS = 8;

struct report *report;
static int input_file, output_file;
static ucontext_t before, inside;

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "runtime: %s\n", what);
    _exit(3);
}

/* --- in the child --- */

static void note_end(void)
{
    report->cost = __g_cost();
    report->status = ENDED;
}

_Noreturn void __g_over(void)
{
    report->cost = __g_cost();
    report->status = OVER_BUDGET;
    _exit(0);
}

_Noreturn void __g_exit_now(int status)
{
    fflush(NULL);
    note_end();
    _exit(status);
}

void __g_icall_slow(const void *target)
{
    for (uint64_t i = 0; i < __g_function_count; i++)
        if (__g_functions[i] == target)
            return;
    report->status = FOREIGN_CALL;
    _exit(0);
}

static void limit(int resource, rlim_t value)
{
    setrlimit(resource, &(struct rlimit){value, value});
}

/*
 * Programs that wait instead of working use no processor time. Wall-clock time alone would blame those that a busy machine keeps
 * waiting: even there a program that can run gets more than a hundredth of a second in three.
 */
static void on_tick(int signal)
{
    static clock_t before;
    static int idle;
    (void)signal;
    clock_t now = clock();
    idle = now - before < CLOCKS_PER_SEC / 100 ? idle + 1 : 0;
    before = now;
    if (idle < 3)
        return;
    report->status = HUNG;
    _exit(0);
}

static void watch_for_waiting(void)
{
    struct sigaction action = {.sa_handler = on_tick, .sa_flags = SA_RESTART};
    struct itimerval each_second = {{1, 0}, {1, 0}};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &each_second, NULL);
}

static void start(void)
{
    static char name[] = "main";
    static char *arguments[] = {name, NULL}, *environment[] = {NULL};
    exit(__g_main(1, arguments, environment));
}

/* A stack of its own, at the same place in every run and deep enough for a recursion of linear depth. */
static _Noreturn void start_on_stack(uint64_t second)
{
    char *place = (char *)0x100000000;
    char *stack = mmap(place, STACK_BYTES, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (stack != place)
        fail("no stack");
    getcontext(&inside);
    inside.uc_stack.ss_sp = stack;
    inside.uc_stack.ss_size = STACK_BYTES - second % 4096 * 64;
    inside.uc_link = &before;
    makecontext(&inside, start, 0);
    setcontext(&inside);
    _exit(1);
}

static _Noreturn void child(const struct job *job)
{
    if (dup2(input_file, 0) < 0 || dup2(output_file, 1) < 0 || dup2(output_file, 2) < 0)
        _exit(1);
    for (int fd = 3; fd < 16; fd++)
        close(fd);
    limit(RLIMIT_CPU, CPU_SECONDS);
    watch_for_waiting();
    limit(RLIMIT_FSIZE, (1 << 20) + (rlim_t)256 * job->n);
    limit(RLIMIT_CORE, 0);
    repeatable_begin(job->second);
    atexit(note_end);
    __g_begin(job->budget, (int)job->mode);
    start_on_stack(job->second);
}

/* --- in the parent --- */

static bool read_all(void *buffer, size_t length)
{
    for (size_t done = 0; done < length;) {
        ssize_t got = read(0, (char *)buffer + done, length - done);
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

static void write_input(const struct job *job, const int32_t *keys)
{
    char *text = malloc((size_t)job->n * 12 + 16), *end = text;
    if (!text)
        fail("out of memory");
    end += sprintf(end, "%u\n", job->n);
    for (uint32_t i = 0; i < job->n; i++)
        end += sprintf(end, "%d%c", keys[i], job->flags & ONE_A_LINE || i + 1 == job->n ? '\n' : ' ');
    size_t length = (size_t)(end - text);
    if (ftruncate(input_file, 0) || pwrite(input_file, text, length, 0) != (ssize_t)length)
        fail("cannot write the input");
    lseek(input_file, 0, SEEK_SET);
    free(text);
}

static int ascending(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static bool check_output(const int32_t *keys, uint32_t n)
{
    off_t length = lseek(output_file, 0, SEEK_END);
    int32_t *sorted = malloc(((size_t)n + 1) * sizeof *sorted);
    char *text = length > 0 ? mmap(NULL, (size_t)length, PROT_READ, MAP_SHARED, output_file, 0) : NULL;
    if (!sorted || text == MAP_FAILED)
        fail("cannot read the output");
    memcpy(sorted, keys, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, ascending);
    bool ok = prints_sorted(text, (size_t)length, sorted, n);
    if (text)
        munmap(text, (size_t)length);
    free(sorted);
    return ok;
}

static bool is_timeout(int signal)
{
    return signal == SIGXCPU || signal == SIGKILL;
}

/* One run of the program; true when it printed the sorted keys. */
static bool run(const struct job *job, const int32_t *keys)
{
    write_input(job, keys);
    if (ftruncate(output_file, 0))
        fail("cannot empty the output");
    lseek(output_file, 0, SEEK_SET);
    report->status = RUNNING;
    report->cost = 0;
    report->comparisons = 0;
    report->traced = 0;
    report->seen_count = 0;
    report->keys = job->mode ? job->n : 0;
    report->base = job->base;
    adversary_begin((int)job->mode);

    pid_t pid = fork();
    if (pid == 0)
        child(job);
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        fail("cannot fork");
    if (WIFSIGNALED(status))
        report->status = is_timeout(WTERMSIG(status)) ? HUNG : CRASHED;
    else if (report->status == RUNNING)
        report->status = CRASHED;
    return report->status == ENDED && check_output(keys, job->n);
}

static const char *status_name(enum status status)
{
    static const char *const names[] = {"crashed", "ended", "over", "crashed", "hung", "foreign-call"};
    return names[status];
}

static void print_ints(const int32_t *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        printf("%d%c", values[i], i + 1 == count ? '\n' : ' ');
    if (count == 0)
        printf("\n");
}

static int ascending_wide(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The numbers that the program compares when its input is base, base + 1, …; ascending. */
static uint32_t compared_numbers(struct job job, int32_t *keys, int32_t base, int64_t *numbers)
{
    job.mode = MODE_LEARN;
    job.base = base;
    for (uint32_t i = 0; i < job.n; i++)
        keys[i] = base + (int32_t)i;
    run(&job, keys);
    memcpy(numbers, report->seen, report->seen_count * sizeof *numbers);
    qsort(numbers, report->seen_count, sizeof *numbers, ascending_wide);
    return report->seen_count;
}

/*
 * Programs may compare something else than the keys: 3 x + 7, or x · 2^20 + i, which makes equal keys differ. What is compared
 * changes when all keys move, and nothing else does. If as many numbers change as there are keys, they are the keys in disguise,
 * in the same order or in the opposite one.
 */
static bool learn_disguises(const struct job *job, int32_t *keys)
{
    static int64_t here[MAX_SEEN], elsewhere[MAX_SEEN];
    static const int32_t STEP = 1 << 21;
    uint32_t count = compared_numbers(*job, keys, job->base, here);
    uint32_t others = compared_numbers(*job, keys, job->base + STEP, elsewhere);
    uint32_t kept = 0, moved = 0;
    int64_t first_there = 0;
    for (uint32_t i = 0, j = 0; i < count || j < others;) {
        if (j == others || (i < count && here[i] < elsewhere[j])) {
            here[kept++] = here[i++];
        } else if (i == count || elsewhere[j] < here[i]) {
            if (moved++ == 0)
                first_there = elsewhere[j];
            j++;
        } else {
            i++, j++;
        }
    }
    if (kept != job->n || moved != job->n)
        return false;
    adversary_recognise(here, kept, first_there < here[0]);
    return true;
}

static void play(const struct job *job, int32_t *keys)
{
    for (uint32_t i = 0; i < job->n; i++)
        keys[i] = job->base + (int32_t)i;
    run(job, keys);
}

static void run_adversary(struct job job, int32_t *keys)
{
    adversary_recognise(NULL, 0, false);
    play(&job, keys);
    if (report->status == ENDED && report->comparisons < job.n && learn_disguises(&job, keys))
        play(&job, keys);
    enum status status = report->status;
    uint64_t cost = report->cost, comparisons = report->comparisons;
    adversary_finish();
    for (uint32_t i = 0; i < job.n; i++)
        keys[i] = job.base + report->rank[i];
    job.mode = 0;
    bool sorted = run(&job, keys);
    printf("%s %lu %lu %d %s %lu\n", status_name(status), cost, comparisons, sorted, status_name(report->status),
           report->cost);
    if (job.flags & VERBOSE)
        print_ints(keys, job.n);
}

static void run_plain(const struct job *job, const int32_t *keys)
{
    bool sorted = run(job, keys);
    printf("%s %lu %lu %d\n", status_name(report->status), report->cost, report->comparisons, sorted);
    if (job->flags & VERBOSE && job->mode & MODE_LEARN) {
        for (uint32_t i = 0; i < report->seen_count; i++)
            printf("%ld ", report->seen[i]);
        printf("\n");
    } else if (job->flags & VERBOSE) {
        print_ints(report->distance, report->traced);
    }
}

int main(void)
{
    report = mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    input_file = memfd_create("input", MFD_CLOEXEC);
    output_file = memfd_create("output", MFD_CLOEXEC);
    if (report == MAP_FAILED || input_file < 0 || output_file < 0)
        fail("no memory to share");
    struct job job;
    while (read_all(&job, sizeof job)) {
        int32_t *keys = malloc(((size_t)job.n + 1) * sizeof *keys);
        if (!keys || (job.mode && job.n > MAX_KEYS))
            fail("too many keys");
        if (job.mode & MODE_ADVERSARY) {
            run_adversary(job, keys);
        } else {
            if (!read_all(keys, job.n * sizeof *keys))
                fail("a job is cut short");
            run_plain(&job, keys);
        }
        free(keys);
        fflush(stdout);
        if (report->status == HUNG) /* so would the rest */
            break;
    }
    return 0;
}
