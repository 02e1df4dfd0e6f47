import fc from 'fast-check';
import { highlight, type TokenKind } from './highlight';

const kinds = (text: string, language: 'c' | 'python'): [TokenKind, string][] =>
  highlight(text, language)
    .flat()
    .filter((token) => token.kind !== 'plain')
    .map((token) => [token.kind, token.text]);

describe('highlight', () => {
  it('knows C', () => {
    expect(kinds('#include <a.h>\nint x = 0x1F; // "no"\nchar *s = "/* no */";', 'c')).toEqual([
      ['directive', '#include'],
      ['keyword', 'int'],
      ['number', '0x1F'],
      ['comment', '// "no"'],
      ['keyword', 'char'],
      ['string', '"/* no */"'],
    ]);
  });

  it('carries a comment over lines', () => {
    const lines = highlight('a /* b\nc */ d', 'c');
    expect(lines[1]).toEqual([
      { kind: 'comment', text: 'c */' },
      { kind: 'plain', text: ' ' },
      { kind: 'plain', text: 'd' },
    ]);
  });

  it('knows Python', () => {
    expect(kinds("def f(x): return 'a#b'  # c", 'python')).toEqual([
      ['keyword', 'def'],
      ['keyword', 'return'],
      ['string', "'a#b'"],
      ['comment', '# c'],
    ]);
  });

  it('loses no character of any text', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '1', '"', "'", '/', '*', '#', '\\', '\n', ' ', '\t', '@'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.constantFrom('c', 'python', 'text'), (source, language) => {
        const joined = highlight(source, language)
          .map((line) => line.map((token) => token.text).join(''))
          .join('\n');
        expect(joined).toBe(source);
      }),
    );
  });
});
