import { differentiate } from '../differentiate';
import { domainOf } from '../domain';
import { parseExpression } from '../read-expression';
import { Vocabulary } from '../vocabulary';
import { diagnose } from './diagnose';

const variables = ['x', 'y', 'theta'];
const vocabulary = new Vocabulary({ variables });
const read = (text: string) => parseExpression(text, vocabulary).expression;

const Z = 'y^2 - sin(θ)^2 + 2y cos θ + 1';

function nameOf(student: string, fn: string, by: string): string | undefined {
  const origin = { function: read(fn), withRespectTo: by };
  return diagnose(read(student), differentiate(origin.function, by), domainOf(variables), origin)?.name;
}

test.each([
  ['2y - 2cosθ', Z, 'y', 'sign'],
  ['-2y - 2cosθ', Z, 'y', 'sign'],
  ['2sinθ(y+cosθ)', Z, 'theta', 'sign'],
  ['2sinθcosθ - 2y sin(θ)', Z, 'theta', 'sign'],
  ['y + cosθ', Z, 'y', 'factor'],
  ['2y + cosθ', Z, 'y', 'factor'],
  ['-sinθcosθ - 2y sin(θ)', Z, 'theta', 'factor'],
  ['-2sinθ(y+cosθ)', Z, 'y', 'other-variable'],
  ['2y + 2cosθ', Z, 'theta', 'other-variable'],
  [Z, Z, 'y', 'not-differentiated'],
  ['2y', Z, 'y', 'missing-term'],
  ['2cosθ', Z, 'y', 'missing-term'],
  ['-sin(2θ)', Z, 'theta', 'missing-term'],
  ['2y + 2cosθ + 1', Z, 'y', 'constant-kept'],
  ['2y - sin²θ + 2cosθ', Z, 'y', 'term-kept'],
  ['cos(2x)', 'sin(2x)', 'x', 'factor'],
  ['cos(x^2)', 'sin(x^2)', 'x', 'chain-rule'],
  ['cos(2x)', 'sin(x^2)', 'x', 'chain-rule'],
  ['exp(x^2)', 'exp(x^2)', 'x', 'not-differentiated'],
  ['1/(x^2+1)', 'ln(x^2+1)', 'x', 'chain-rule'],
  ['2x*cos(x)', 'x^2*sin(x)', 'x', 'product-rule'],
  ['2x*sin(x)', 'x^2*sin(x)', 'x', 'missing-term'],
  ['(x*cos(x) - sin(x))/x', 'sin(x)/x', 'x', 'quotient-rule'],
  ['cos(x)', 'sin(x)/x', 'x', 'quotient-rule'],
  ['3x^3', 'x^3', 'x', 'power-rule'],
  ['x^2', 'x^3', 'x', 'factor'],
  ['x^4/4', 'x^3', 'x', 'integrated'],
  ['6x', 'x^3', 'x', 'differentiated-twice'],
  ['2y + 2sinθ', Z, 'y', 'function-rule'],
])('%s for the derivative of %s by %s: %s', (student, fn, by, name) => {
  expect(nameOf(student, fn, by)).toBe(name);
});

test('half a line is said', () => {
  const fn = 'y*abs(y)/2';
  expect(nameOf('y', fn, 'y')).toBe('half-line');
});

test('a strange answer gets no name', () => {
  expect(nameOf('exp(y)*tan(θ) + 7', Z, 'y')).toBeUndefined();
});
