/** Hostile C programs and what has to come of each. `shut`: it tries something, notices that it can't, and ends. */
export type Expected =
  | 'shut'
  | 'crash'
  | 'cpu'
  | 'wall'
  | 'memory'
  | 'output'
  | 'compile-error'
  /** Ends by itself or in a limit; what matters are the invariants that are checked after each program. */
  | 'harmless';

export interface HostileProgram {
  readonly name: string;
  readonly expect: Expected | readonly Expected[];
  /** Body of main, or with `whole` the whole file. `open(x)` has to be called when the attack works. */
  readonly body: string;
  readonly whole?: true;
}

const include = `
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
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
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
static void won(const char *what) { printf("OPEN %s errno %d\\n", what, errno); fflush(stdout); }
static void show(const char *path) {
  char b[512]; int fd = open(path, O_RDONLY | O_NONBLOCK); ssize_t n;
  while (fd >= 0 && (n = read(fd, b, sizeof b)) > 0) fwrite(b, 1, n, stdout);
}
static void *spin(void *p) { for (;;); return p; }
static void *nap(void *p) { for (;;) pause(); return p; }
`;

export function sourceOf(program: HostileProgram): string {
  return program.whole ? program.body : `${include}\nint main(void) { ${program.body}\n return 0; }\n`;
}

const call = (name: string, args: string): HostileProgram => ({
  name: `system call ${name}`,
  expect: ['shut', 'crash'],
  body: `errno = 0; if (syscall(SYS_${name}, ${args}) >= 0 || (errno != EPERM && errno != ENOSYS && errno != EACCES)) won("${name}");`,
});

const socketFamilies = [1, 2, 10, 16, 17, 38, 40, 44].map((family): HostileProgram => ({
  name: `socket of family ${family}`,
  expect: 'shut',
  body: `for (int t = 1; t < 6; t++) if (socket(${family}, t, 0) >= 0) won("socket");`,
}));

const bombs: readonly HostileProgram[] = [
  {
    name: 'fork bomb',
    expect: ['cpu', 'shut', 'harmless'],
    body: 'for (int i = 0; i < 100000; i++) fork();',
  },
  {
    name: 'fork relay',
    expect: 'shut',
    body: 'for (int i = 0; i < 1000; i++) { pid_t p = fork(); if (p > 0) _exit(0); if (p == 0) { setsid(); won("fork"); } }',
  },
  { name: 'vfork', expect: 'shut', body: 'if (syscall(SYS_vfork) >= 0) won("vfork");' },
  {
    name: 'clone without threads',
    expect: 'shut',
    body: 'if (syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0) won("clone");',
  },
  {
    name: 'thread bomb',
    expect: 'harmless',
    body: 'pthread_t t; int n = 0; while (pthread_create(&t, 0, nap, 0) == 0) n++; if (n > 70) won("threads");',
  },
  {
    name: 'spinning threads',
    expect: 'cpu',
    body: 'pthread_t t; for (int i = 0; i < 20; i++) pthread_create(&t, 0, spin, 0); spin(0);',
  },
  { name: 'memory by malloc', expect: 'memory', body: 'for (;;) memset(malloc(1 << 20), 1, 1 << 20);' },
  {
    name: 'memory by mmap',
    expect: 'memory',
    body: 'for (;;) { char *p = mmap(0, 1 << 24, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); for (int i = 0; i < 1 << 24; i += 4096) p[i] = 1; }',
  },
  {
    name: 'memory by memfd',
    expect: 'memory',
    body: 'static char b[1 << 20]; for (int i = 0;; i++) { int fd = memfd_create("m", 0); if (fd < 0) { fd = 3 + i % 200; } for (int j = 0; j < 32; j++) if (write(fd, b, sizeof b) < 0) break; }',
  },
  {
    name: 'memory by stack',
    expect: ['crash', 'memory'],
    whole: true,
    body: 'int f(int n) { volatile char a[65536]; a[0] = n; return f(n + 1) + a[0]; } int main(void) { return f(0); }',
  },
  {
    name: 'endless recursion',
    expect: ['crash', 'memory'],
    whole: true,
    body: 'int f(volatile int n) { return n ? f(n + 1) + 1 : 0; } int main(void) { return f(1); }',
  },
  {
    name: 'disk bomb',
    expect: ['shut', 'crash', 'memory'],
    body: 'static char b[1 << 20]; int fd = open("f", O_CREAT | O_WRONLY, 0600); long n = 0; while (write(fd, b, sizeof b) > 0) n++; if (n > 200) won("disk");',
  },
  {
    name: 'sparse file',
    expect: ['shut', 'crash'],
    body: 'int fd = open("f", O_CREAT | O_WRONLY, 0600); if (ftruncate(fd, 1LL << 40) == 0) won("sparse");',
  },
  {
    name: 'fallocate',
    expect: ['shut', 'crash', 'memory'],
    body: 'int fd = open("f", O_CREAT | O_WRONLY, 0600); if (fallocate(fd, 0, 0, 1LL << 34) == 0) won("fallocate");',
  },
  {
    name: 'inode bomb',
    expect: 'shut',
    body: 'char n[32]; int i = 0; for (;; i++) { sprintf(n, "f%d", i); int fd = open(n, O_CREAT | O_WRONLY, 0600); if (fd < 0) break; close(fd); } if (i > 5000) won("inodes");',
  },
  {
    name: 'folders inside folders',
    expect: 'shut',
    body: 'int i = 0; while (mkdir("d", 0) == 0 && chmod("d", 0700) == 0 && chdir("d") == 0) i++; for (int j = 0; j < 9; j++) { chmod(".", 0); chdir(".."); } if (i > 5000) won("folders");',
  },
  {
    name: 'descriptor bomb',
    expect: 'shut',
    body: 'int n = 0; while (open("/dev/null", 0) >= 0) n++; if (n > 300) won("descriptors");',
  },
  {
    name: 'descriptor out of reach',
    expect: 'shut',
    body: 'struct rlimit r = {1 << 20, 1 << 20}; if (setrlimit(RLIMIT_NOFILE, &r) == 0 || dup2(0, 900) >= 0 || fcntl(0, F_DUPFD, 900) >= 0) won("descriptor 900");',
  },
  {
    name: 'pipe bomb',
    expect: 'shut',
    body: 'int p[2], n = 0; while (pipe(p) == 0) { fcntl(p[1], 1031, 1 << 20); n++; } if (n > 200) won("pipes");',
  },
  {
    name: 'timer bomb',
    expect: 'harmless',
    body: 'timer_t t; struct sigevent e = {0}; e.sigev_notify = SIGEV_NONE; for (int i = 0; i < 1000000; i++) if (timer_create(0, &e, &t)) break;',
  },
  { name: 'output bomb', expect: 'output', body: 'for (;;) puts("flood");' },
  { name: 'output bomb on stderr', expect: 'output', body: 'for (;;) fputs("flood\\n", stderr);' },
  { name: 'endless line', expect: 'output', body: 'for (;;) putchar(120);' },
  {
    name: 'output of NUL and broken UTF-8',
    expect: 'output',
    body: 'for (;;) fwrite("\\0\\xff\\xfe\\xc0", 1, 4, stdout);',
  },
  { name: 'endless loop', expect: 'cpu', body: 'for (;;);' },
  { name: 'endless system calls', expect: 'cpu', body: 'for (;;) getppid();' },
  { name: 'sleeper', expect: 'wall', body: 'for (;;) pause();' },
  {
    name: 'blocks its signals',
    expect: 'cpu',
    body: 'sigset_t s; sigfillset(&s); sigprocmask(SIG_BLOCK, &s, 0); for (int i = 1; i < 65; i++) signal(i, SIG_IGN); for (;;);',
  },
  { name: 'crash by a forged limit signal', expect: 'crash', body: 'raise(SIGXCPU);' },
  { name: 'crash by a forged kill', expect: 'crash', body: 'kill(getpid(), SIGKILL);' },
];

const supervisor: readonly HostileProgram[] = [
  {
    name: 'signals at PID 1',
    expect: 'shut',
    body: 'for (int i = 1; i < 65; i++) if (kill(1, i) == 0) won("kill");',
  },
  { name: 'signals at everybody', expect: 'shut', body: 'if (kill(-1, SIGSTOP) == 0) won("kill -1");' },
  {
    name: 'signals by F_SETOWN',
    expect: 'shut',
    body: 'int p[2]; pipe(p); if (fcntl(p[0], F_SETOWN, 1) == 0 || fcntl(p[0], 10, SIGKILL) == 0) won("F_SETOWN"); int one = 1; if (ioctl(p[0], 0x8901, &one) == 0) won("FIOSETOWN");',
  },
  {
    name: 'forged result on stdout',
    expect: 'shut',
    body: 'char f[56] = {0}; f[16] = 19; f[20] = 32; for (int i = 0; i < 20; i++) fwrite(f, 1, sizeof f, stdout);',
  },
  {
    name: 'forged result into PID 1',
    expect: 'shut',
    body: 'for (int i = 0; i < 9; i++) { char p[32]; sprintf(p, "/proc/1/fd/%d", i); if (open(p, O_RDWR | O_NONBLOCK) >= 0 || open(p, O_WRONLY | O_NONBLOCK) >= 0) won(p); }',
  },
  {
    name: 'forged result into every descriptor',
    expect: 'shut',
    body: 'char f[56] = {0}; f[16] = 19; for (int i = 3; i < 1024; i++) if (write(i, f, sizeof f) > 0) won("descriptor");',
  },
  {
    name: 'memory of PID 1',
    expect: 'shut',
    body: 'if (open("/proc/1/mem", O_RDWR) >= 0) won("mem"); show("/proc/1/maps"); show("/proc/1/environ");',
  },
  {
    name: 'memory of PID 1 by system call',
    expect: 'shut',
    body: 'char b[8]; struct iovec l = {b, 8}, r = {(void *)0x400000, 8}; if (syscall(SYS_process_vm_readv, 1, &l, 1, &r, 1, 0) > 0 || syscall(SYS_process_vm_writev, 1, &l, 1, &r, 1, 0) > 0) won("vm");',
  },
  {
    name: 'ptrace',
    expect: 'shut',
    body: 'if (!ptrace(PTRACE_ATTACH, 1, 0, 0) || !ptrace(PTRACE_SEIZE, 1, 0, 0) || !ptrace(PTRACE_TRACEME, 0, 0, 0)) won("ptrace");',
  },
  {
    name: 'limits of PID 1',
    expect: 'shut',
    body: 'struct rlimit r = {0, 0}; for (int i = 0; i < 16; i++) if (syscall(SYS_prlimit64, 1, i, &r, 0) == 0) won("prlimit");',
  },
  {
    name: 'priority and cores of PID 1',
    expect: 'shut',
    body: 'cpu_set_t c; CPU_ZERO(&c); CPU_SET(0, &c); if (setpriority(PRIO_PROCESS, 1, 19) == 0 || setpriority(PRIO_USER, 0, 19) == 0 || sched_setaffinity(1, sizeof c, &c) == 0) won("priority");',
  },
  {
    name: 'a parent that is stopped',
    expect: 'shut',
    body: 'if (kill(getppid(), SIGSTOP) == 0) won("stop");',
  },
  {
    name: 'the last word of OOM',
    expect: 'memory',
    body: 'int fd = open("/proc/self/oom_score_adj", O_WRONLY); write(fd, "-1000", 5); write(fd, "500", 3); for (;;) memset(malloc(1 << 20), 1, 1 << 20);',
  },
];

const kernel: readonly HostileProgram[] = [
  call('io_uring_setup', '8, 0'),
  call('unshare', 'CLONE_NEWUSER'),
  call('setns', '0, 0'),
  call('mount', '"none", "/work", "tmpfs", 0, 0'),
  call('umount2', '"/work", 2'),
  call('pivot_root', '".", "."'),
  call('chroot', '"/work"'),
  call('bpf', '0, 0, 0'),
  call('perf_event_open', '0, 0, -1, -1, 0'),
  call('keyctl', '0, -3, 1'),
  call('add_key', '"user", "x", "y", 1, -4'),
  call('userfaultfd', '0'),
  call('init_module', '0, 0, ""'),
  call('kexec_load', '0, 0, 0, 0'),
  call('reboot', '0, 0, 0'),
  call('open_by_handle_at', '0, 0, 0'),
  call('mknod', '"dev", 0020666, 0x103'),
  call('setuid', '0'),
  call('chown', '"/work", 0, 0'),
  call('shmget', '1, 4096, 01666'),
  call('mq_open', '"q", 0102, 0600, 0'),
  call('inotify_init1', '0'),
  call('syslog', '2, 0, 0'),
  call('personality', '0x0040000'),
  call('memfd_secret', '0'),
  call('io_setup', '128, &errno'),
  call('pidfd_open', '1, 0'),
  {
    name: '32-bit system call',
    expect: ['crash', 'shut'],
    body: 'long r; __asm__ volatile("int $0x80" : "=a"(r) : "a"(20) : "memory"); if (r > 0) won("int 0x80");',
  },
  {
    name: 'x32 system call',
    expect: ['crash', 'shut'],
    body: 'if (syscall(0x40000000 + 39) > 0) won("x32");',
  },
  {
    name: 'exec of a program',
    expect: 'shut',
    body: 'char *a[] = {"echo", "OPEN exec", 0}; execve("/bin/echo", a, a + 2); execvp("sh", a);',
  },
  {
    name: 'exec by system and popen',
    expect: 'shut',
    body: 'if (system("echo OPEN system") == 0) won("system"); FILE *p = popen("echo OPEN popen", "r"); char b[99]; if (p && fgets(b, 99, p)) won("popen");',
  },
  {
    name: 'exec of a file from memory',
    expect: 'shut',
    body: 'int m = memfd_create("m", 0), s = open("/bin/echo", O_RDONLY); char b[4096]; ssize_t n; while ((n = read(s, b, 4096)) > 0) write(m, b, n); char *a[] = {"echo", "OPEN memfd", 0}; syscall(SYS_execveat, m, "", a, a + 2, AT_EMPTY_PATH); fexecve(s, a, a + 2);',
  },
  {
    name: 'exec by bare assembly',
    expect: 'shut',
    body: 'char *a[] = {"echo", "OPEN asm", 0}; long r; __asm__ volatile("syscall" : "=a"(r) : "a"(59), "D"("/bin/echo"), "S"(a), "d"(a + 2) : "rcx", "r11", "memory");',
  },
  {
    name: 'own loader: a script through ld.so',
    expect: 'shut',
    body: 'char *a[] = {"ld", "/bin/echo", "OPEN ld", 0}; execve("/lib64/ld-linux-x86-64.so.2", a, a + 3);',
  },
];

const files: readonly HostileProgram[] = [
  { name: 'accounts', expect: 'shut', body: 'show("/etc/passwd"); show("/etc/shadow"); show("/etc/group");' },
  {
    name: 'environment and command lines',
    expect: 'shut',
    body: 'show("/proc/1/environ"); show("/proc/1/cmdline"); show("/proc/cmdline"); show("/proc/version");',
  },
  {
    name: 'kernel settings',
    expect: 'shut',
    body: 'const char *p[] = {"/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/cgroup.procs"}; for (int i = 0; i < 5; i++) if (open(p[i], O_WRONLY) >= 0) won(p[i]);',
  },
  {
    name: 'the system’s files',
    expect: 'shut',
    body: 'if (open("/usr/bin/x", O_CREAT | O_WRONLY, 0777) >= 0 || open("/etc/ld.so.preload", O_CREAT | O_WRONLY, 0644) >= 0 || unlink("/bin/sh") == 0 || rename("/usr", "/x") == 0) won("root file system");',
  },
  {
    name: 'the engine’s socket',
    expect: 'shut',
    body: 'if (access("/var/run/docker.sock", F_OK) == 0 || access("/run/podman/podman.sock", F_OK) == 0) won("socket");',
  },
  {
    name: 'a link where an output should be',
    expect: 'harmless',
    body: 'unlink("out"); symlink("/etc/hostname", "out");',
  },
  { name: 'a FIFO where an output should be', expect: 'harmless', body: 'mkfifo("out", 0666);' },
  { name: 'a folder where an output should be', expect: 'harmless', body: 'mkdir("out", 0);' },
  {
    name: 'a hard link to a file of the system',
    expect: 'shut',
    body: 'if (link("/usr/bin/gcc", "out") == 0) won("link");',
  },
  {
    name: 'a kept program that is changed',
    expect: 'shut',
    body: 'chmod("prog", 0700); int fd = open("prog", O_WRONLY | O_TRUNC); if (fd < 0) { unlink("prog"); fd = open("prog", O_CREAT | O_WRONLY, 0700); } write(fd, "#!/bin/echo OPEN\\n", 17);',
  },
  {
    name: 'traces for the next run',
    expect: 'harmless',
    body: 'const char *d[] = {"/work", "/tmp", "/dev/shm", "/dev/mqueue", "/run", "/var/tmp"}; for (int i = 0; i < 6; i++) { char p[64]; sprintf(p, "%s/trace", d[i]); open(p, O_CREAT | O_WRONLY, 0666); }',
  },
  {
    name: 'names that are not UTF-8',
    expect: 'harmless',
    body: 'open("\\xff\\xfe\\x01", O_CREAT | O_WRONLY, 0); mkdir("-rf\\n", 0); symlink("..", "\\x1b[2J");',
  },
];

const compiler: readonly HostileProgram[] = [
  {
    name: '#include "/dev/zero"',
    expect: ['compile-error', 'memory', 'cpu', 'wall'],
    whole: true,
    body: '#include "/dev/zero"\nint main(void) { return 0; }',
  },
  {
    name: '#include "/dev/stdin"',
    expect: ['compile-error', 'shut'],
    whole: true,
    body: '#include "/dev/stdin"\nint main(void) { return 0; }',
  },
  {
    name: '#include "/etc/passwd"',
    expect: ['compile-error', 'shut'],
    whole: true,
    body: '#include "/etc/passwd"\nint main(void) { return 0; }',
  },
  {
    name: '#include of itself',
    expect: 'compile-error',
    whole: true,
    body: '#include "main.c"\nint main(void) { return 0; }',
  },
  {
    name: '.incbin of the supervisor’s memory',
    expect: 'compile-error',
    whole: true,
    body: '__asm__(".incbin \\"/proc/1/environ\\"");\nint main(void) { return 0; }',
  },
  {
    name: '.incbin of /dev/zero',
    expect: ['compile-error', 'memory', 'cpu', 'output'],
    whole: true,
    body: '__asm__(".incbin \\"/dev/zero\\"");\nint main(void) { return 0; }',
  },
  {
    name: 'macro bomb',
    expect: ['compile-error', 'memory', 'cpu', 'wall'],
    whole: true,
    body: `#define A0 1,1,1,1,1,1,1,1\n${Array.from({ length: 9 }, (_, i) => `#define A${i + 1} ${Array(8).fill(`A${i}`).join(',')}`).join('\n')}\nint a[] = {A9};\nint main(void) { return 0; }`,
  },
  {
    name: 'an array of half a terabyte',
    expect: ['compile-error', 'crash', 'memory', 'output', 'cpu'],
    whole: true,
    body: 'char a[1L << 39] = {1};\nint main(void) { return a[5]; }',
  },
  {
    name: 'constant folding without end',
    expect: ['shut', 'cpu', 'memory', 'compile-error', 'wall', 'crash'],
    whole: true,
    body: `int f(int x) { return ${'('.repeat(20000)}x${'+1)'.repeat(20000)}; }\nint main(void) { return f(-20000); }`,
  },
  {
    name: 'not C at all',
    expect: 'compile-error',
    whole: true,
    body: '\u0000\u0001\u0002 \ufffd\ufffd {{{{',
  },
];

export const hostilePrograms: readonly HostileProgram[] = [
  ...bombs,
  ...supervisor,
  ...socketFamilies,
  ...kernel,
  ...files,
  ...compiler,
];
