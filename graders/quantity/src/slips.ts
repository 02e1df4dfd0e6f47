/** Names the factor by which a quantity is off. */
export interface Slip {
  readonly name: 'binary-prefix' | 'bits-and-bytes' | 'power-of-ten' | 'factor' | 'sign';
  readonly advice: string;
}

const BINARY_STEPS = [1, 2, 3, 4, 5].map((steps) => 1.024 ** steps);
const PREFIX: Slip = {
  name: 'binary-prefix',
  advice: 'It is off by the step between powers of 1000 and of 1024: GB is 10^9 bytes, GiB is 2^30.',
};

/** @param keys what would have been right; the first that explains the answer counts. */
export function nameSlip(mine: number, keys: readonly number[], tolerance: number): Slip | undefined {
  for (const key of keys) {
    if (key === 0 || mine === 0) continue;
    const slip = slipOf(mine / key, Math.min(tolerance, 0.01));
    if (slip) return slip;
  }
  return undefined;
}

function slipOf(ratio: number, tolerance: number): Slip | undefined {
  const isNear = (value: number): boolean => Math.abs(ratio / value - 1) <= tolerance;
  if (ratio < 0) return { name: 'sign', advice: 'The sign is wrong.' };
  if (BINARY_STEPS.some((step) => isNear(step) || isNear(1 / step))) return PREFIX;
  if (isNear(8) || isNear(1 / 8))
    return {
      name: 'bits-and-bytes',
      advice: 'It is off by a factor of 8: bits for bytes, or the other way round.',
    };
  const power = Math.round(Math.log10(ratio));
  if (power !== 0 && isNear(10 ** power)) {
    return {
      name: 'power-of-ten',
      advice: `It is off by a factor of 10^${String(power)}: check prefixes such as M and G.`,
    };
  }
  for (const factor of [2, 3, 4, 6, 12, 16, 20, 60, 3600]) {
    for (const value of [factor, 1 / factor]) {
      if (isNear(value)) {
        return {
          name: 'factor',
          advice: `It is ${value > 1 ? `${String(factor)} times too large` : `too small by a factor of ${String(factor)}`}: check the factors of the formula.`,
        };
      }
    }
  }
  return undefined;
}
