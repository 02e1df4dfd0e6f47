import { compareOutput, readIntegers, strayNumbers } from './output';

const compare = (output: string, ...sorted: number[]) =>
  compareOutput(Buffer.from(output), Int32Array.from(sorted));

describe('readIntegers', () => {
  it.each([
    ['1 -2 +3', [1, -2, 3]],
    ['[4,5;6]', [4, 5, 6]],
    ['7\r\n8', [7, 8]],
    ['x7 0x1F 3.14 8a int32_t', []],
    ['took 0.25s, 12.', [12]],
    ['5-3', [5, 3]],
    ['-2147483648 2147483647', [-2147483648, 2147483647]],
    ['', []],
  ])('reads %j as %j', (text, expected) => {
    expect([...readIntegers(Buffer.from(text)).values]).toEqual(expected);
  });
});

describe('compareOutput', () => {
  it.each([
    ['plain', '1 2 3\n'],
    ['no newline', '1 2 3'],
    ['one a line', '1\n2\n3\n'],
    ['commas and brackets', '[1, 2, 3]'],
    ['prompts', 'Enter N: Enter number 1: Enter number 2: Sorted: 1 2 3'],
    ['an echo of the input', '3 1 2\n1 2 3\n'],
    ['an echo of N', '3\n1\n2\n3\n'],
    ['an echo of N and the input', '3\n2 1 3\n1 2 3\n'],
    ['passes of the sort', 'pass 1: 3 1 2\npass 2: 1 2 3\n'],
    ['time taken', '1 2 3\nTime taken: 12 ms\n'],
    ['a sentence with a number in front', 'Sorted 3 elements: 1 2 3\n'],
    ['indexed lines', 'a[0] = 1\na[1] = 2\na[2] = 3\n'],
    ['indexed lines and an end', 'a[0] = 1\na[1] = 2\na[2] = 3\nComparisons: 7\n'],
    ['numbered lines', '1: 1\n2: 2\n3: 3\n'],
  ])('accepts %s', (_, output) => {
    expect(compare(output, 1, 2, 3).kind).toBe('sorted');
  });

  it.each([
    ['a wrong value', '1 2 4', 2],
    ['one too few', '1 2', 2],
    ['one too many', '1 2 3 9', 3],
    ['one too many on its own line', '1\n2\n3\n9\n', 3],
    ['one too many in front', '-7 1 2 3', 3],
    ['one indexed line too many', 'a[0] = 1\na[1] = 2\na[2] = 3\na[3] = 0\n', 0],
    ['one labelled line too many', 'x: 1\nx: 2\nx: 3\nx: 0\n', 3],
    ['decimals', '1.0 2.0 3.0', 0],
  ])('refuses %s', (_, output, position) => {
    const comparison = compare(output, 1, 2, 3);
    expect(comparison.kind === 'sorted').toBe(false);
    if (comparison.kind === 'different') expect(comparison.difference.position).toBe(position);
  });

  it.each(['1 2', '1 2 3 3', '1 2 30', '1 2 -3', '1 2 3x', '1 2 3.5', '1 2 3000000000000000000000', '12 3'])(
    'is not too quick to accept %j',
    (output) => {
      expect(compare(output, 1, 2, 3).kind).toBe('different');
    },
  );

  it('reads a million integers in no time', () => {
    const sorted = Int32Array.from({ length: 1_000_000 }, (_, i) => 4000 * i - 2_000_000_000);
    expect(compareOutput(Buffer.from(sorted.join(' ')), sorted).kind).toBe('sorted');
    sorted[999_999] = 7;
    expect(compareOutput(Buffer.from(`${sorted.join('\n')}\n8`), sorted).kind).toBe('different');
  });

  it('refuses one too many of equal values', () => {
    expect(compare('7 7 7 7', 7, 7, 7).kind).toBe('different');
    expect(compare('7 7 7', 7, 7, 7).kind).toBe('sorted');
  });

  it('judges a single integer', () => {
    expect(compare('5', 5).kind).toBe('sorted');
    expect(compare('1\n5\n5\n', 5).kind).toBe('sorted');
    expect(compare('5 6', 5).kind).toBe('different');
  });

  it('says where the list leaves the sorted one', () => {
    expect(compare('4\n1 2 9 4\n', 1, 2, 3, 4)).toMatchObject({
      kind: 'different',
      difference: { position: 2, expected: 3, actual: 9 },
    });
    expect(compare('hello', 1)).toEqual({ kind: 'nothing-printed' });
  });

  it('is quick on a long output full of near misses', () => {
    const sorted = Int32Array.from({ length: 20_000 }, (_, i) => i);
    const output = Buffer.from('0 1 2 3 4 5 6 7 8\n'.repeat(50_000));
    const before = performance.now();
    expect(compareOutput(output, sorted).kind).toBe('different');
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('strayNumbers', () => {
  it('finds a number that was printed though there was none', () => {
    expect(strayNumbers(Buffer.from('-1234\n'))).toBe('-1234');
    expect(strayNumbers(Buffer.from('sorted:\n[17]\n'))).toBe('[17]');
  });
  it.each(['', '\n', '0\n', '[]', 'N = 0', 'Enter 0 numbers'])('finds none in %j', (output) => {
    expect(strayNumbers(Buffer.from(output))).toBeNull();
  });
});
