import { classifySymbol, hasInlineAssembly, hasOwnSection, judgeSymbols, undefinedSymbols } from './symbols';

describe('the library gate on symbols', () => {
  it.each([
    ['qsort', 'library-sort'],
    ['qsort@GLIBC_2.2.5', 'library-sort'],
    ['tsearch', 'library-sort'],
    ['execve', 'escape'],
    ['dlsym', 'escape'],
    ['printf', 'allowed'],
    ['__isoc99_scanf', 'allowed'],
    ['pthread_create', 'unusual'],
    ['fopen', 'unusual'],
    ['my_qsort', 'unusual'],
  ])('%s is %s', (name, expected) => {
    expect(classifySymbol(name)).toBe(expected);
  });

  it('reads what nm prints', () => {
    expect(undefinedSymbols('__isoc99_scanf U         \nqsort U         \n')).toEqual([
      '__isoc99_scanf',
      'qsort',
    ]);
  });

  it('tells violations from what a person should see', () => {
    const { violations, remarks } = judgeSymbols(['printf', 'qsort', 'pthread_create']);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain('qsort');
    expect(remarks[0]).toContain('pthread_create');
  });

  it('sees assembly and sections of the student', () => {
    expect(hasInlineAssembly('#APP\n# 3 "main.c" 1\n\tsyscall\n# 0 "" 2\n#NO_APP\n')).toBe(true);
    expect(hasInlineAssembly('#APP\n# 3 "main.c" 1\n\t\n# 0 "" 2\n#NO_APP\n')).toBe(false);
    expect(hasOwnSection('\t.section\t.rodata\n\t.section\t.note.GNU-stack,"",@progbits\n')).toBeNull();
    expect(hasOwnSection('\t.section\t.mine,"awx"\n')).toBe('.mine');
  });
});
