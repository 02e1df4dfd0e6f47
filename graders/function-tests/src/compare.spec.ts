import { type Difference, difference } from './compare';
import type { Value } from './values';
import { differenceText } from './words';

const tolerance = { rtol: 1e-4, atol: 1e-6 };
const array = (shape: number[], ...data: number[]): Value => ({
  kind: 'array',
  tensor: { dtype: 'float64', shape, data: Float64Array.from(data) },
});
const items = (...values: Value[]): Value => ({ kind: 'items', items: values });
const dict = (entries: Record<string, Value>): Value => ({
  kind: 'dict',
  entries: new Map(Object.entries(entries)),
});
const none: Value = { kind: 'none' };
const compare = (expected: Value, got: Value): Difference | null => difference(expected, got, tolerance);

it.each<[string, Value, Value]>([
  ['within the tolerance', array([2], 1, 1000), array([2], 1.00005, 1000.05)],
  ['tiny numbers', array([1], 0), array([1], 5e-7)],
  ['nan and infinities', array([3], NaN, Infinity, -Infinity), array([3], NaN, Infinity, -Infinity)],
  ['a number in brackets', array([], 3), array([1, 1], 3)],
  ['a list that came as one array', items(array([2], 1, 2), array([2], 3, 4)), array([2, 2], 1, 2, 3, 4)],
  ['a dictionary with more', dict({ a: array([], 1) }), dict({ b: none, a: array([], 1) })],
  ['None', none, none],
])('takes for the same: %s', (_what, expected, got) => {
  expect(compare(expected, got)).toBeNull();
});

it.each<[Value, Value, string]>([
  [
    array([2, 2], 1, 2, 3, 4),
    array([2, 2], 1, 2, 0, 0),
    'The result[1, 0] is 0, expected 3. 2 of 4 elements differ.',
  ],
  [array([], 1), array([], NaN), 'The result is nan, expected 1.'],
  [
    array([2], 1, Infinity),
    array([2], 1, 1e308),
    'The result[1] is 1e+308, expected inf. 1 of 2 elements differ.',
  ],
  [
    array([2, 3], 0, 0, 0, 0, 0, 0),
    array([3, 2], 0, 0, 0, 0, 0, 0),
    'The result has shape (3, 2), expected (2, 3).',
  ],
  [array([2], 1, 2), none, 'The result is None, expected an array of shape (2,). Is a return missing?'],
  [
    array([2], 1, 2),
    items(none, none),
    'The result is 2 values of different shapes, expected an array of shape (2,).',
  ],
  [
    dict({ W: array([1], 1) }),
    dict({ w: array([1], 1) }),
    "The result is a dictionary with 'w', expected a dictionary with 'W'.",
  ],
  [
    dict({ W: array([2], 1, 2) }),
    dict({ W: array([2], 1, 3) }),
    "The result['W'][1] is 3, expected 2. 1 of 2 elements differ.",
  ],
])('says how they differ (%#)', (expected, got, text) => {
  const found = compare(expected, got);
  expect(found && differenceText('The result', found)).toBe(text);
});
