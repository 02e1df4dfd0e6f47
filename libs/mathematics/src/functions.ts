/** The functions that answers may use, under every name that students give them. */
export const FUNCTION_NAMES = [
  'sin',
  'cos',
  'tan',
  'cot',
  'sec',
  'csc',
  'asin',
  'acos',
  'atan',
  'acot',
  'asec',
  'acsc',
  'sinh',
  'cosh',
  'tanh',
  'coth',
  'sech',
  'csch',
  'asinh',
  'acosh',
  'atanh',
  'exp',
  'ln',
  /** log(x, base) */
  'log',
  'sqrt',
  'cbrt',
  /** root(x, n): the real n-th root */
  'root',
  'abs',
  'sign',
  'max',
  'min',
  'sigmoid',
  'relu',
  'factorial',
  /** binomial(n, k): n over k */
  'binomial',
  'floor',
  'ceil',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Names that the parser turns into other nodes: powers, quotients, logarithms to a base. */
export const SHORTHANDS = [
  'pow',
  'square',
  'log10',
  'log2',
  'rational',
  'integer',
  'log1p',
  'expm1',
] as const;
export type Shorthand = (typeof SHORTHANDS)[number];
export type CallableName = FunctionName | Shorthand;

/** Read only where a problem's config names them: their jumps make equality at random points weaker. */
export const ON_REQUEST: ReadonlySet<CallableName> = new Set(['sigmoid', 'relu', 'floor', 'ceil']);

const ALIASES: Readonly<Partial<Record<CallableName, readonly string[]>>> = {
  tan: ['tg'],
  cot: ['ctg', 'cotan', 'cotg'],
  csc: ['cosec'],
  asin: ['arcsin'],
  acos: ['arccos'],
  atan: ['arctan', 'arctg'],
  acot: ['arccot', 'arcctg'],
  asec: ['arcsec'],
  acsc: ['arccsc', 'arccosec', 'acosec'],
  csch: ['cosech'],
  asinh: ['arcsinh', 'arsinh', 'argsinh'],
  acosh: ['arccosh', 'arcosh', 'argcosh'],
  atanh: ['arctanh', 'artanh', 'argtanh'],
  ln: ['log'],
  log10: ['lg'],
  root: ['nthroot', 'surd'],
  abs: ['fabs', 'absolute'],
  sign: ['sgn', 'signum'],
  max: ['maximum', 'fmax'],
  min: ['minimum', 'fmin'],
  pow: ['power'],
  rational: ['fraction'],
  sigmoid: ['logistic', 'expit', 'σ'],
  factorial: ['fact'],
  binomial: ['binom', 'choose', 'comb', 'nchoosek', 'ncr'],
  ceil: ['ceiling'],
};

/** Every spelling (lower case) to its function. A Map, so that `constructor` and `__proto__` are no functions. */
export const SPELLINGS: ReadonlyMap<string, CallableName> = new Map(
  [...FUNCTION_NAMES, ...SHORTHANDS].flatMap((name) =>
    (name === 'log' ? [] : [name as string])
      .concat(ALIASES[name] ?? [])
      .map((spelling): [string, CallableName] => [spelling, name]),
  ),
);

/** Inverses for the textbook's sin^(-1). */
export const INVERSES: ReadonlyMap<FunctionName, FunctionName> = new Map([
  ['sin', 'asin'],
  ['cos', 'acos'],
  ['tan', 'atan'],
  ['cot', 'acot'],
  ['sec', 'asec'],
  ['csc', 'acsc'],
  ['sinh', 'asinh'],
  ['cosh', 'acosh'],
  ['tanh', 'atanh'],
]);

const TWO_ARGUMENTS: ReadonlySet<CallableName> = new Set(['pow', 'rational', 'root', 'log', 'binomial']);

/** How many arguments may stand in the parentheses: [least, most]. */
export function arity(name: CallableName): readonly [number, number] {
  if (name === 'max' || name === 'min') return [2, 12];
  if (name === 'ln' || name === 'log10') return [1, 2];
  return TWO_ARGUMENTS.has(name) ? [2, 2] : [1, 1];
}
