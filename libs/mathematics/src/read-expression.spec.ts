import { readExpression } from './read-expression';
import { Vocabulary } from './vocabulary';

const vocabulary = new Vocabulary({ variables: ['x', 'y', 'theta', 'x_1'] });
const leftSides = { withRespectTo: 'y', functionName: 'z', variables: ['x', 'y', 'theta', 'x_1'] };
const read = (text: string) => readExpression(text, vocabulary, { leftSides });
const latex = (text: string): string => {
  const result = read(text);
  return result.kind === 'read' ? result.latex : result.code;
};

describe('one reading for every notation', () => {
  const sameAs: Record<string, string[]> = {
    '2*y + 2*cos(theta)': [
      '2y+2cosθ',
      '2y + 2cos(θ)',
      '2 y + 2 \\cos \\theta',
      '2y+2\\cos{\\theta}',
      '2\\,y + 2\\cos\\left(\\theta\\right)',
      '2*y + 2*np.cos(theta)',
      '2*y+2*sp.cos(theta)',
      '２ｙ＋２ｃｏｓ（θ）',
      '2𝑦 + 2 cos 𝜃',
      '2⋅y + 2·cos ϑ',
      '$2y + 2\\cos\\theta$',
      '\\[2y + 2\\operatorname{cos}\\theta\\]',
      '`2*y + 2*cos(theta)`',
      'return 2*y + 2*cos(theta)',
      '2y\u200b + 2 Cos[θ]',
      '2y + 2cosθ.',
      'dz/dy = 2y + 2cosθ',
      '∂z/∂y: 2y + 2cosθ',
      'z_y = 2y + 2cosθ',
      '\\frac{\\partial z}{\\partial y} = 2y + 2\\cos\\theta',
      '\\frac{\\partial}{\\partial y} z = 2y + 2\\cos\\theta',
      'd/dy z = 2y + 2cosθ',
      'z_y = ∂z/∂y = 2y + 2cosθ',
      'diff(z, y) = 2y + 2cosθ',
      'answer: 2y + 2cosθ',
    ],
    'sin(x)^2': ['sin²x', 'sin^2 x', '\\sin^2 x', '\\sin^{2}(x)', 'sin**2(x)', 'sin(x)**2', 'pow(sin(x), 2)'],
    'asin(x)': ['sin^-1(x)', '\\sin^{-1} x', 'sin⁻¹(x)', 'arcsin x', 'np.arcsin(x)'],
    '(1/2)*x': ['½x', '\\frac12 x', '\\frac{1}{2}x', 'Rational(1,2)*x', '1/2 x'],
    'sin(2*theta)*cos(theta)': ['sin2θcosθ', 'sin 2θ cos θ', '\\sin 2\\theta \\cos\\theta'],
    'sqrt(x)*y': ['√x y', '√(x)·y', '\\sqrt{x}y', 'sqrt x * y'],
    'abs(x) + abs(y)': ['|x|+|y|', '\\left|x\\right| + \\lvert y\\rvert'],
    'log(x, 2)': ['log_2(x)', '\\log_{2} x', 'log2(x)', 'log₂x'],
    'x*e^x': ['xe^x', 'x e^{x}', 'x*E**x', 'x %e^x'],
    '2*x_1': ['2x_1', '2x1', '2x₁', '2x_{1}'],
    '-x^2': ['-x²', '−x**2', '-(x^2)'],
    'x^2*y': ['x^2y', 'x²y', 'x^{2}y'],
    'x^10': ['x**10', 'x^{10}', 'x¹⁰'],
  };
  for (const [typed, others] of Object.entries(sameAs)) {
    test.each(others)(`%s is ${typed}`, (other) => {
      // A quotient and a product with parentheses may differ as trees; what is shown must not differ for these.
      expect(latex(other).replaceAll(' \\cdot ', ' ')).toBe(latex(typed));
    });
  }
});

describe('what people read in two ways is asked, not guessed', () => {
  test.each(['1/3x', 'e^2x', 'cosx^2', '2e+3', 'x/2y', 'sin x/2', '1/2(x+1)', 'sin x y', 'e^-2x'])(
    '%s',
    (text) => {
      const result = read(text);
      expect(result.kind === 'read' && result.questions.length).toBeGreaterThan(0);
    },
  );
});

describe('what can’t be read is an error at a place', () => {
  test.each([
    ['', 'answer.empty', 0],
    ['2*(y + 3', 'answer.bracket', 8],
    ['2*y)', 'answer.bracket', 3],
    ['(y]', 'answer.bracket', 2],
    ['2y + ', 'answer.syntax', 5],
    ['2 ** * y', 'answer.syntax', 5],
    ['y + foo', 'answer.unknown-name', 4],
    ['y2', 'answer.unknown-name', 1],
    ['sine(x)', 'answer.unknown-name', 0],
    ['cos()', 'answer.argument', 4],
    ['2*cos', 'answer.argument', 5],
    ['sin(x, y)', 'answer.argument', 0],
    ['y, 2', 'answer.several', 1],
    ['y = 2', 'answer.relation', 2],
    ['y < 2', 'answer.relation', 2],
    ['±2y', 'answer.several', 0],
    ['2у', 'answer.look-alike', 1],
    ['2y\u202e', 'answer.forbidden-character', 2],
    ['2y\u0000', 'answer.forbidden-character', 2],
    ['nan', 'answer.not-a-number', 0],
    ['y + ∞', 'answer.not-a-number', 4],
    ['\\evil{y}', 'answer.unknown-command', 0],
    ['2..y', 'answer.number', 2],
    ['y 2', 'answer.syntax', 2],
    ['__import__("os")', 'answer.unknown-name', 0],
    ['constructor', 'answer.unknown-name', 0],
    ['__proto__', 'answer.unknown-name', 0],
    ['toString(y)', 'answer.unknown-name', 0],
    ['dz/dx = 2y', 'answer.left-side', 0],
    ['1e999999999', 'answer.number', 0],
    ['('.repeat(1000), 'answer.too-deep', 150],
    ['y+'.repeat(1900), 'answer.too-long', 1500],
    ['a'.repeat(5000), 'answer.too-long', 4000],
    ['sin'.repeat(900), 'answer.unknown-name', 0],
  ])('%s', (text, code, position) => {
    const result = read(text);
    expect(result).toMatchObject({ kind: 'unreadable', code });
    expect(result.kind === 'unreadable' && Math.abs(result.position - position)).toBeLessThanOrEqual(3);
  });
});

test('deep nesting is rendered in linear time', () => {
  const started = performance.now();
  expect(read('sin '.repeat(100) + 'y').kind).toBe('read');
  expect(performance.now() - started).toBeLessThan(1_000);
});
