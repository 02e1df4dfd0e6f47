import { shrink } from './shrink';

describe('shrink', () => {
  it('isolates the pair that fails and renames it to its order', async () => {
    const failing = Int32Array.from({ length: 200 }, (_, i) => (i * 7919) % 1000);
    failing[150] = 5000;
    failing[20] = 6000;
    const hasDescent = (values: Int32Array) =>
      Promise.resolve(values.length > 0 && Math.max(...values) !== values.at(-1));
    expect([...(await shrink(failing, hasDescent, 100))]).toEqual([2, 1]);
  });

  it('keeps values that matter', async () => {
    const overflows = (values: Int32Array) =>
      Promise.resolve(values.includes(2 ** 31 - 1) && values.includes(-(2 ** 31)));
    const small = await shrink(Int32Array.of(4, 2 ** 31 - 1, 9, -(2 ** 31), 3), overflows, 100);
    expect([...small]).toEqual([2 ** 31 - 1, -(2 ** 31)]);
  });

  it('stops after its budget', async () => {
    let trials = 0;
    await shrink(new Int32Array(1000), () => Promise.resolve(++trials < 0), 10);
    expect(trials).toBe(10);
  });
});
