/** A seeded source of random numbers: the same seed gives the same sequence everywhere. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  /** sfc32 (PractRand), its state filled from the seed by the xmur3 string hash. */
  constructor(seed: string) {
    let hash = 1779033703 ^ seed.length;
    for (let index = 0; index < seed.length; index++) {
      hash = Math.imul(hash ^ seed.charCodeAt(index), 3432918353);
      hash = (hash << 13) | (hash >>> 19);
    }
    const next = (): number => {
      hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
      hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
      return (hash ^= hash >>> 16) >>> 0;
    };
    [this.a, this.b, this.c] = [next(), next(), next()];
    for (let round = 0; round < 12; round++) this.next32();
  }

  private next32(): number {
    const total = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + total) | 0;
    return total >>> 0;
  }

  /** In [0, 1), 53 random bits. */
  uniform(): number {
    return ((this.next32() >>> 5) * 67108864 + (this.next32() >>> 6)) / 9007199254740992;
  }

  /** In 0 … bound - 1. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.below(from.length)] ?? from[0];
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}
