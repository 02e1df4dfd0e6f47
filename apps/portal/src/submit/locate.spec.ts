import { locate } from './locate';

describe('locate', () => {
  it('puts the caret under the character', () => {
    const place = locate('2*y^2 + )', 8);
    expect(place).toEqual({ line: 1, column: 9, excerpt: '2*y^2 + )', indent: ' '.repeat(8) });
  });

  it('counts lines and shows only the one that is meant', () => {
    expect(locate('1 2\n3 x\n5 6', 6)).toEqual({ line: 2, column: 3, excerpt: '3 x', indent: '  ' });
  });

  it('takes a line break to end its line', () => {
    expect(locate('1 2\n3', 3)).toMatchObject({ line: 1, column: 4, excerpt: '1 2' });
    expect(locate('1 2\n3', 4)).toMatchObject({ line: 2, column: 1, excerpt: '3' });
  });

  it('keeps the caret under the character in a long line', () => {
    const text = `${'a+'.repeat(100)}?${'+b'.repeat(100)}`;
    const { excerpt, indent } = locate(text, 200);
    expect(excerpt[indent.length]).toBe('?');
    expect(excerpt.length).toBeLessThan(65);
  });

  it('stays inside the text', () => {
    expect(locate('ab', 99)).toMatchObject({ column: 3, indent: '  ' });
    expect(locate('', -5)).toEqual({ line: 1, column: 1, excerpt: '', indent: '' });
  });
});
