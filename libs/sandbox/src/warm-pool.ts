import type { ReadyContainer } from './container';
import type { ContainerClass } from './container-options';

export interface WarmPoolOptions {
  /** Containers that wait idle, at most. */
  readonly limit: number;
  readonly start: (kind: ContainerClass) => Promise<ReadyContainer>;
  readonly discard: (container: ReadyContainer) => void;
  /** Whether a container may be started now without taking a core from a submission. */
  readonly mayStart: () => boolean;
}

/**
 * Containers that were started ahead, so that a submission need not wait for one. What waits mirrors what was asked for
 * last: the classes of the last `limit` submissions, one container each. A container is handed out once and never
 * comes back. Refilling starts one at a time.
 */
export class WarmPool {
  private idle: ReadyContainer[] = [];
  private readonly recent: ContainerClass[] = [];
  private starting:
    { readonly kind: ContainerClass; readonly container: Promise<ReadyContainer> } | undefined;
  private drained = false;
  /** How often a container was there when it was asked for, or was being started already. */
  hits = 0;

  constructor(private readonly options: WarmPoolOptions) {}

  /** A container of that class: one that waits, else the one that is just starting, else a new one. */
  async take(kind: ContainerClass): Promise<ReadyContainer> {
    this.remember(kind);
    for (let found = this.pop(kind); found !== undefined; found = this.pop(kind)) {
      if (found.channel.isOpen) {
        this.hits++;
        return found;
      }
      this.options.discard(found);
    }
    const { starting } = this;
    if (starting && sameClass(starting.kind, kind)) {
      this.starting = undefined; // it is ours now
      try {
        const container = await starting.container;
        this.hits++;
        return container;
      } catch {
        // The next attempt tells why, to somebody who wants it.
      }
    }
    return this.options.start(kind);
  }

  /** Asks for containers of these classes before anybody else does. */
  prewarm(kinds: readonly ContainerClass[]): void {
    for (const kind of kinds) this.remember(kind);
    this.refill();
  }

  /** Starts what is missing, as far as it may. Call when a submission has got its container, and when one ends. */
  refill(): void {
    if (this.drained || this.starting || !this.options.mayStart()) return;
    const missing = this.evict();
    if (missing === undefined) return;
    const starting = { kind: missing, container: this.options.start(missing) };
    this.starting = starting;
    starting.container.then(
      (container) => this.onStarted(starting, container),
      () => {
        // No retry here: an engine that fails is asked again when the next submission comes.
        if (this.starting === starting) this.starting = undefined;
      },
    );
  }

  /** Gives all waiting containers away; nothing is started any more. */
  drain(): void {
    this.drained = true;
    for (const container of this.idle) this.options.discard(container);
    this.idle = [];
  }

  private onStarted(starting: object, container: ReadyContainer): void {
    if (this.starting !== starting) return; // taken while it was starting
    this.starting = undefined;
    if (this.drained) {
      this.options.discard(container);
      return;
    }
    this.idle.push(container);
    this.refill();
  }

  private remember(kind: ContainerClass): void {
    this.recent.push(kind);
    while (this.recent.length > this.options.limit) this.recent.shift();
  }

  private pop(kind: ContainerClass): ReadyContainer | undefined {
    const at = this.idle.findIndex((container) => sameClass(container.kind, kind));
    return at < 0 ? undefined : this.idle.splice(at, 1)[0];
  }

  /** Discards what is no longer asked for; returns the most recent class that has no container waiting. */
  private evict(): ContainerClass | undefined {
    const unmatched = [...this.recent].reverse();
    const kept: ReadyContainer[] = [];
    for (const container of this.idle) {
      const at = unmatched.findIndex((kind) => sameClass(kind, container.kind));
      if (at < 0 || !container.channel.isOpen) this.options.discard(container);
      else {
        unmatched.splice(at, 1);
        kept.push(container);
      }
    }
    this.idle = kept;
    return unmatched[0];
  }
}

function sameClass(a: ContainerClass, b: ContainerClass): boolean {
  return (
    a.image === b.image && a.memoryBytes === b.memoryBytes && a.cpus === b.cpus && a.processes === b.processes
  );
}
