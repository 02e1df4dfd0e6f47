/**
 * The system calls that a sandbox container may use: everything else answers EPERM.
 *
 * Compared with the engine's default profile this one knows a single architecture (so the 32-bit and x32 entries, which
 * have holes of their own, kill the caller), and lacks ptrace, process_vm_*, pidfd_*, io_uring, kernel AIO, sockets of
 * every family (AF_VSOCK reaches the host and is not namespaced), System V and POSIX IPC, inotify and fanotify,
 * keyrings, chown and the setuid family, namespaces, mounts, bpf, perf, splice and personality. A run of a student's
 * program gets a second, stricter filter from the supervisor (sandbox-images/supervisor/confine.c).
 */
interface SyscallRule {
  readonly names: readonly string[];
  readonly action: 'SCMP_ACT_ALLOW' | 'SCMP_ACT_ERRNO';
  readonly errnoRet?: number;
  readonly args?: readonly {
    readonly index: number;
    readonly value: number;
    readonly op: 'SCMP_CMP_EQ' | 'SCMP_CMP_MASKED_EQ';
    readonly valueTwo?: number;
  }[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

const files = words(`
  access chdir chmod close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2 fadvise64 fallocate fchdir
  fchmod fchmodat fcntl fdatasync fgetxattr flistxattr flock fstat fstatfs fsync ftruncate futimesat getcwd getdents
  getdents64 getxattr ioctl lgetxattr link linkat listxattr llistxattr lseek lstat mkdir mkdirat newfstatat open openat
  openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readlink readlinkat readv rename renameat
  renameat2 rmdir sendfile stat statfs statx symlink symlinkat truncate umask unlink unlinkat utime utimensat utimes write
  writev
`);
const memory = words(`
  brk madvise membarrier memfd_create mincore mlock mmap mprotect mremap msync munlock munmap
`);
const waiting = words(`
  epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 futex futex_waitv pause poll
  ppoll pselect6 recvmsg restart_syscall select sendmsg
`);
const processes = words(`
  arch_prctl capget execve execveat exit exit_group fork get_robust_list get_thread_area getcpu getegid geteuid getgid
  getgroups getpgid getpgrp getpid getppid getpriority getresgid getresuid getrlimit getrusage getsid gettid getuid kill
  prctl rseq sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr sched_getparam
  sched_getscheduler sched_rr_get_interval sched_yield seccomp set_robust_list set_thread_area set_tid_address setpgid
  setrlimit setsid sysinfo tgkill times tkill uname vfork wait4 waitid
`);
const signals = words(`
  rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo
  sigaltstack
`);
const time = words(`
  alarm clock_getres clock_gettime clock_nanosleep getitimer getrandom gettimeofday nanosleep setitimer time timer_create
  timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime
`);

const allow = (names: readonly string[]): SyscallRule => ({ names, action: 'SCMP_ACT_ALLOW' });
const allowIf = (name: string, index: number, value: number): SyscallRule => ({
  names: [name],
  action: 'SCMP_ACT_ALLOW',
  args: [{ index, value, op: 'SCMP_CMP_EQ' }],
});

/** clone(2) flags that make a namespace: NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWNS. */
const namespaceFlags = 0x7e02_0000;

const rules: readonly SyscallRule[] = [
  allow([...files, ...memory, ...waiting, ...processes, ...signals, ...time]),
  allowIf('socketpair', 0, 1),
  // Only of the caller: programs and supervisor have one user id, and limits of PID 1 could kill it.
  allowIf('prlimit64', 0, 0),
  allowIf('sched_setaffinity', 0, 0),
  allowIf('personality', 0, 0),
  allowIf('personality', 0, 0xffff_ffff),
  {
    names: ['clone'],
    action: 'SCMP_ACT_ALLOW',
    args: [{ index: 0, value: namespaceFlags, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }],
  },
  // Its flags lie behind a pointer, where no filter sees them: "no such call", and libc takes clone.
  { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: 38 },
];

const architectures: Readonly<Record<string, string>> = {
  amd64: 'SCMP_ARCH_X86_64',
  x86_64: 'SCMP_ARCH_X86_64',
  arm64: 'SCMP_ARCH_AARCH64',
  aarch64: 'SCMP_ARCH_AARCH64',
};

/** The profile for an engine of that architecture; undefined for one we don't know. */
export function seccompProfile(architecture: string): string | undefined {
  const known = architectures[architecture];
  if (known === undefined) return undefined;
  return JSON.stringify({
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: 1,
    architectures: [known],
    syscalls: rules,
  });
}
