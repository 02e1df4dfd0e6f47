import { createHash } from 'node:crypto';

/**
 * Random numbers from a secret seed: SHA-256 of seed, purpose and a counter. Two purposes of one seed are independent,
 * and a student who sees some numbers can't tell the next.
 */
export class SeededRandom {
  private block = Buffer.alloc(0);
  private offset = 0;
  private counter = 0;

  constructor(
    private readonly seed: string,
    private readonly purpose: string,
  ) {}

  /** An integer in [0, 2³²). */
  uint32(): number {
    if (this.offset === this.block.length) {
      this.block = createHash('sha256').update(`${this.seed}\0${this.purpose}\0${this.counter++}`).digest();
      this.offset = 0;
    }
    this.offset += 4;
    return this.block.readUInt32LE(this.offset - 4);
  }

  /** In [0, 1). */
  uniform(): number {
    return this.uint32() / 2 ** 32;
  }

  /** In [0, below). */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}
