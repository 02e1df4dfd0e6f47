/** Renders an expression as LaTeX, with the brackets it needs and no others. The reading that students are shown. */
import { type Expression } from './expression';
import { type FunctionName } from './functions';
import { GREEK } from './vocabulary';

/** How tightly a node binds, loose to tight. */
const TIGHTNESS: Readonly<Record<Expression['kind'], number>> = {
  sum: 1,
  negation: 2,
  product: 3,
  quotient: 4,
  power: 5,
  call: 6,
  opaque: 6,
  number: 7,
  constant: 7,
  variable: 7,
};
const GREEK_NAMES = new Set([...GREEK.values()].filter((name) => name !== 'omicron'));
const OWN_COMMAND = new Set<FunctionName>(
  'sin cos tan cot sec csc sinh cosh tanh coth exp ln max min'.split(' ') as FunctionName[],
);
const ARC: ReadonlyMap<FunctionName, string> = new Map([
  ['asin', '\\arcsin'],
  ['acos', '\\arccos'],
  ['atan', '\\arctan'],
  ['sign', '\\operatorname{sgn}'],
]);

export function toLatex(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return numeral(expression.text);
    case 'constant':
      return expression.name === 'pi' ? '\\pi' : 'e';
    case 'variable':
      return nameToLatex(expression.name);
    case 'sum':
      return sumToLatex(expression.terms);
    case 'product':
      return productToLatex(expression.factors);
    case 'quotient':
      return `\\frac{${toLatex(expression.numerator)}}{${toLatex(expression.denominator)}}`;
    case 'negation':
      return `-${bracketed(expression.operand, TIGHTNESS.product)}`;
    case 'power':
      return powerToLatex(expression.base, expression.exponent);
    case 'call':
      return callToLatex(expression.name, expression.args);
    case 'opaque':
      return `${nameToLatex(expression.name)}\\left(${expression.args.map(toLatex).join(', ')}\\right)`;
  }
}

function numeral(text: string): string {
  const [digits = '', exponent] = text.split('e');
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${exponent}}`;
}

export function nameToLatex(name: string): string {
  const [stem = '', ...subscripts] = name.split('_');
  const letters = /^[A-Za-z]+/.exec(stem)?.[0] ?? '';
  const digits = stem.slice(letters.length);
  const head = GREEK_NAMES.has(letters)
    ? `\\${letters}`
    : letters.length > 1
      ? `\\mathrm{${letters}}`
      : letters;
  const index = [digits, ...subscripts].filter((part) => part !== '').join(',');
  return index === '' ? head : `${head}_{${index}}`;
}

function bracketed(expression: Expression, least: number): string {
  const latex = toLatex(expression);
  return TIGHTNESS[expression.kind] < least ? `\\left(${latex}\\right)` : latex;
}

function sumToLatex(terms: readonly Expression[]): string {
  return terms
    .map((term, index) => {
      if (index === 0) return bracketed(term, TIGHTNESS.negation);
      return term.kind === 'negation'
        ? ` - ${bracketed(term.operand, TIGHTNESS.product)}`
        : ` + ${bracketed(term, TIGHTNESS.product)}`;
    })
    .join('');
}

function productToLatex(factors: readonly Expression[]): string {
  return factors
    .map((factor, index) => {
      const latex = bracketed(factor, TIGHTNESS.quotient);
      return index > 0 && /^[0-9.]/.test(leading(factor))
        ? `\\cdot ${latex}`
        : `${index > 0 ? ' ' : ''}${latex}`;
    })
    .join('');
}

/** The character that a factor's LaTeX begins with matters only for numbers: 2·3, not 23. */
function leading(expression: Expression): string {
  if (expression.kind === 'power') return leading(expression.base);
  return expression.kind === 'number' ? expression.text : '';
}

function powerToLatex(base: Expression, exponent: Expression): string {
  const raised = `^{${toLatex(exponent)}}`;
  // sin^{-1} would be read as the inverse, so only plain powers go between name and argument.
  if (
    exponent.kind === 'number' &&
    base.kind === 'call' &&
    (OWN_COMMAND.has(base.name) || ARC.has(base.name)) &&
    base.args.length === 1
  ) {
    return `${functionToLatex(base.name)}${raised}\\left(${base.args.map(toLatex).join(', ')}\\right)`;
  }
  const needsBrackets =
    TIGHTNESS[base.kind] <= TIGHTNESS.power || (base.kind === 'number' && base.text.includes('e'));
  return `${needsBrackets ? `\\left(${toLatex(base)}\\right)` : toLatex(base)}${raised}`;
}

function callToLatex(name: FunctionName, args: readonly Expression[]): string {
  const shown = args.map(toLatex);
  const [first, second] = shown;
  if (first !== undefined) {
    if (name === 'sqrt') return `\\sqrt{${first}}`;
    if (name === 'cbrt') return `\\sqrt[3]{${first}}`;
    if (name === 'abs') return `\\left|${first}\\right|`;
    if (name === 'floor') return `\\lfloor ${first} \\rfloor`;
    if (name === 'ceil') return `\\lceil ${first} \\rceil`;
    if (name === 'factorial') return `\\left(${first}\\right)!`;
    if (name === 'binomial' && second !== undefined) return `\\binom{${first}}{${second}}`;
    if (name === 'root' && second !== undefined) return `\\sqrt[${second}]{${first}}`;
    if (name === 'log' && second !== undefined) return `\\log_{${second}}\\left(${first}\\right)`;
  }
  return `${functionToLatex(name)}\\left(${shown.join(', ')}\\right)`;
}

function functionToLatex(name: FunctionName): string {
  return ARC.get(name) ?? (OWN_COMMAND.has(name) ? `\\${name}` : `\\operatorname{${name}}`);
}
