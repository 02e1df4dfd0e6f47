import { readDiagnostics, withoutPaths } from './diagnostics';

describe('readDiagnostics', () => {
  it('places messages on lines', () => {
    const { remarks, general } = readDiagnostics(
      [
        "main.c: In function 'main':",
        'main.c:4:5: error: expected declaration or statement at end of input',
        'main.c:2:7: warning: unused variable ‘x’ [-Wunused-variable]',
        'In file included from main.c:1:',
        '/usr/include/stdio.h:356:12: note: expected ‘const char *’',
      ].join('\n'),
    );
    expect(remarks).toEqual([
      { line: 4, column: 5, severity: 'error', message: 'expected declaration or statement at end of input' },
      { line: 2, column: 7, severity: 'warning', message: 'unused variable ‘x’ [-Wunused-variable]' },
    ]);
    expect(general).toEqual([]);
  });

  it('tells what does not link, without paths of the platform', () => {
    const { general } = readDiagnostics(
      [
        '/usr/bin/ld: /tmp/ccXy.o: in function `main:',
        "main.c:(.text+0x13): undefined reference to `sort'",
        'collect2: error: ld returned 1 exit status',
      ].join('\n'),
    );
    expect(general).toEqual(['sort is used but defined nowhere']);
  });
});

test('withoutPaths', () => {
  expect(withoutPaths('in /usr/lib/gcc/x86_64-linux-gnu/12/include/stddef.h: bad')).toBe('in stddef.h: bad');
  expect(withoutPaths('a / b and 1/2')).toBe('a / b and 1/2');
});
