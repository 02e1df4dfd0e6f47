/**
 * One NetworkEvaluator for all gradings of a process. Starting TensorFlow.js and turning the images into a tensor costs
 * as much as two forward passes, and two evaluators at once would only take the cores from each other; so the thread is
 * lent, and kept for a while after the last one gave it back. Idle, it does not keep the process alive.
 */
import { NetworkEvaluator } from './evaluator';
import type { LabelledImages } from './mnist-data';

const LINGER_MILLISECONDS = 60_000;

interface Shared {
  readonly images: LabelledImages;
  readonly started: Promise<NetworkEvaluator>;
  borrowers: number;
  end: NodeJS.Timeout | null;
}

let shared: Shared | null = null;

export interface BorrowedEvaluator extends AsyncDisposable {
  readonly evaluator: NetworkEvaluator;
}

/**
 * The evaluator of these images, until the loan is disposed of.
 * @throws Error when no TensorFlow.js backend starts.
 */
export async function borrowEvaluator(images: LabelledImages): Promise<BorrowedEvaluator> {
  const lent = current(images) ?? start(images);
  if (lent.end) clearTimeout(lent.end);
  lent.end = null;
  lent.borrowers++;
  try {
    const evaluator = await lent.started;
    if (evaluator.ended) throw new Error('the evaluation thread has ended');
    evaluator.keepAlive(true);
    return { evaluator, [Symbol.asyncDispose]: () => giveBack(lent, evaluator) };
  } catch (error) {
    if (shared === lent) shared = null;
    throw error;
  }
}

function current(images: LabelledImages): Shared | null {
  return shared?.images === images ? shared : null;
}

/** One that is in the way, for other images, ends when its borrowers are done. */
function start(images: LabelledImages): Shared {
  const before = shared;
  shared = { images, started: NetworkEvaluator.start(images), borrowers: 0, end: null };
  if (before?.borrowers === 0) void close(before);
  return shared;
}

async function giveBack(lent: Shared, evaluator: NetworkEvaluator): Promise<void> {
  lent.borrowers--;
  if (lent.borrowers > 0) return;
  if (shared !== lent || evaluator.ended) return close(lent);
  evaluator.keepAlive(false);
  lent.end = setTimeout(() => void close(lent), LINGER_MILLISECONDS).unref();
}

async function close(lent: Shared): Promise<void> {
  if (shared === lent) shared = null;
  if (lent.end) clearTimeout(lent.end);
  await (await lent.started).close();
}
