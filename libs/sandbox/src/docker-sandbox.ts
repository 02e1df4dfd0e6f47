/**
 * Theory of operation
 *
 * One session is one container, made for it and destroyed after it; nothing is shared between containers but the
 * image. A container runs only the supervisor (sandbox-images/supervisor), which speaks frames over its attached
 * stdin and stdout: no bind mount, no volume, no archive call, no exec, so the host never opens, writes or removes
 * anything by a path that a student could have shaped (that is how judges were broken: CVE-2024-28185, CVE-2024-28189).
 *
 * Nothing leaks. Every container removes itself when it ends (AutoRemove), and ends when the connection to its worker
 * does (StdinOnce, and a supervisor that ends at end of input), so a worker that is killed takes its containers with
 * it. What slips through (killed between create and start) carries the label of the process that made it, and
 * sweep() removes containers whose maker is dead.
 */
import type Docker from 'dockerode';
import { InfrastructureError, Sandbox, type SandboxRequest, type SandboxSession } from '#libs/grader-sdk';
import { bootId, isAlive } from './boot';
import { type ReadyContainer, remove, startContainer } from './container';
import type { ContainerClass } from './container-options';
import { DockerSession } from './docker-session';
import { connectEngine, engineCall } from './engine';
import { SandboxImages } from './sandbox-images';
import type { SandboxSettings } from './settings';

const MiB = 1024 * 1024;
const platformLabel = 'assay.platform';
const bootLabel = 'assay.boot';
/** A container of a maker that can't be seen from here and isn't running is given up after this long. */
const orphanAfterSeconds = 60;

export class DockerSandbox extends Sandbox {
  readonly images: SandboxImages;
  private readonly engine: Docker;
  private readonly boot = bootId();
  private readonly usedSlots = new Set<number>();
  private readonly live = new Set<ReadyContainer>();
  private readonly removals = new Set<Promise<void>>();
  private architecture: Promise<string> | undefined;
  private closed = false;

  constructor(private readonly settings: SandboxSettings) {
    super();
    this.engine = connectEngine(settings);
    this.images = new SandboxImages(this.engine, settings);
  }

  async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    this.assertOpen(signal);
    const container = await this.start(classOf(request));
    try {
      this.assertOpen(signal);
    } catch (error) {
      await this.remove(container);
      throw error;
    }
    return new DockerSession(container, 'cpu', signal, () => this.remove(container));
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
    for (const { Id, State } of orphans) {
      await engineCall('Removing a left-over container', () =>
        remove(this.engine.getContainer(Id), State === 'running'),
      );
    }
    return orphans.length;
  }

  /** Ends all sessions and waits until their containers are gone. */
  async close(): Promise<void> {
    this.closed = true;
    for (const container of this.live) void this.remove(container);
    await Promise.all(this.removals);
  }

  private assertOpen(signal: AbortSignal): void {
    if (this.closed) throw new InfrastructureError('The sandbox is shut down');
    if (signal.aborted) {
      throw new InfrastructureError('The grading was stopped', undefined, { cause: signal.reason });
    }
  }

  private async start(kind: ContainerClass): Promise<ReadyContainer> {
    const [imageId, architecture] = await Promise.all([
      this.images.ensure(kind.image),
      this.engineArchitecture(),
    ]);
    const slot = this.takeSlot();
    try {
      const { runtime } = this.settings;
      const container = await startContainer(this.engine, kind, {
        imageId,
        architecture,
        userId: this.settings.firstUserId + slot,
        labels: { [platformLabel]: this.settings.platform, [bootLabel]: this.boot },
        ...(runtime !== undefined && { runtime }),
      });
      const withSlot: ReadyContainer = {
        ...container,
        destroy: () => container.destroy().finally(() => this.usedSlots.delete(slot)),
      };
      this.live.add(withSlot);
      return withSlot;
    } catch (error) {
      this.usedSlots.delete(slot);
      throw error;
    }
  }

  private remove(container: ReadyContainer): Promise<void> {
    this.live.delete(container);
    // A failed removal is no reason to fail a grading that is done: the container has lost its input and ends.
    const removal = container.destroy().catch(() => undefined);
    this.removals.add(removal);
    return removal.finally(() => this.removals.delete(removal));
  }

  private takeSlot(): number {
    let slot = 0;
    while (this.usedSlots.has(slot)) slot++;
    this.usedSlots.add(slot);
    return slot;
  }

  private engineArchitecture(): Promise<string> {
    this.architecture ??= engineCall('Asking the container engine for its version', async () => {
      const version = await this.engine.version();
      return version.Arch;
    });
    this.architecture.catch(() => (this.architecture = undefined));
    return this.architecture;
  }

  private isOrphan(container: Docker.ContainerInfo): boolean {
    const maker = container.Labels[bootLabel] ?? '';
    const alive = maker === this.boot || isAlive(maker);
    if (alive !== undefined) return !alive;
    return container.State !== 'running' && Date.now() / 1000 - container.Created > orphanAfterSeconds;
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
