import { type Argument, encodeArgument, makeArgument, type Tensor } from './arguments';
import { argumentSchema } from './argument-specs';

const make = (raw: unknown, seed = 'seed'): Argument => makeArgument(argumentSchema.parse(raw), seed);
function tensor(raw: unknown, seed?: string): Tensor {
  const argument = make(raw, seed);
  if (argument.kind !== 'array') throw new Error(argument.kind);
  return argument.tensor;
}

it('reads lists as float64 arrays and lists of booleans as masks', () => {
  expect(tensor([[1, 2, Infinity]])).toEqual({
    dtype: 'float64',
    shape: [1, 3],
    data: Float64Array.of(1, 2, Infinity),
  });
  expect(tensor([true, false])).toMatchObject({ dtype: 'bool', shape: [2] });
  expect(tensor([])).toMatchObject({ dtype: 'float64', shape: [0] });
  expect(tensor({ array: [[], []] })).toMatchObject({ shape: [2, 0] });
});

it('draws the same for the same seed only', () => {
  const drawn = { normal: [3, 4], mean: 1, scale: 2 };
  expect(tensor(drawn)).toEqual(tensor(drawn));
  expect(tensor(drawn).data).not.toEqual(tensor(drawn, 'another').data);
});

it('keeps to what it was asked for', () => {
  const { data } = tensor({ integers: [500], low: -2, high: 3 });
  expect(new Set(data)).toEqual(new Set([-2, -1, 0, 1, 2]));
  expect(tensor({ uniform: [500], low: 3, high: 4 }).data.every((x) => x >= 3 && x < 4)).toBe(true);
  const { data: rounded } = tensor({ normal: [9], dtype: 'float32' });
  expect(rounded).toEqual(rounded.map(Math.fround));
});

it('sets entries and slices, from the end too', () => {
  const set = [
    { at: [0], to: 7 },
    { at: [-1, -2], to: -Infinity },
  ];
  expect([...tensor({ full: [2, 3], value: 1, set }).data]).toEqual([7, 7, 7, 1, -Infinity, 1]);
});

it.each<[unknown, unknown]>([
  [2, { value: 2 }],
  [0.5, { number: 0.5 }],
  [Infinity, { number: 'inf' }],
  [NaN, { number: 'nan' }],
  [null, { value: null }],
  [true, { value: true }],
  [{ python: 'np.tanh' }, { python: 'np.tanh' }],
  [{ dict: { k: 3 } }, { dict: { k: { value: 3 } } }],
  [{ array: [1, 2], dtype: 'int32' }, { array: { dtype: '<i4', shape: [2], b64: 'AQAAAAIAAAA=' } }],
  [[true, false], { array: { dtype: '|b1', shape: [2], b64: 'AQA=' } }],
])('writes %j for the harness', (raw, written) => {
  expect(encodeArgument(make(raw))).toEqual(written);
});
