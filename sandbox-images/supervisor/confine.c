/*
 * Theory of operation
 *
 * The engine has already taken away the network, every capability, the root file system and most system calls (see
 * libs/sandbox/src/seccomp-profile.ts). The program has the same user id as the supervisor, because a process without
 * capabilities can't change it; what keeps the two apart is that the supervisor is PID 1 of the container (no signal
 * from inside reaches it) and not dumpable (so /proc/1/mem, fd, environ and ptrace are shut: ptrace(2), proc(5)), and
 * that a program gets none of its descriptors.
 *
 * A step of phase `run` loses more, by a second seccomp filter (seccomp(2); filters add up, the strictest answer wins):
 *   exec        The program is opened here as descriptor EXEC_FD, execveat is allowed on that number alone, and the
 *               descriptor closes itself in the exec. RLIMIT_NOFILE is below EXEC_FD by then, so the program can't make
 *               such a descriptor again, by no means (dup2, fcntl, SCM_RIGHTS). After design rule 3 of isolate's keeper.
 *   fork        Only threads: clone needs CLONE_THREAD; clone3 hides its flags behind a pointer, so it "doesn't exist"
 *               and libc falls back to clone. Thus nothing outlives the program but what the supervisor kills anyway.
 *   signals     To itself only, including the roundabout way of F_SETOWN with F_SETSIG.
 *   sockets     None, not even pairs.
 * In both phases the engine's profile limits prlimit64 and sched_setaffinity to the caller itself: same-uid processes
 * could otherwise strangle PID 1 through its resource limits.
 */
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <asm/sockios.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "The filter knows no other architecture."
#endif

enum { EXEC_FD = 900, REPORT_FD = 901, OPEN_FILES = 256 };

/* Enough for libgcrypt, which comes with PyTorch and complains on stderr when it can't lock its 32 KiB. */
enum { LOCKED_BYTES = 64 * 1024 };

static _Noreturn void give_up(int report, enum confine_stage stage)
{
	struct confine_error message = { stage, errno };
	ssize_t ignored = write(report, &message, sizeof message);
	(void)ignored;
	_exit(127);
}

/* ---- the filter ---- */

static struct sock_filter code[128];
static size_t code_length;

static void emit(uint16_t op, uint32_t k, uint8_t if_true, uint8_t if_false)
{
	code[code_length++] = (struct sock_filter){ op, if_true, if_false, k };
}

static void load(size_t offset) { emit(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }
static void answer(uint32_t action) { emit(BPF_RET | BPF_K, action, 0, 0); }

/* Arguments are compared by their low words: all that are looked at here are `int` to the kernel. */
#define ARGUMENT(i) (offsetof(struct seccomp_data, args) + 8 * (i))
#define REFUSE(error) (SECCOMP_RET_ERRNO | (error))

static void refuse(long call, int error)
{
	emit(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1);
	answer(REFUSE(error));
}

/* Allowed only if argument i equals `value`. */
static void only_with(long call, int i, uint32_t value)
{
	emit(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 4);
	load(ARGUMENT(i));
	emit(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
	answer(REFUSE(EPERM));
	answer(SECCOMP_RET_ALLOW);
}

/* Refused if argument i is one of `values`. */
static void never_with(long call, int i, const uint32_t *values, uint8_t count)
{
	emit(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, (uint8_t)(count + 3));
	load(ARGUMENT(i));
	for (uint8_t at = 0; at < count; at++)
		emit(BPF_JMP | BPF_JEQ | BPF_K, values[at], (uint8_t)(count - at), 0);
	answer(SECCOMP_RET_ALLOW);
	answer(REFUSE(EPERM));
}

static void only_threads(void)
{
	emit(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 4);
	load(ARGUMENT(0));
	emit(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0);
	answer(REFUSE(EPERM));
	answer(SECCOMP_RET_ALLOW);
	refuse(__NR_clone3, ENOSYS);
#ifdef __NR_fork
	refuse(__NR_fork, EPERM);
	refuse(__NR_vfork, EPERM);
#endif
}

static void only_own_signals(void)
{
	static const uint32_t owners[] = { F_SETOWN, F_SETOWN_EX, F_SETSIG };
	static const uint32_t controls[] = { FIOSETOWN, SIOCSPGRP, TIOCSTI };
	uint32_t self = (uint32_t)getpid();

	only_with(__NR_kill, 0, self);
	only_with(__NR_tgkill, 0, self);
	only_with(__NR_rt_sigqueueinfo, 0, self);
	only_with(__NR_rt_tgsigqueueinfo, 0, self);
	refuse(__NR_tkill, EPERM);
	never_with(__NR_fcntl, 1, owners, 3);
	never_with(__NR_ioctl, 1, controls, 3);
}

static bool install_filter(void)
{
	code_length = 0;
	load(offsetof(struct seccomp_data, arch));
	emit(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
	answer(SECCOMP_RET_KILL_PROCESS);
	load(offsetof(struct seccomp_data, nr));
	refuse(__NR_execve, EPERM);
	only_with(__NR_execveat, 0, EXEC_FD);
	only_threads();
	only_own_signals();
	refuse(__NR_socketpair, EPERM);
	answer(SECCOMP_RET_ALLOW);

	struct sock_fprog filter = { (unsigned short)code_length, code };
	return syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}

/* ---- limits ---- */

static bool limit(int resource, uint64_t value)
{
	struct rlimit wanted, now;
	if (getrlimit((__rlimit_resource_t)resource, &now) < 0)
		return false;
	wanted.rlim_max = value < now.rlim_max ? value : now.rlim_max;
	wanted.rlim_cur = wanted.rlim_max;
	return setrlimit((__rlimit_resource_t)resource, &wanted) == 0;
}

/* CPU time is the supervisor's to measure; this is only the net below it, far enough that it never decides a verdict. */
static bool set_limits(const struct step_header *limits)
{
	return limit(RLIMIT_CPU, limits->cpu_ns / 1000000000u + 5) && limit(RLIMIT_CORE, 0) &&
	       limit(RLIMIT_FSIZE, limits->file_bytes) && limit(RLIMIT_STACK, limits->stack_bytes) &&
	       limit(RLIMIT_NOFILE, OPEN_FILES) && limit(RLIMIT_MEMLOCK, LOCKED_BYTES) && limit(RLIMIT_MSGQUEUE, 0) &&
	       limit(RLIMIT_RTPRIO, 0) && limit(RLIMIT_NICE, 0);
}

/* The kernel should kill the program for want of memory, never the supervisor. */
static bool volunteer_for_oom(void)
{
	/* A process that is not dumpable may not write its own /proc files; exec would make it dumpable again anyway. */
	if (prctl(PR_SET_DUMPABLE, 1) < 0)
		return false;
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write(fd, "1000", 4) == 4;
	close(fd);
	return done;
}

static void reset_signals(void)
{
	sigset_t none;
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static const char *find_program(const char *name, char *buffer, size_t size)
{
	static const char *const folders[] = { "/usr/local/bin", "/usr/bin", "/bin" };
	if (strchr(name, '/'))
		return name;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(buffer, size, "%s/%s", folders[i], name);
		if (access(buffer, X_OK) == 0)
			return buffer;
	}
	errno = ENOENT;
	return NULL;
}

/* Takes on the given streams and lets go of everything else that was inherited. */
static void detach(struct streams streams)
{
	int report = fcntl(streams.report, F_DUPFD_CLOEXEC, REPORT_FD);

	if (report != REPORT_FD)
		give_up(streams.report, STAGE_CONFINE);
	if (!volunteer_for_oom() || setsid() < 0 || chdir("/work") < 0 || dup2(streams.input, STDIN_FILENO) < 0 ||
	    dup2(streams.output, STDOUT_FILENO) < 0 || dup2(streams.errors, STDERR_FILENO) < 0 ||
	    syscall(__NR_close_range, STDERR_FILENO + 1, EXEC_FD, 0) < 0 ||
	    syscall(__NR_close_range, REPORT_FD + 1, ~0u, 0) < 0)
		give_up(REPORT_FD, STAGE_CONFINE);
	umask(022);
	reset_signals();
}

static void restrict_self(const struct step_header *limits)
{
	if (!set_limits(limits) || (limits->phase == PHASE_RUN && !install_filter()))
		give_up(REPORT_FD, STAGE_CONFINE);
}

void confine_self(const struct step_header *limits, int input, int output, int errors, int report)
{
	detach((struct streams){ input, output, errors, report });
	restrict_self(limits);
	close(REPORT_FD);
}

void confine_and_exec(const struct step_header *limits, struct streams streams, char *const *argv, char *const *envp)
{
	char buffer[4096];
	bool strict = limits->phase == PHASE_RUN;

	detach(streams);
	const char *path = find_program(argv[0], buffer, sizeof buffer);
	int image = path ? open(path, O_PATH | O_CLOEXEC) : -1;
	if (image < 0)
		give_up(REPORT_FD, STAGE_EXEC);
	if (strict && (fcntl(image, F_DUPFD_CLOEXEC, EXEC_FD) != EXEC_FD || close(image) < 0))
		give_up(REPORT_FD, STAGE_CONFINE);
	restrict_self(limits);

	if (strict)
		syscall(__NR_execveat, EXEC_FD, "", argv, envp, AT_EMPTY_PATH);
	else
		execve(path, argv, envp);
	give_up(REPORT_FD, STAGE_EXEC);
}
