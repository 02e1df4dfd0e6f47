import type { LabelledImages } from './mnist-data';
import { borrowEvaluator } from './shared-evaluator';

const images = (): LabelledImages => ({
  count: 2,
  pixels: Uint8Array.of(255, 0, 0, 255),
  labels: Uint8Array.of(0, 1),
});
const identity = { rows: 2, columns: 2, data: Float32Array.of(1, 0, 0, 1) };
const network = { activation: 'relu', mean: 0, std: 1, W1: identity, W2: identity } as const;

describe('borrowEvaluator', () => {
  it('lends the same one to all, also after it was given back', async () => {
    const data = images();
    const first = await borrowEvaluator(data);
    const second = await borrowEvaluator(data);
    expect(second.evaluator).toBe(first.evaluator);
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    await using third = await borrowEvaluator(data);
    expect(third.evaluator).toBe(first.evaluator);
    expect((await third.evaluator.evaluate(network)).errors).toBe(0);
    await third.evaluator.close();
  });

  it('starts another for other images, and after the thread has ended', async () => {
    const data = images();
    const first = await borrowEvaluator(data);
    const other = await borrowEvaluator(images());
    expect(other.evaluator).not.toBe(first.evaluator);
    await first[Symbol.asyncDispose](); // ends: it is no longer the shared one
    expect(first.evaluator.ended).toBe(true);

    await other.evaluator.close();
    await expect(other.evaluator.evaluate(network)).rejects.toThrow('ended');
    await other[Symbol.asyncDispose]();
    const again = await borrowEvaluator(data);
    expect((await again.evaluator.evaluate(network)).errors).toBe(0);
    await again.evaluator.close();
    await again[Symbol.asyncDispose]();
  });
});
