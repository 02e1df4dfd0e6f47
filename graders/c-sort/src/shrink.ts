/**
 * Delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002): removes ever smaller
 * pieces as long as the program still fails, then makes the values small. Stops after `budget` trials.
 */
export async function shrink(
  failing: Int32Array,
  stillFails: (candidate: Int32Array) => Promise<boolean>,
  budget: number,
): Promise<Int32Array> {
  let best = failing;
  let left = budget;
  const accept = async (candidate: Int32Array): Promise<boolean> => {
    if (left-- <= 0 || !(await stillFails(candidate))) return false;
    best = candidate;
    return true;
  };

  let piece = Math.ceil(best.length / 2);
  while (piece >= 1 && left > 0) {
    let removed = false;
    for (let start = 0; start < best.length && left > 0;) {
      const candidate = without(best, start, piece);
      if (candidate.length > 0 && (await accept(candidate))) removed = true;
      else start += piece;
    }
    if (piece > 1 || !removed) piece = piece === 1 ? 0 : Math.ceil(piece / 2);
  }
  await accept(ranks(best));
  return best;
}

function without(values: Int32Array, start: number, count: number): Int32Array {
  return new Int32Array([...values.subarray(0, start), ...values.subarray(start + count)]);
}

/** The same order with the values 1, 2, 3, … */
function ranks(values: Int32Array): Int32Array {
  const order = new Map([...new Set(values.toSorted())].map((value, rank) => [value, rank + 1]));
  return values.map((value) => order.get(value) ?? 0);
}
