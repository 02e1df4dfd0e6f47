/*
 * Theory of operation
 *
 * A step ends when the program's first process ends, or a limit is hit; then kill(-1), which the kernel carries out
 * under one lock for all processes of this pid namespace, and wait until nothing is left. Only then are files looked at.
 * (With a warm template, see warm.h, the program alone is killed where it can't have made other processes.)
 *
 * Which limit was hit is decided from what the kernel counted, not from how the program died, since a program may
 * send itself any signal:
 *   memory   the cgroup's count of OOM kills went up
 *   CPU      the cgroup's CPU time, less our own, reached the limit: all processes and threads, waited for or not
 *            (where the cgroup doesn't tell: rusage of all that were reaped, plus the first process's clock)
 *   output   more than the cap arrived on stdout or stderr
 *   wall     the backstop for programs that sleep; time spent waiting for a core does not count
 * A program that exits by itself just after its CPU limit has hit its limit.
 */
#include "step.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"
#include "channel.h"
#include "confine.h"
#include "files.h"
#include "schedule.h"
#include "warm.h"

enum { MS = 1000000, WALL_PATIENCE = 4 };

struct watch {
	const struct step *step;
	pid_t program;
	bool ended;
	int status;
	uint64_t started_ns;
	uint64_t oom_kills_before;
	uint64_t cpu_before, own_cpu_before;
	uint64_t reaped_cpu_ns, peak_bytes;
	bool over_cpu, over_wall, over_output;
	struct stream {
		int fd; /* -1 when it has ended */
		enum frame_type frame;
		uint64_t left;
	} streams[2];
};

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec now;
	return clock_gettime(clock, &now) < 0 ? 0 : (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t usage_ns(const struct rusage *usage)
{
	return ((uint64_t)usage->ru_utime.tv_sec + (uint64_t)usage->ru_stime.tv_sec) * 1000000000u +
	       ((uint64_t)usage->ru_utime.tv_usec + (uint64_t)usage->ru_stime.tv_usec) * 1000u;
}

static uint64_t cpu_used(const struct watch *watch)
{
	uint64_t total, own = clock_ns(CLOCK_PROCESS_CPUTIME_ID) - watch->own_cpu_before;
	clockid_t program_clock;

	if (cgroup_cpu_ns(&total)) {
		total -= watch->cpu_before;
		total = total > own ? total - own : 0;
		return total > watch->reaped_cpu_ns ? total : watch->reaped_cpu_ns;
	}
	total = watch->reaped_cpu_ns;
	if (!watch->ended && clock_getcpuclockid(watch->program, &program_clock) == 0)
		total += clock_ns(program_clock);
	return total;
}

/* Reaps whatever has ended; with `options` 0 waits for one. False when no child is left. */
static bool reap(struct watch *watch, int options)
{
	struct rusage usage;
	int status;
	pid_t pid = wait4(-1, &status, options, &usage);

	if (pid <= 0)
		return pid < 0 && errno == EINTR;
	if (warm_is_template(pid)) {
		warm_lost(); /* its time was spent before the step */
		return true;
	}
	watch->reaped_cpu_ns += usage_ns(&usage);
	uint64_t peak = (uint64_t)usage.ru_maxrss * 1024;
	if (peak > watch->peak_bytes)
		watch->peak_bytes = peak;
	if (pid == watch->program) {
		watch->ended = true;
		watch->status = status;
	}
	return true;
}

static void kill_all(struct watch *watch)
{
	do
		kill(-1, SIGKILL);
	while (reap(watch, 0));
	warm_lost();
}

/*
 * A program of phase `run` can't have made another process (confine.c), so ending it is enough and the warm template
 * may live on; but that is verified, and anything unexpected is ended together with the template.
 */
static void end_everything(struct watch *watch)
{
	if (watch->step->header.phase != PHASE_RUN || !warm_alive()) {
		kill_all(watch);
		return;
	}
	if (watch->program > 0)
		kill(watch->program, SIGKILL);
	while (watch->program > 0 && !watch->ended && reap(watch, 0))
		;
	if (!warm_is_alone())
		kill_all(watch);
}

/* Forwards what the pipe holds, up to the cap. */
static void forward(struct watch *watch, struct stream *stream)
{
	static uint8_t buffer[FRAME_MAX];
	ssize_t got = read(stream->fd, buffer, sizeof buffer);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0) {
		close(stream->fd);
		stream->fd = -1;
		return;
	}
	uint64_t pass = (uint64_t)got;
	if (pass > stream->left) {
		pass = stream->left;
		watch->over_output = true;
	}
	stream->left -= pass;
	if (pass > 0)
		channel_write(stream->frame, buffer, pass);
}

/* What is still in the pipes once every writer is dead. */
static void drain(struct watch *watch)
{
	for (int i = 0; i < 2; i++)
		while (watch->streams[i].fd >= 0 && !watch->over_output)
			forward(watch, &watch->streams[i]);
	for (int i = 0; i < 2; i++)
		if (watch->streams[i].fd >= 0)
			close(watch->streams[i].fd);
}

/*
 * Whether the program has had its wall-clock time. A program that was ready to run and had to wait for a core (a busy
 * host) is not to blame for that: the longest such wait of one of its threads is not counted, up to a bound.
 */
static bool wall_time_is_up(const struct watch *watch, uint64_t wall, uint64_t *left)
{
	uint64_t limit = watch->step->header.wall_ns, waited = 0;

	if (wall >= limit && wall < WALL_PATIENCE * limit)
		waited = schedule_longest_wait();
	*left = wall < limit + waited ? limit + waited - wall : 0;
	return *left == 0;
}

/* Nanoseconds until a limit could be reached: CPU time can't grow faster than the machine has cores. */
static uint64_t check_limits(struct watch *watch)
{
	static long cores;
	uint64_t wall = clock_ns(CLOCK_MONOTONIC) - watch->started_ns, cpu = cpu_used(watch), until_wall;
	uint64_t cpu_limit = watch->step->header.cpu_ns;

	if (cores == 0)
		cores = sysconf(_SC_NPROCESSORS_ONLN);
	watch->over_cpu = cpu >= cpu_limit;
	watch->over_wall = wall_time_is_up(watch, wall, &until_wall);
	if (watch->over_cpu || watch->over_wall)
		return 0;
	uint64_t until_cpu = (cpu_limit - cpu) / (uint64_t)(cores > 0 ? cores : 1);
	uint64_t until = until_cpu < until_wall ? until_cpu : until_wall;
	return until < 5 * MS ? 5 * MS : until;
}

static void watch_program(struct watch *watch)
{
	sigset_t wake_on_child;

	sigemptyset(&wake_on_child);
	while (!watch->ended && !watch->over_output) {
		uint64_t until = check_limits(watch);
		if (until == 0)
			break;
		/* SIGCHLD is blocked except inside ppoll, so an exit between reap and ppoll is not lost. */
		while (!watch->ended && reap(watch, WNOHANG))
			;
		if (watch->ended)
			break;

		bool room = channel_has_room();
		struct pollfd fds[4] = {
			{ .fd = STDIN_FILENO, .events = 0 },
			{ .fd = channel_pending() ? STDOUT_FILENO : -1, .events = POLLOUT },
			{ .fd = room ? watch->streams[0].fd : -1, .events = POLLIN },
			{ .fd = room ? watch->streams[1].fd : -1, .events = POLLIN },
		};
		struct timespec timeout = { (time_t)(until / 1000000000u), (long)(until % 1000000000u) };
		if (ppoll(fds, 4, &timeout, &wake_on_child) < 0)
			continue;
		if (fds[0].revents & (POLLHUP | POLLERR))
			_exit(0); /* the platform is gone */
		if (fds[1].revents)
			channel_pump();
		for (int i = 0; i < 2; i++)
			if (fds[2 + i].revents && channel_has_room())
				forward(watch, &watch->streams[i]);
	}
}

static struct step_result judge(const struct watch *watch)
{
	struct step_result result = {
		.kind = WIFEXITED(watch->status) ? KIND_EXITED : KIND_SIGNALLED,
		.code = (uint32_t)(WIFEXITED(watch->status) ? WEXITSTATUS(watch->status) : WTERMSIG(watch->status)),
		.cpu_ns = cpu_used(watch),
		.wall_ns = clock_ns(CLOCK_MONOTONIC) - watch->started_ns,
		.peak_bytes = watch->peak_bytes,
	};
	if (cgroup_oom_kills() > watch->oom_kills_before)
		result.kind = KIND_MEMORY;
	else if (watch->over_output)
		result.kind = KIND_OUTPUT;
	else if (result.cpu_ns >= watch->step->header.cpu_ns)
		result.kind = KIND_CPU_TIME;
	else if (watch->over_wall)
		result.kind = KIND_WALL_TIME;
	return result;
}

static void make_pipe(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC) < 0)
		fail("pipe");
}

/* Starts the program; false, with a text on stderr, if the file can't be executed. */
static bool start(struct watch *watch)
{
	const struct step *step = watch->step;
	struct confine_error error;
	int out[2], err[2], report[2];

	make_pipe(out);
	make_pipe(err);
	make_pipe(report);
	watch->started_ns = clock_ns(CLOCK_MONOTONIC);
	struct streams streams = { step->input, out[1], err[1], report[1] };
	if (!warm_accepts(step) || !warm_start(step, &streams, &watch->program)) {
		watch->program = fork();
		if (watch->program < 0)
			fail("fork");
		if (watch->program == 0) {
			channel_forget();
			confine_and_exec(&step->header, streams, step->argv, step->envp);
		}
	}
	close(out[1]);
	close(err[1]);
	close(report[1]);
	watch->streams[0] = (struct stream){ out[0], FRAME_STDOUT, step->header.output_bytes };
	watch->streams[1] = (struct stream){ err[0], FRAME_STDERR, step->header.output_bytes };

	ssize_t got;
	do
		got = read(report[0], &error, sizeof error);
	while (got < 0 && errno == EINTR);
	close(report[0]);
	if (got == 0)
		return true;
	errno = got == sizeof error ? error.error : EIO;
	if (got != sizeof error || error.stage != STAGE_EXEC)
		fail("confine the program");
	return false;
}

/* As a shell would say it: 127 not found, 126 found and not executable. */
static void report_not_executable(const struct step *step, int error)
{
	struct step_result result = { .kind = KIND_EXITED, .code = error == ENOENT ? 127 : 126 };
	const char *why = strerror(error);

	channel_write(FRAME_STDERR, step->argv[0], strlen(step->argv[0]));
	channel_write(FRAME_STDERR, ": ", 2);
	channel_write(FRAME_STDERR, why, strlen(why));
	channel_write(FRAME_RESULT, &result, sizeof result);
}

static void hand_over_files(const struct step *step, struct step_result *result)
{
	uint64_t budget = step->header.file_bytes;

	for (char *const *name = step->keep; *name; name++)
		if (!files_keep(*name, step->header.file_bytes))
			result->kind = KIND_OUTPUT;
	if (result->kind != KIND_EXITED)
		return;
	for (char *const *name = step->collect; *name; name++)
		if (!files_collect(*name, &budget))
			result->kind = KIND_OUTPUT;
}

void step_run(const struct step *step)
{
	struct watch watch = {
		.step = step,
		.oom_kills_before = cgroup_oom_kills(),
		.own_cpu_before = clock_ns(CLOCK_PROCESS_CPUTIME_ID),
	};

	cgroup_cpu_ns(&watch.cpu_before);
	if (!start(&watch)) {
		int error = errno;
		end_everything(&watch);
		drain(&watch);
		report_not_executable(step, error);
		return;
	}
	watch_program(&watch);
	end_everything(&watch);
	drain(&watch);
	struct step_result result = judge(&watch);
	hand_over_files(step, &result);
	channel_write(FRAME_RESULT, &result, sizeof result);
}
