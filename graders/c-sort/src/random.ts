import { createHash } from 'node:crypto';

/** A seeded generator of integers: the same seed and label give the same numbers on every machine. */
export interface Random {
  /** A uniform integer in [0, bound), 0 < bound ≤ 2^32. */
  below(bound: number): number;
  /** A uniform 32-bit signed integer. */
  int32(): number;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded with SHA-256 of seed and label, so that the streams of
 * different labels have nothing in common.
 */
export function seededRandom(seed: string, label: string): Random {
  const digest = createHash('sha256').update(`${seed}\0${label}`).digest();
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    below: (bound) => Math.floor((next() / 2 ** 32) * bound),
    int32: () => next() | 0,
  };
}

/** Fisher–Yates, in place. */
export function shuffle(values: Int32Array, random: Random): Int32Array {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = values[i] ?? 0;
    values[i] = values[j] ?? 0;
    values[j] = held;
  }
  return values;
}
