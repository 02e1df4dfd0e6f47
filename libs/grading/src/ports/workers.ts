/** The workers that live. */
export abstract class Workers {
  /** Says that a worker lives, and how many jobs it grades at once. */
  abstract beat(id: string, slots: number, now: Date): Promise<void>;
  /** Says that it goes. */
  abstract leave(id: string): Promise<void>;
}
