import { readFindings } from './sanitizers';

test('readFindings places what the sanitizers say', () => {
  const report = [
    'main.c:7:14: runtime error: signed integer overflow: 2147483647 - -1 cannot be represented in type ‘int’',
    '=================================================================',
    '==3==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000014 at pc 0x5 bp 0x7 sp 0x7',
    'READ of size 4 at 0x602000000014 thread T0',
    '    #0 0x55d0 in sort /work/main.c:12',
    '    #1 0x55e0 in main /work/main.c:30',
  ].join('\n');
  expect(readFindings(report)).toEqual([
    { line: 7, message: expect.stringContaining('signed integer overflow') as string },
    { line: 12, message: 'heap buffer overflow' },
  ]);
});
