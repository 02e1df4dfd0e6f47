/** `burst` at once, and after that one every `everySeconds`. */
export interface Limit {
  readonly name: string;
  readonly burst: number;
  readonly everySeconds: number;
}

/** Counts what may happen only so often; shared by all processes of the platform. */
export abstract class Throttle {
  /** Takes one of what `key` may do now. Answers 0, or where nothing is left, after how many seconds there is one again. */
  abstract take(limit: Limit, key: string, now: Date): Promise<number>;
  /** Undoes one `take`. */
  abstract giveBack(limit: Limit, key: string): Promise<void>;
  /** Forgets all that was taken. */
  abstract reset(limit: Limit, key: string): Promise<void>;
  /** Removes records that mean nothing any more. */
  abstract sweep(now: Date): Promise<void>;
}
