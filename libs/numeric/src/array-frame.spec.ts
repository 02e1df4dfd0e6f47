import { decodeArrayFrame, encodeArrayFrame } from './array-frame';
import { DataFormatError } from './idx';

const good = {
  dtype: '<f4',
  shape: [1, 3],
  b64: Buffer.from(new Float32Array([1, -2, 0.5]).buffer).toString('base64'),
};

describe('decodeArrayFrame', () => {
  it.each([Float32Array, Float64Array])('gives back what encodeArrayFrame wrote (%p)', (Kind) => {
    const sent = { rows: 2, columns: 2, data: new Kind([1, 2.5, -3, 1e-9]) };
    expect(decodeArrayFrame(JSON.parse(JSON.stringify(encodeArrayFrame(sent))))).toEqual(sent);
  });

  it('writes a view of a larger buffer without its surroundings', () => {
    const view = new Float32Array([9, 1, 2, 9]).subarray(1, 3);
    expect([...decodeArrayFrame(encodeArrayFrame({ rows: 1, columns: 2, data: view })).data]).toEqual([1, 2]);
  });

  it.each<[string, unknown]>([
    ['no object', 'AAAA'],
    ['null', null],
    ['another type', { ...good, dtype: '|O' }],
    ['rank 1', { ...good, shape: [3] }],
    ['rank 3', { ...good, shape: [1, 3, 1] }],
    ['a fractional dimension', { ...good, shape: [1.5, 2] }],
    ['a negative dimension', { ...good, shape: [-1, -3] }],
    ['a dimension as text', { ...good, shape: ['1', 3] }],
    ['a zero dimension', { ...good, shape: [0, 3], b64: '' }],
    ['too many elements', { ...good, shape: [60_000, 60_000] }],
    ['more data than the shape says', { ...good, shape: [1, 2] }],
    ['less data than the shape says', { ...good, shape: [1, 4] }],
    ['no base64', { ...good, b64: '!'.repeat(16) }],
    ['padding inside', { ...good, b64: `AA==${good.b64.slice(4)}` }],
    ['data that is no text', { ...good, b64: [1, 2, 3] }],
    ['NaN', { ...good, b64: Buffer.from(new Float32Array([1, NaN, 2]).buffer).toString('base64') }],
    ['infinity', { ...good, b64: Buffer.from(new Float32Array([1, Infinity, 2]).buffer).toString('base64') }],
  ])('refuses %s', (_what, frame) => {
    expect(() => decodeArrayFrame(frame)).toThrow(DataFormatError);
  });
});
