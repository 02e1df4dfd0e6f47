/**
 * Random expressions: equivalent rewritings must be accepted, perturbations never. A few hundred of each here;
 * ASSAY_PROPERTY_RUNS=10000 for the long run.
 */
import fc from 'fast-check';
import { domainOf } from './domain';
import { decideEquality } from './equality';
import {
  call,
  type Expression,
  negation,
  number,
  power,
  product,
  quotient,
  sum,
  variable,
} from './expression';
import { toLatex } from './latex';
import { parseExpression } from './read-expression';
import { Vocabulary } from './vocabulary';

const RUNS = Number(process.env['ASSAY_PROPERTY_RUNS'] ?? 60);
const names = ['x', 'y'];
const domain = domainOf(names);
const vocabulary = new Vocabulary({ variables: names });

const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...names).map(variable),
    fc.integer({ min: 1, max: 9 }).map(number),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => sum(a, b)),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => product(a, b)),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => quotient(a, b)),
    tie('tree').map(negation),
    fc.tuple(tie('tree'), fc.integer({ min: 2, max: 3 })).map(([a, n]) => power(a, number(n))),
    fc
      .tuple(fc.constantFrom('sin', 'cos', 'tanh', 'atan', 'abs', 'sqrt', 'ln', 'exp'), tie('tree'))
      .map(([name, a]) => call(name, a)),
  ),
}));

type Rewriting = (a: Expression, other: Expression) => Expression;
const one = number(1);
const square = (a: Expression): Expression => power(a, number(2));
/** True wherever the first expression is defined; `other` is defined everywhere. */
const REWRITINGS: readonly Rewriting[] = [
  (a, other) => sum(other, a, negation(other)),
  (a, other) => quotient(product(a, sum(one, square(other))), sum(square(other), one)),
  (a) => negation(negation(a)),
  (a, other) => product(a, sum(square(call('sin', other)), square(call('cos', other)))),
  (a) => sum(quotient(a, number(3)), quotient(product(number(2), a), number(3))),
  (a) => call('ln', call('exp', a)),
  (a) => call('root', power(a, number(3)), number(3)),
  (a, other) =>
    quotient(
      sum(square(sum(a, other)), negation(square(a)), negation(square(other)), product(number(2), a)),
      sum(product(number(2), other), number(2)),
    ),
  (a) => call('asinh', call('sinh', a)),
];
const everywhere: readonly Expression[] = [
  variable('x'),
  variable('y'),
  call('cos', variable('x')),
  product(variable('x'), variable('y')),
  call('tanh', variable('y')),
];

const decide = (student: Expression, key: Expression) =>
  decideEquality(student, key, domain, { seed: 'property' });

test('an equivalent rewriting is never refused', () => {
  let judged = 0;
  fc.assert(
    fc.property(
      tree,
      fc.constantFrom(...REWRITINGS),
      fc.constantFrom(...everywhere),
      (key, rewrite, other) => {
        const verdict = decide(rewrite(key, other), key);
        expect(verdict.kind).not.toBe('different');
        if (verdict.kind === 'equal') judged++;
      },
    ),
    { numRuns: RUNS, seed: 1 },
  );
  // Towers such as exp(exp(exp x)) can't be judged; most can.
  expect(judged).toBeGreaterThan(0.8 * RUNS);
});

test('a perturbation is never accepted', () => {
  fc.assert(
    fc.property(
      tree,
      fc.constantFrom(...everywhere),
      fc.integer({ min: 1, max: 30 }),
      (key, other, digits) => {
        const tiny = product(number(`1e-${String(digits)}`), sum(square(other), one));
        expect(decide(sum(key, tiny), key).kind).not.toBe('equal');
      },
    ),
    { numRuns: RUNS, seed: 2 },
  );
});

test('what is shown as the reading means the same when it is typed', () => {
  fc.assert(
    fc.property(tree, (expression) => {
      const read = parseExpression(toLatex(expression), vocabulary);
      expect(read.questions).toEqual([]);
      expect(decide(read.expression, expression).kind).not.toBe('different');
    }),
    { numRuns: RUNS, seed: 3 },
  );
});
