/*
 * Ways out of a sandbox, tried one at a time from the inside: `probes <name>` ends with 1 if the way is open and 0 if it
 * is shut; a call that ends the process (SIGSYS) is shut as well. `probes` alone lists them: name, phases, question.
 * Run by libs/sandbox/src/probes.ts, in a sandbox, as a student's program would be.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- helpers ---- */

static bool opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static bool creates(const char *path)
{
	bool done = opens(path, O_WRONLY | O_CREAT | O_EXCL);
	unlink(path);
	return done;
}

/* Whether a file holds anything: a masked one can be opened, and is empty. */
static bool reads(const char *path)
{
	char byte;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool some = fd >= 0 && read(fd, &byte, 1) == 1;
	if (fd >= 0)
		close(fd);
	return some;
}

static bool makes_socket(int family)
{
	static const int types[] = { SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET };
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		int fd = socket(family, types[i], 0);
		if (fd >= 0) {
			close(fd);
			return true;
		}
	}
	return false;
}

/* A system call counts as reachable unless it is refused before its arguments are looked at. */
static bool reaches(long number, long a, long b, long c, long d)
{
	errno = 0;
	return syscall(number, a, b, c, d, 0, 0) >= 0 || (errno != EPERM && errno != ENOSYS && errno != EACCES);
}

#define CALL(name) reaches(__NR_##name, -1, -1, -1, -1)

static const char *status_field(const char *key)
{
	static char line[256];
	FILE *status = fopen("/proc/self/status", "r");
	while (status && fgets(line, sizeof line, status))
		if (!strncmp(line, key, strlen(key))) {
			fclose(status);
			return line + strlen(key);
		}
	return NULL;
}

/* ---- network ---- */

static bool network_interface(void)
{
	char line[512];
	FILE *devices = fopen("/proc/net/dev", "r");
	while (devices && fgets(line, sizeof line, devices)) {
		char *colon = strchr(line, ':');
		if (colon && strncmp(line + strspn(line, " "), "lo:", 3) != 0)
			return true;
	}
	return false;
}

static bool socket_inet(void) { return makes_socket(AF_INET) || makes_socket(AF_INET6); }
static bool socket_unix(void) { return makes_socket(AF_UNIX); }
static bool socket_vsock(void) { return makes_socket(40); }
static bool socket_packet(void) { return makes_socket(AF_PACKET); }
static bool socket_netlink(void) { return makes_socket(AF_NETLINK); }

static bool socket_other(void)
{
	for (int family = 0; family < 64; family++)
		if (makes_socket(family))
			return true;
	return false;
}

/* ---- the supervisor ---- */

static bool trace_supervisor(void)
{
	return ptrace(PTRACE_ATTACH, 1, 0, 0) == 0 || ptrace(PTRACE_SEIZE, 1, 0, 0) == 0 || ptrace(PTRACE_TRACEME, 0, 0, 0) == 0;
}

static bool supervisor_memory(void)
{
	char buffer[8];
	struct iovec local = { buffer, sizeof buffer }, remote = { (void *)0x400000, sizeof buffer };
	return opens("/proc/1/mem", O_RDONLY) || reads("/proc/1/maps") ||
	       syscall(__NR_process_vm_readv, 1, &local, 1, &remote, 1, 0) > 0;
}

static bool supervisor_environment(void) { return reads("/proc/1/environ"); }

static bool supervisor_channel(void)
{
	DIR *descriptors = opendir("/proc/1/fd");
	return descriptors != NULL || opens("/proc/1/fd/0", O_RDONLY) || opens("/proc/1/fd/1", O_WRONLY) ||
	       syscall(__NR_pidfd_open, 1, 0) >= 0;
}

static bool supervisor_files(void)
{
	char target[64];
	return readlink("/proc/1/exe", target, sizeof target) >= 0 || readlink("/proc/1/root", target, sizeof target) >= 0 ||
	       opens("/proc/1/oom_score_adj", O_WRONLY);
}

static bool supervisor_limits(void)
{
	struct rlimit none = { 0, 0 };
	cpu_set_t cores;
	CPU_ZERO(&cores);
	CPU_SET(0, &cores);
	return syscall(__NR_prlimit64, 1, RLIMIT_FSIZE, NULL, &none) == 0 || sched_setaffinity(1, sizeof cores, &cores) == 0 ||
	       setpriority(PRIO_PROCESS, 1, 19) == 0;
}

/* If one of them reaches it, this program is gone with it, and the platform sees a dead container. */
static bool supervisor_signals(void)
{
	for (int number = 1; number < 65; number++)
		if (number != SIGCHLD)
			kill(1, number);
	usleep(50000);
	return false;
}

static bool inherited_descriptors(void)
{
	for (int fd = 3; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			return true;
	return false;
}

/* ---- privileges ---- */

static bool root(void) { return getuid() == 0 || geteuid() == 0 || getgid() == 0 || setuid(0) == 0 || setgid(0) == 0; }

static bool capabilities(void)
{
	static const char *const sets[] = { "CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:" };
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		const char *value = status_field(sets[i]);
		if (!value || strtoull(value, NULL, 16) != 0)
			return true;
	}
	return false;
}

static bool new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1; }

static bool setuid_programs(void)
{
	static const char *const folders[] = { "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/local/bin" };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		DIR *folder = opendir(folders[i]);
		struct dirent *entry;
		struct stat status;
		while (folder && (entry = readdir(folder)))
			if (fstatat(dirfd(folder), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
			    S_ISREG(status.st_mode) && (status.st_mode & (S_ISUID | S_ISGID)))
				return true;
		if (folder)
			closedir(folder);
	}
	return false;
}

static bool change_owner(void) { return chown("/work", 0, 0) == 0 || chroot("/work") == 0; }

static bool namespaces(void)
{
	return unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNS) == 0 || CALL(setns) ||
	       syscall(__NR_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0) >= 0;
}

/* ---- the kernel ---- */

static bool mounts(void) { return CALL(mount) || CALL(umount2) || CALL(pivot_root) || CALL(move_mount) || CALL(fsopen) || CALL(open_tree); }
static bool kernel_modules(void) { return CALL(init_module) || CALL(finit_module) || CALL(delete_module) || CALL(kexec_load); }
static bool kernel_bpf(void) { return CALL(bpf); }
static bool kernel_perf(void) { return CALL(perf_event_open); }
static bool kernel_io_uring(void) { return CALL(io_uring_setup) || CALL(io_uring_enter) || CALL(io_uring_register); }
static bool kernel_keys(void) { return CALL(keyctl) || CALL(add_key) || CALL(request_key); }
static bool kernel_userfaultfd(void) { return CALL(userfaultfd); }
static bool kernel_ipc(void) { return CALL(shmget) || CALL(msgget) || CALL(semget) || CALL(mq_open); }
static bool kernel_notify(void) { return CALL(inotify_init1) || CALL(fanotify_init); }
static bool kernel_handles(void) { return CALL(open_by_handle_at) || CALL(name_to_handle_at); }
static bool kernel_clock(void) { return CALL(settimeofday) || CALL(clock_settime) || CALL(adjtimex) || CALL(sethostname) || CALL(reboot); }
static bool kernel_log(void) { return CALL(syslog) || CALL(acct) || CALL(swapon) || CALL(quotactl); }
static bool kernel_personality(void) { return syscall(__NR_personality, 0x0040000) >= 0; }
static bool kernel_splice(void) { return CALL(splice) || CALL(vmsplice) || CALL(tee); }

#if defined __x86_64__
static bool abi_32bit(void)
{
	long answer;
	__asm__ volatile("int $0x80" : "=a"(answer) : "a"(20) : "memory"); /* getpid of the 32-bit table */
	return answer > 0;
}
static bool abi_x32(void) { return syscall(0x40000000 + __NR_getpid) > 0; }
#endif

/* ---- files and devices ---- */

static bool write_system(void)
{
	return creates("/probe") || creates("/usr/probe") || creates("/etc/probe") || creates("/dev/probe") || creates("/var/probe") ||
	       opens("/usr/local/sbin/assay-supervisor", O_WRONLY) || opens("/etc/ld.so.cache", O_WRONLY);
}

static bool write_kernel(void)
{
	return opens("/proc/sys/kernel/core_pattern", O_WRONLY) || opens("/proc/sysrq-trigger", O_WRONLY) ||
	       opens("/sys/fs/cgroup/memory/memory.limit_in_bytes", O_WRONLY) || opens("/sys/fs/cgroup/memory.max", O_WRONLY) ||
	       opens("/sys/fs/cgroup/cgroup.procs", O_WRONLY) || opens("/sys/fs/cgroup/memory/cgroup.procs", O_WRONLY) ||
	       mkdir("/sys/fs/cgroup/memory/probe", 0700) == 0 || mkdir("/sys/fs/cgroup/probe", 0700) == 0;
}

static bool engine_socket(void)
{
	return access("/var/run/docker.sock", F_OK) == 0 || access("/run/podman/podman.sock", F_OK) == 0 ||
	       access("/run/containerd/containerd.sock", F_OK) == 0;
}

static bool devices(void)
{
	static const char *const names[] = { "mem", "kmem", "port", "kmsg", "kvm", "fuse", "net/tun", "sda", "vda", "nvme0n1", "loop0" };
	char path[64];
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "/dev/%s", names[i]);
		if (opens(path, O_RDONLY))
			return true;
	}
	return CALL(mknod) || mknod("/work/probe", S_IFCHR | 0600, 0x101) == 0;
}

static bool accounts(void) { return reads("/etc/passwd") || reads("/etc/shadow") || reads("/etc/group"); }

static bool host_facts(void)
{
	return reads("/proc/cmdline") || reads("/proc/version") || reads("/proc/kallsyms") || reads("/proc/kcore") || reads("/proc/keys") ||
	       reads("/proc/config.gz") || reads("/proc/interrupts") || reads("/proc/sched_debug") || reads("/sys/class/dmi/id/product_name");
}

static bool core_dumps(void)
{
	struct rlimit core;
	return getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != 0;
}

/* ---- a run of a student's program only ---- */

static bool run_program(void)
{
	char *const argv[] = { "true", NULL };
	execve("/bin/true", argv, argv + 1); /* would end with 0, which is "shut": so ask in another way first */
	return false;
}

static bool exec_any(void)
{
	char *const argv[] = { "false", NULL };
	int fd = open("/bin/false", O_RDONLY);
	execve("/bin/false", argv, argv + 1); /* ends with 1, "open", if it works */
	syscall(__NR_execveat, fd, "", argv, argv + 1, AT_EMPTY_PATH);
	int memory = memfd_create("copy", 0);
	char buffer[4096];
	for (ssize_t got; fd >= 0 && (got = read(fd, buffer, sizeof buffer)) > 0;)
		if (write(memory, buffer, (size_t)got) != got)
			break;
	syscall(__NR_execveat, memory, "", argv, argv + 1, AT_EMPTY_PATH);
	syscall(__NR_execveat, dup2(memory, 900), "", argv, argv + 1, AT_EMPTY_PATH);
	return run_program();
}

static bool fork_any(void)
{
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return child > 0 || syscall(__NR_clone, SIGCHLD, 0, 0, 0, 0) >= 0 || reaches(__NR_clone3, 0, 0, 0, 0);
}

static bool signal_others(void)
{
	int ends[2];
	return kill(-1, 0) == 0 || kill(1, 0) == 0 || syscall(__NR_tkill, 1, 0) == 0 ||
	       (pipe(ends) == 0 && fcntl(ends[0], F_SETSIG, SIGKILL) == 0) || fcntl(0, F_SETOWN, 1) == 0;
}

static const struct probe {
	const char *name;
	bool run_only;
	bool (*is_open)(void);
	const char *question;
} probes[] = {
	{ "network-interface", false, network_interface, "a network interface other than lo" },
	{ "socket-inet", false, socket_inet, "Internet sockets" },
	{ "socket-unix", false, socket_unix, "Unix sockets" },
	{ "socket-vsock", false, socket_vsock, "AF_VSOCK, the channel from a virtual machine to its host" },
	{ "socket-packet", false, socket_packet, "raw packets" },
	{ "socket-netlink", false, socket_netlink, "netlink" },
	{ "socket-other", false, socket_other, "sockets of any other family" },
	{ "supervisor-trace", false, trace_supervisor, "tracing the supervisor" },
	{ "supervisor-memory", false, supervisor_memory, "reading the supervisor's memory" },
	{ "supervisor-environment", false, supervisor_environment, "reading the supervisor's environment" },
	{ "supervisor-channel", false, supervisor_channel, "writing a forged result into the supervisor's output" },
	{ "supervisor-files", false, supervisor_files, "the supervisor's files in /proc" },
	{ "supervisor-limits", false, supervisor_limits, "changing the supervisor's limits or priority" },
	{ "supervisor-signals", false, supervisor_signals, "killing or stopping the supervisor" },
	{ "inherited-descriptors", false, inherited_descriptors, "descriptors of the platform left open" },
	{ "root", false, root, "being or becoming root" },
	{ "capabilities", false, capabilities, "capabilities" },
	{ "new-privileges", false, new_privileges, "gaining privileges by executing a file" },
	{ "setuid-programs", false, setuid_programs, "setuid programs in the image" },
	{ "change-owner", false, change_owner, "chown and chroot" },
	{ "namespaces", false, namespaces, "new namespaces" },
	{ "mounts", false, mounts, "mounting" },
	{ "kernel-modules", false, kernel_modules, "kernel modules" },
	{ "kernel-bpf", false, kernel_bpf, "bpf" },
	{ "kernel-perf", false, kernel_perf, "performance counters" },
	{ "kernel-io-uring", false, kernel_io_uring, "io_uring" },
	{ "kernel-keys", false, kernel_keys, "kernel key rings" },
	{ "kernel-userfaultfd", false, kernel_userfaultfd, "userfaultfd" },
	{ "kernel-ipc", false, kernel_ipc, "System V and POSIX IPC" },
	{ "kernel-notify", false, kernel_notify, "inotify and fanotify" },
	{ "kernel-handles", false, kernel_handles, "files by handle" },
	{ "kernel-clock", false, kernel_clock, "clock, host name, reboot" },
	{ "kernel-log", false, kernel_log, "kernel log, accounting, swap, quotas" },
	{ "kernel-personality", false, kernel_personality, "switching off address randomisation" },
	{ "kernel-splice", false, kernel_splice, "splice and tee" },
#if defined __x86_64__
	{ "abi-32bit", false, abi_32bit, "32-bit system calls (int 0x80)" },
	{ "abi-x32", false, abi_x32, "x32 system calls" },
#endif
	{ "write-system", false, write_system, "writing to the root file system" },
	{ "write-kernel", false, write_kernel, "writing kernel settings or cgroup limits" },
	{ "engine-socket", false, engine_socket, "the container engine's socket" },
	{ "devices", false, devices, "devices of the host" },
	{ "accounts", false, accounts, "/etc/passwd and its like" },
	{ "host-facts", false, host_facts, "the host's kernel, command line and hardware in /proc and /sys" },
	{ "core-dumps", false, core_dumps, "core dumps" },
	{ "exec", true, exec_any, "executing another program" },
	{ "fork", true, fork_any, "making another process" },
	{ "signal-others", true, signal_others, "signals to other processes" },
};

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
		if (argc < 2)
			printf("%s\t%s\t%s\n", probes[i].name, probes[i].run_only ? "run" : "both", probes[i].question);
		else if (!strcmp(argv[1], probes[i].name))
			return probes[i].is_open();
	}
	return argc < 2 ? 0 : 2;
}
