/** Random and mutated answers against the readers and the judges: no crash, no overrun. ASSAY_FUZZ_SECONDS sets how long. */
import {
  differentiate,
  domainOf,
  judgeExpressionInPool,
  judgeMatrixInPool,
  number,
  parseExpression,
  Random,
  Vocabulary,
} from '#libs/mathematics';

const SECONDS = Number(process.env['ASSAY_FUZZ_SECONDS'] ?? 60);
const declarations = { variables: ['y', 'theta'] };
const vocabulary = new Vocabulary(declarations);
const key = differentiate(parseExpression('y^2 - (sin θ)^2 + 2 y cos θ + 1', vocabulary).expression, 'theta');
const domain = domainOf(declarations.variables);

const PIECES: readonly [string, ...string[]] = [
  ...(
    'y θ theta sin cos tan ln log exp sqrt abs max e pi 1 2 0 0.5 9 10^9 99999999999 1e30 1e-30 + - * / ^ ** ( ) [ ] ' +
    '{ } | , ; = : ! _ \\ \\frac \\sqrt \\left( \\right) \\sin \\theta \\cdot \\begin{pmatrix} \\end{pmatrix} & \\\\ ² ³ ' +
    '⁻ ¹ ½ √ ∛ ∞ ± ≤ × · ÷ − у х \u202e \u200b \u0000 ｙ 𝜃 np. .T \' " $ $$ ` ``` return lambda dz/dy= z_y= ∂ nan inf ' +
    '__proto__ constructor import array( Matrix( reshape( 20 -2 23 -12 \n \t'
  ).split(' '),
  ' ',
  '  ',
] as const as unknown as readonly [string, ...string[]];

const SEEDS: readonly [string, ...string[]] = [
  '-2\\sin\\theta\\left(\\cos\\theta+y\\right)',
  '-sin(2θ) - 2 y sinθ',
  '-2*np.sin(theta)*(y + np.cos(theta))',
  '[[20, -2, 0], [23, -4, -12], [-6, 4, -2]]',
  '\\begin{pmatrix} 20 & -2 & 0 \\\\ 23 & -4 & -12 \\\\ -6 & 4 & -2 \\end{pmatrix}',
  'array([[ 20.,  -2.],\n [ 23.,  -4.]])',
  'exp(exp(exp(y)))^(y^y)',
];

function answer(random: Random): string {
  const kind = random.below(4);
  if (kind === 0) return random.pick(PIECES).repeat(1 + random.below(2500)) + 'y';
  if (kind === 1) return Array.from({ length: 1 + random.below(60) }, () => random.pick(PIECES)).join('');
  if (kind === 2) {
    const depth = 1 + random.below(300);
    return (
      random.pick(['(', '[', 'sin(', '-', '\\sqrt{', '2^', '|']).repeat(depth) +
      'y' +
      ')'.repeat(random.below(depth))
    );
  }
  let text: string = random.pick(SEEDS);
  for (let change = random.below(6); change >= 0; change--) {
    const place = random.below(text.length + 1);
    text = text.slice(0, place) + random.pick(PIECES) + text.slice(place + random.below(3));
  }
  return text;
}

test(
  'no crash and no overrun',
  async () => {
    const random = new Random('fuzz');
    const task = {
      declarations,
      domain,
      seed: 'fuzz',
      leftSides: { variables: declarations.variables, withRespectTo: 'theta' },
    };
    const cells = [[number(20), number(-2)]];
    const end = performance.now() + SECONDS * 1000;
    const overruns: string[] = [];
    for (let count = 0; performance.now() < end; count++) {
      const text = answer(random);
      const judgements = await Promise.all([
        judgeExpressionInPool({ ...task, text, key }),
        judgeMatrixInPool({
          text,
          key: cells,
          declarations: { variables: [] },
          domain: domainOf([]),
          seed: 'fuzz',
        }),
      ]);
      // The soft limits must end every answer; the pool's deadline is only the wall behind them.
      if (judgements.some(({ message, latex }) => message.includes('too much work') && latex === undefined)) {
        overruns.push(text.slice(0, 200));
      }
      for (const { verdict } of judgements) expect(['correct', 'incorrect', 'invalid']).toContain(verdict);
    }
    expect(overruns).toEqual([]);
  },
  (SECONDS + 30) * 1000,
);
