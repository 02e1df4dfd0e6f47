/**
 * Theory of operation
 *
 * One session is one container, made for it and destroyed after it; nothing is shared between containers but the
 * image. A container runs only the supervisor (sandbox-images/supervisor), which speaks frames over its attached
 * stdin and stdout: no bind mount, no volume, no archive call, no exec, so the host never opens, writes or removes
 * anything by a path that a student could have shaped (that is how judges were broken: CVE-2024-28185, CVE-2024-28189).
 *
 * Nobody waits for a container: some are started ahead (WarmPool), with their supervisor ready and, in the
 * images for Python, NumPy or PyTorch imported.
 *
 * Nothing leaks. Every container removes itself when it ends (AutoRemove), and ends when the connection to its worker
 * does (StdinOnce, and a supervisor that ends at end of input), so a worker that is killed takes its containers with
 * it. What slips through (killed between create and start) carries the label of the process that made it, and
 * sweep() removes containers whose maker is dead. A maker that lives can lose one too, when the engine's answer to its
 * creation is lost: what this process made and does not use is removed after a while.
 */
import { availableParallelism } from 'node:os';
import type Docker from 'dockerode';
import { InfrastructureError, Sandbox, type SandboxRequest, type SandboxSession } from '#libs/grader-sdk';
import { bootId, isAlive } from './boot';
import { awaitRemoval, type ReadyContainer, removeUnstarted, startContainer } from './container';
import type { ContainerClass, ContainerIdentity } from './container-options';
import { DockerSession } from './docker-session';
import { connectEngine, engineCall, unlessAlreadyDone } from './engine';
import { type EngineTraits, traitsOf } from './engine-traits';
import { describeGpu, type GpuDevice, gpuQuery, GpuSlots, parseGpus, saysNoGpu } from './gpu';
import { SandboxImages } from './sandbox-images';
import type { SandboxSettings } from './settings';
import { WarmPool } from './warm-pool';

const MiB = 1024 * 1024;
const platformLabel = 'assay.platform';
const bootLabel = 'assay.boot';
/** A container whose maker can't be seen from here, or has not started or does not use it, is given up after this long. */
const orphanAfterSeconds = 60;

/** What came of a sandbox's work since its process started, and what lives now. */
export interface SandboxFigures {
  /** Containers given out. */
  readonly sessions: number;
  /** Of these, the ones that were ready. */
  readonly warm: number;
  readonly starts: number;
  readonly startFailures: number;
  /** In use or ready, now. */
  readonly containers: number;
}

export class DockerSandbox extends Sandbox {
  readonly images: SandboxImages;
  private readonly engine: Docker;
  private readonly boot = bootId();
  private readonly pool: WarmPool;
  private readonly gpus = new GpuSlots(() => this.findGpus());
  private readonly usedSlots = new Set<number>();
  private readonly live = new Set<ReadyContainer>();
  private readonly starts = new Set<Promise<ReadyContainer>>();
  private readonly removals = new Set<Promise<void>>();
  private traits: Promise<EngineTraits> | undefined;
  private sessions = 0;
  private closed = false;
  private readonly counts = { sessions: 0, starts: 0, startFailures: 0 };

  constructor(private readonly settings: SandboxSettings) {
    super();
    this.engine = connectEngine(settings);
    this.images = new SandboxImages(this.engine, settings);
    this.pool = new WarmPool({
      limit: settings.warmContainers,
      start: (kind) => this.start(kind),
      discard: (container) => void this.remove(container),
      mayStart: () => this.sessions < availableParallelism(),
    });
  }

  async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    this.assertOpen(signal);
    const gpu = request.gpu ? await this.gpus.acquire(signal) : undefined;
    let given = false;
    const giveBack = (): void => {
      if (given) return;
      given = true;
      this.sessions--;
      if (gpu) this.gpus.release(gpu);
      this.pool.refill();
    };
    this.sessions++;
    try {
      const kind = classOf(request);
      const container = await (gpu ? this.start(kind, gpu) : this.pool.take(kind));
      this.pool.refill();
      this.counts.sessions++;
      const session = new DockerSession(container, gpu ? describeGpu(gpu) : 'cpu', signal, () =>
        this.remove(container).finally(giveBack),
      );
      if (this.closed || signal.aborted) await session.close();
      this.assertOpen(signal);
      return session;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Starts containers for such requests ahead, as far as the setting warmContainers allows. Returns at once. */
  prewarm(requests: readonly SandboxRequest[]): void {
    if (!this.closed) this.pool.prewarm(requests.map(classOf));
  }

  /** The GPUs that sessions can have; none where the host or the engine has none. @throws InfrastructureError */
  gpuDevices(): Promise<readonly GpuDevice[]> {
    return this.gpus.devices();
  }

  get figures(): SandboxFigures {
    return { ...this.counts, warm: this.pool.hits, containers: this.live.size };
  }

  /** @throws InfrastructureError while the container engine does not answer */
  async ping(): Promise<void> {
    await engineCall('Asking the container engine for a sign of life', () => this.engine.ping());
  }

  /** Removes what dead processes of this platform left behind. Returns how many containers that were. */
  async sweep(): Promise<number> {
    const found = await engineCall('Listing sandbox containers', () =>
      this.engine.listContainers({
        all: true,
        filters: { label: [`${platformLabel}=${this.settings.platform}`] },
      }),
    );
    const orphans = found.filter((container) => this.isOrphan(container));
    await engineCall('Removing left-over containers', () =>
      Promise.all(
        orphans.map(async ({ Id, State }) => {
          const container = this.engine.getContainer(Id);
          if (State !== 'running') return removeUnstarted(container);
          await unlessAlreadyDone(() => container.kill());
          return awaitRemoval(container);
        }),
      ),
    );
    return orphans.length;
  }

  /** Ends all sessions and waits until their containers, and those that waited, are gone. */
  async close(): Promise<void> {
    this.closed = true;
    this.pool.drain();
    await Promise.allSettled(this.starts);
    for (const container of this.live) void this.remove(container);
    await Promise.all(this.removals);
  }

  private assertOpen(signal: AbortSignal): void {
    if (this.closed) throw new InfrastructureError('The sandbox is shut down');
    if (signal.aborted) {
      throw new InfrastructureError('The grading was stopped', undefined, { cause: signal.reason });
    }
  }

  private start(kind: ContainerClass, gpu?: ContainerIdentity['gpu']): Promise<ReadyContainer> {
    const start = this.startInSlot(kind, gpu);
    this.counts.starts++;
    this.starts.add(start);
    const forget = (): boolean => this.starts.delete(start);
    start.then(forget, () => {
      this.counts.startFailures++;
      forget();
    });
    return start;
  }

  private async startInSlot(kind: ContainerClass, gpu?: ContainerIdentity['gpu']): Promise<ReadyContainer> {
    const [imageId, traits] = await Promise.all([this.images.ensure(kind.image), this.engineTraits()]);
    const slot = this.takeSlot();
    const { runtime } = this.settings;
    try {
      const container = await startContainer(this.engine, kind, {
        imageId,
        traits,
        userId: this.settings.firstUserId + slot,
        labels: { [platformLabel]: this.settings.platform, [bootLabel]: this.boot },
        ...(runtime !== undefined && { runtime }),
        ...(gpu !== undefined && { gpu }),
      });
      const destroy = (): Promise<void> => container.destroy().finally(() => this.usedSlots.delete(slot));
      const inSlot: ReadyContainer = { ...container, destroy };
      this.live.add(inSlot);
      return inSlot;
    } catch (error) {
      this.usedSlots.delete(slot);
      // Perhaps the image was removed behind our back: look again the next time.
      this.images.forget(kind.image);
      throw error;
    }
  }

  private async remove(container: ReadyContainer): Promise<void> {
    if (!this.live.delete(container)) return;
    // A failed removal is no reason to fail a grading that is done: the container has lost its input and ends.
    const removal = container.destroy().catch(() => undefined);
    this.removals.add(removal);
    await removal;
    this.removals.delete(removal);
  }

  private takeSlot(): number {
    let slot = 0;
    while (this.usedSlots.has(slot)) slot++;
    this.usedSlots.add(slot);
    return slot;
  }

  private engineTraits(): Promise<EngineTraits> {
    if (this.traits === undefined) {
      this.traits = traitsOf(this.engine);
      this.traits.catch(() => (this.traits = undefined));
    }
    return this.traits;
  }

  private async findGpus(): Promise<readonly GpuDevice[]> {
    let container: ReadyContainer | undefined;
    try {
      container = await this.start(classOf({ image: 'pytorch', memoryBytes: 1024 * MiB }), 'all');
      const never = new AbortController().signal;
      const session = new DockerSession(container, 'gpu', never, () => Promise.resolve());
      const outcome = await session.run({ command: gpuQuery, phase: 'build', limits: { cpuSeconds: 20 } });
      if (outcome.kind !== 'exited' || outcome.exitCode !== 0) return [];
      return parseGpus(Buffer.from(outcome.stdout).toString('utf8'));
    } catch (error) {
      if (saysNoGpu(error)) return [];
      throw error;
    } finally {
      if (container) void this.remove(container);
    }
  }

  /** Or may be about to: one that is starting has no name here yet. */
  private isInUse(id: string): boolean {
    return this.starts.size > 0 || [...this.live].some((container) => container.id === id);
  }

  /** A running or never started one of a dead process; one that has ended is about to be removed by the engine. */
  private isOrphan(container: Docker.ContainerInfo): boolean {
    const maker = container.Labels[bootLabel] ?? '';
    const old = Date.now() / 1000 - container.Created > orphanAfterSeconds;
    const alive = maker === this.boot || isAlive(maker);
    if (container.State === 'removing') return false;
    if (alive === false) return old || ['running', 'created'].includes(container.State);
    if (container.State !== 'running') return old && (alive === undefined || container.State === 'created');
    return old && maker === this.boot && !this.isInUse(container.Id);
  }
}

function classOf(request: SandboxRequest): ContainerClass {
  return {
    image: request.image,
    memoryBytes: request.memoryBytes ?? 512 * MiB,
    cpus: request.cpus ?? 1,
    processes: request.processes ?? 64,
  };
}
