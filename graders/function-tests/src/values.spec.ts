import { FrameReader, type Frame, parseFrame } from './frames';
import { readValue } from './values';

const bytes = (...numbers: number[]): string =>
  Buffer.from(Float64Array.from(numbers).buffer).toString('base64');
const array = { dtype: 'float32', shape: [1, 3], b64: bytes(1, NaN, Infinity) };

it('reads numbers of any kind, nested and by name', () => {
  const value = readValue({ dict: { a: { array }, b: { items: [{ none: true }] } } });
  expect(value).toMatchObject({ kind: 'dict' });
  expect(readValue({ array })).toMatchObject({
    tensor: { shape: [1, 3], data: Float64Array.of(1, NaN, Infinity) },
  });
});

it.each<[string, unknown]>([
  ['null', null],
  ['text', 'AAAA'],
  ['nothing known', { pickle: 'gASV' }],
  ['more data than the shape says', { array: { ...array, shape: [1, 2] } }],
  ['less data than the shape says', { array: { ...array, shape: [4] } }],
  ['a negative shape', { array: { ...array, shape: [-1, -3] } }],
  ['a fractional shape', { array: { ...array, shape: [1.5, 2] } }],
  ['a shape that multiplies to infinity', { array: { ...array, shape: [1e6, 1e6, 1e6] } }],
  ['no base64', { array: { ...array, b64: '!'.repeat(array.b64.length) } }],
  ['a dtype that is no name', { array: { ...array, dtype: '<script>' } }],
  ['deep nesting', { items: [{ items: [{ items: [{ items: [{ items: [{ items: [] }] }] }] }] }] }],
  ['too many entries', { items: Array.from({ length: 201 }, () => ({ none: true })) }],
])('refuses %s', (_what, raw) => {
  expect(() => readValue(raw)).toThrow('');
  const frame = { t: 'result', module: 'm', id: 'i', values: [raw], second: null, changed: [] };
  expect(parseFrame(JSON.stringify(frame))).toBeNull();
});

it('survives lines that are no frames', () => {
  const frames: Frame[] = [];
  const reader = new FrameReader((frame) => frames.push(frame));
  for (const text of [
    '{"t":"hello"}\n',
    'junk\n',
    '['.repeat(200_000),
    '\n{"t":',
    '"end"}\n{"t":"verdict"}\n',
  ]) {
    reader.push(Buffer.from(text));
  }
  reader.push(Buffer.alloc(17 << 20, 'x'));
  reader.push(Buffer.from('\n{"t":"end"}\n'));
  expect(frames).toEqual([{ t: 'hello' }, { t: 'end' }, { t: 'end' }]);
});
