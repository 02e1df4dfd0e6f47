import type Docker from 'dockerode';
import type { SandboxImage } from '#libs/grader-sdk';
import type { EngineTraits } from './engine-traits';

/** Containers of one class are interchangeable until a submission takes one. */
export interface ContainerClass {
  readonly image: SandboxImage;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly processes: number;
}

export interface ContainerIdentity {
  readonly imageId: string;
  readonly userId: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly runtime?: string;
  /** GPUs to hand in: one by its id, or all, to ask what there is. */
  readonly gpu?: { readonly id: string } | 'all';
  readonly traits: EngineTraits;
}

const MiB = 1024 * 1024;

/** Room in /work: a quarter of the memory it is counted into, so that full files alone never exhaust the container. */
export function workBytes(memoryBytes: number): number {
  return Math.min(Math.floor(memoryBytes / 4), 1024 * MiB);
}

/** Half the memory, so that endless recursion is the crash that it is and not a memory limit. */
export function stackBytes(memoryBytes: number): number {
  return Math.min(Math.floor(memoryBytes / 2), 1024 * MiB);
}

/** The same for every submission; hashing is fixed so that the order of a Python set is, too. */
export function fixedEnvironment(kind: ContainerClass): Readonly<Record<string, string>> {
  const threads = String(Math.max(1, Math.floor(kind.cpus)));
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: '/tmp',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    OMP_NUM_THREADS: threads,
    OPENBLAS_NUM_THREADS: threads,
    OMP_WAIT_POLICY: 'PASSIVE',
    PYTHONHASHSEED: '0',
  };
}

/** What a program could learn about the host from /proc, /sys and /etc, beyond what engines mask by themselves. */
const maskedPaths = [
  ...[
    'acpi',
    'asound',
    'cmdline',
    'config.gz',
    'interrupts',
    'kallsyms',
    'kcore',
    'keys',
    'latency_stats',
    'sched_debug',
  ],
  ...[
    'scsi',
    'timer_list',
    'timer_stats',
    'version',
    'modules',
    'diskstats',
    'partitions',
    'key-users',
    'swaps',
  ],
].map((name) => `/proc/${name}`);
const maskedElsewhere = [
  ...[
    '/etc/passwd',
    '/etc/passwd-',
    '/etc/shadow',
    '/etc/shadow-',
    '/etc/group',
    '/etc/group-',
    '/etc/gshadow',
  ],
  ...[
    '/sys/firmware',
    '/sys/kernel',
    '/sys/class/dmi',
    '/sys/devices/virtual/dmi',
    '/sys/devices/virtual/powercap',
  ],
];

/** proc files that only root could write anyway. */
const readonlyPaths = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`);

/** The fixed template of every sandbox container: nothing in it comes from a student. */
export function containerOptions(
  kind: ContainerClass,
  identity: ContainerIdentity,
): Docker.ContainerCreateOptions {
  const user = identity.userId;
  return {
    Image: identity.imageId,
    User: `${user}:${user}`,
    Labels: { ...identity.labels },
    Hostname: 'sandbox',
    // For the warm template, which reads its thread count when it starts; steps get an environment of their own.
    Env: Object.entries(fixedEnvironment(kind)).map(([name, value]) => `${name}=${value}`),
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    // Not only NetworkMode none: with this the engine sets up no network at all, which halves the time of a start.
    NetworkDisabled: true,
    StopTimeout: 0,
    HostConfig: hostConfig(kind, identity),
  };
}

/** @types/dockerode lacks CgroupnsMode. */
type HostConfig = Docker.HostConfig & { readonly CgroupnsMode: 'private' };

function deviceRequest(gpu: { readonly id: string } | 'all'): Docker.DeviceRequest {
  const which = gpu === 'all' ? { Count: -1 } : { DeviceIDs: [gpu.id] };
  return { Driver: 'nvidia', ...which, Capabilities: [['gpu', 'compute', 'utility']] };
}

function hostConfig(kind: ContainerClass, identity: ContainerIdentity): HostConfig {
  const { traits } = identity;
  const own = traits.ownTmpfs(identity.userId);
  const masked = [...maskedPaths, ...maskedElsewhere];
  return {
    AutoRemove: true,
    NetworkMode: 'none',
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: [
      'no-new-privileges',
      `seccomp=${traits.seccomp}`,
      ...(traits.masksByOption ? [`mask=${masked.join(':')}`] : []),
    ],
    Tmpfs: {
      '/work': `rw,exec,nosuid,nodev,size=${workBytes(kind.memoryBytes)},mode=0700,${own}`,
      '/tmp': `rw,noexec,nosuid,nodev,size=${Math.floor(kind.memoryBytes / 8)},mode=0700,${own}`,
    },
    Memory: kind.memoryBytes,
    MemorySwap: kind.memoryBytes,
    NanoCpus: Math.round(kind.cpus * 1e9),
    PidsLimit: kind.processes + 1, // the supervisor is one
    OomScoreAdj: 500,
    Ulimits: [
      { Name: 'nofile', Soft: 1024, Hard: 1024 },
      { Name: 'core', Soft: 0, Hard: 0 },
      // PidsLimit is what bounds processes; but unasked, Podman wants more of these than a host may grant.
      { Name: 'nproc', Soft: 4096, Hard: 4096 },
    ],
    IpcMode: 'none',
    CgroupnsMode: 'private',
    LogConfig: { Type: 'none', Config: {} },
    MaskedPaths: masked,
    ReadonlyPaths: readonlyPaths,
    ...(identity.runtime !== undefined && { Runtime: identity.runtime }),
    ...(identity.gpu !== undefined && { DeviceRequests: [deviceRequest(identity.gpu)] }),
  };
}
