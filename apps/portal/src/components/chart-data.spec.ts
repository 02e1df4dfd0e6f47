import { align, lineStyle, usable } from './chart-data';

describe('chart data', () => {
  it('drops what a logarithmic axis cannot show', () => {
    const points = [
      [0, 5],
      [1, 0],
      [2, 7],
      [3, Infinity],
    ] as const;
    expect(usable(points, 'log', 'log')).toEqual([[2, 7]]);
    expect(usable(points, 'linear', 'linear')).toEqual([
      [0, 5],
      [1, 0],
      [2, 7],
    ]);
  });

  it('puts series on one ascending x', () => {
    expect(
      align([
        [
          [3, 30],
          [1, 10],
        ],
        [[2, 0]],
      ]),
    ).toEqual([
      [1, 2, 3],
      [10, null, 30],
      [null, 0, null],
    ]);
  });

  it('tells lines apart without colour', () => {
    const dashes = [0, 1, 2, 3].map((index) => JSON.stringify(lineStyle(index).dash));
    expect(new Set(dashes).size).toBe(4);
  });
});
