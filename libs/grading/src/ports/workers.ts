import type { WorkerClass } from '#libs/domain';

/** The workers that live. */
export abstract class Workers {
  /** Says that a worker lives, of which classes it is, and how many jobs it grades at once. */
  abstract beat(id: string, classes: readonly WorkerClass[], slots: number, now: Date): Promise<void>;
  /** Says that it goes. */
  abstract leave(id: string): Promise<void>;
}
