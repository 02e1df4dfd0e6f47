import fc from 'fast-check';
import { compareOutput } from './compare';
import { type Compare, parseConfig } from './config';

const compare = (given: unknown): Compare =>
  parseConfig({ language: 'c', cases: ['a'], compare: given }).compare;
const judge = (mode: unknown, expected: string, got: string) =>
  compareOutput(Buffer.from(expected), Buffer.from(got), compare(mode));

it.each([
  ['exact', '1 2\n', '1 2\n', 'equal'],
  ['exact', '1 2\n', '1 2', 'presentation'],
  ['exact', '1 2\n', '1  2\n', 'presentation'],
  ['exact', '1 2\n', '1 3\n', 'different'],
  ['lines', '1 2\n3\n', '1 2 \r\n3\n\n\n', 'equal'],
  ['lines', '1 2\n', '1  2\n', 'presentation'],
  ['lines', 'Yes\n', 'YES\n', 'presentation'],
  ['lines', '\n\na\n', 'a\n', 'presentation'],
  ['lines', 'a\nb\n', 'a\n', 'different'],
  ['tokens', '1 2 3\n', '1\n2\n\t3', 'equal'],
  ['tokens', '1 2\n', '1 2 3\n', 'different'],
  ['tokens', '12', '1 2', 'different'],
  [{ mode: 'tokens', ignoreCase: true }, 'Yes', 'yES', 'equal'],
  ['numbers', '0.5 done\n', '0.50000001 done\n', 'equal'],
  ['numbers', '0.5', '0.51', 'different'],
  ['numbers', '1e3', '1000', 'equal'],
  ['numbers', 'nan -inf', 'NaN -Infinity', 'equal'],
  ['numbers', 'inf', '-inf', 'different'],
  ['numbers', '0.5', 'nan', 'different'],
  ['numbers', '16', '0x10', 'different'],
  [{ mode: 'numbers', absolute: 0, relative: 0.1 }, '100', '109.9', 'equal'],
  [{ mode: 'numbers', absolute: 0, relative: 0 }, '1.0', '1', 'equal'],
])('mode %j: %j and %j are %s', (mode, expected, got, kind) => {
  expect(judge(mode, expected, got).kind).toBe(kind);
});

it('says where outputs part', () => {
  expect(judge('lines', 'a\nb\nc\n', 'a\nx\nc\n')).toMatchObject({
    difference: { line: 2, expected: 'b', got: 'x' },
  });
  expect(judge('tokens', '1 2\n3', '1 2\n')).toMatchObject({ difference: { expected: '3', got: null } });
  expect(judge('lines', '', 'x')).toMatchObject({ difference: { line: 1, expected: null, got: 'x' } });
});

it('takes no bytes that differ for the same', () => {
  const invalid = [Uint8Array.of(0xff, 10), Uint8Array.of(0xfe, 10)] as const;
  for (const mode of ['exact', 'lines', 'tokens', 'numbers']) {
    expect(compareOutput(...invalid, compare(mode)).kind).toBe('different');
  }
  // A no-break space, as a byte of UTF-8 or alone, is no blank.
  expect(judge('tokens', 'a b', 'a\u00a0b').kind).toBe('different');
});

it('finds every output equal to itself, and, word by word, to the same words in another layout', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[!-~]+$/)),
      fc.array(fc.constantFrom(' ', '\n', '\t')),
      (words, gaps) => {
        const laidOut = words.map((word, i) => word + (gaps[i] ?? ' ')).join('');
        for (const mode of ['exact', 'lines', 'tokens', 'numbers']) {
          expect(judge(mode, laidOut, laidOut).kind).toBe('equal');
        }
        expect(judge('tokens', words.join(' '), laidOut).kind).toBe('equal');
      },
    ),
  );
});
