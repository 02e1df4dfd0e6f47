/** Left sides such as `dz/dy =`, `∂z/∂θ:` or `\frac{\partial z}{\partial y} =`, taken off before the answer is read. */
import { type NormalText } from './characters';
import { ReadingError } from './reading-error';
import { canonicalName, GREEK } from './vocabulary';

export interface LeftSides {
  /** The derivative's variable, where the answer is one. */
  readonly withRespectTo?: string;
  /** The function's name where it has one; then only it may be differentiated on the left. */
  readonly functionName?: string;
  readonly variables: readonly string[];
  /** Further texts that may stand there, such as `z_y`. */
  readonly allowed?: readonly string[];
}

const NEUTRAL = new Set(['answer', 'ans', 'result', 'solution', 'therefore', 'thus', 'so', '=>', '']);
const NAME = '[A-Za-z][A-Za-z0-9]*';
const D = '(?:d|∂|δ|partial|del|D)';

type Match = { readonly function?: string | undefined; readonly variable?: string | undefined };

/** The texts before each `=` or `:` and where the answer begins. */
export function stripLeftSide(source: NormalText, sides: LeftSides): NormalText {
  let start = 0;
  for (;;) {
    const cut = nextCut(source.text, start);
    if (cut === undefined) break;
    const left = source.text.slice(start, cut.index);
    if (!isAccepted(left, sides, source.at[start] ?? 0)) break;
    start = cut.end;
  }
  if (start === 0) return source;
  return { text: source.text.slice(start), at: source.at.slice(start) };
}

function nextCut(text: string, from: number): { readonly index: number; readonly end: number } | undefined {
  const pattern = /:=|==?|:|\\colon|&=|\\equiv/g;
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found ? { index: found.index, end: found.index + found[0].length } : undefined;
}

/** True for a left side that fits, false for none. @throws ReadingError for one that names something else. */
function isAccepted(left: string, sides: LeftSides, position: number): boolean {
  const plain = compact(left);
  if (NEUTRAL.has(plain.toLowerCase())) return true;
  if (sides.allowed?.some((side) => compact(side) === plain)) return true;
  const match = matchDerivative(plain, sides.variables);
  if (!match) return false;
  if (sides.withRespectTo === undefined) {
    throw new ReadingError(
      'answer.left-side',
      'The left side names a derivative',
      position,
      'Give only the expression asked for.',
    );
  }
  const { withRespectTo, functionName } = sides;
  if (match.variable !== undefined && match.variable !== withRespectTo) {
    throw new ReadingError(
      'answer.left-side',
      `The left side names the derivative with respect to ${match.variable}`,
      position,
      `Here the derivative with respect to ${withRespectTo} is asked for.`,
    );
  }
  if (
    functionName !== undefined &&
    match.function !== undefined &&
    !isNameOf(functionName, match.function, sides.variables)
  ) {
    throw new ReadingError(
      'answer.left-side',
      `The left side names the derivative of ${match.function}`,
      position,
      `Here the derivative of ${functionName} is asked for.`,
    );
  }
  return true;
}

/** f and y′ mean the function at hand, whatever it is called, unless y is one of its variables. */
function isNameOf(functionName: string, typed: string, variables: readonly string[]): boolean {
  return typed === functionName || typed === 'f' || (typed === 'y' && !variables.includes('y'));
}

/** Without spaces, sizes and braces; fractions with a slash; Greek letters by name. */
function compact(text: string): string {
  const oneLine = text
    .replace(/\\(?:left|right|displaystyle|mathrm|operatorname|text|[,;:! ]|quad)/g, '')
    .replace(/\\p?dv\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, 'd$1/d$2')
    .replace(/\\dot\s*\{?\s*(\w)\s*\}?/g, "$1'")
    .replace(/\\partial/g, '∂')
    .replace(/\^?\{?\\prime\}?|\^\{?'\}?/g, "'")
    .replace(
      /\\d?t?frac\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g,
      '($1)/($2)',
    )
    .replace(/\\/g, '')
    .replace(/[{}\s&$]/g, '')
    .replace(/\*/g, '');
  const named = Array.from(oneLine, (letter) => GREEK.get(letter) ?? letter).join('');
  return named
    .replace(/^\((.*?)\)\/\((.*?)\)/, '$1/$2')
    .replace(/^\((d|∂)\/(d|∂)(\w+)\)/, '$1/$2$3')
    .replace(/^\^\('\)/, "'");
}

function matchDerivative(plain: string, variables: readonly string[]): Match | undefined {
  const names = variables.flatMap(spellings).join('|');
  const v = `(?<variable>${names})`;
  const f = `(?<function>${NAME})`;
  const args = '(?:\\([^()]*\\))?';
  const patterns = [
    `${D}${f}${args}/${D}${v}${args}`,
    `${D}/${D}${v}[(\\[]?${f}${args}[)\\]]?`,
    `${D}/${D}${v}[(\\[].*[)\\]]`,
    `${D}/${D}${v}`,
    `(?:grad|gradient|derivative|partial|deriv)_?(?:wrt_?)?${v}`,
    `(?:d|∂|D|partial|grad)_\\(?${v}\\)?(?:\\(?${f}\\)?)?${args}`,
    `${f}'?_\\(?${v}\\)?'?${args}`,
    ...(variables.includes('f') ? [] : [`(?<function>f)${v}${args}`]),
    `${f}'(?:\\(${v}\\))?`,
    `${f}'\\([^()]*\\)`,
    `${D}${f}_?(?:by|over)?_?${D}_?${v}`,
    `(?:diff|Derivative|derivative|D|grad|gradient)[(\\[]${f}${args},${v}[)\\]]`,
  ];
  for (const pattern of patterns) {
    const groups = new RegExp(`^(?:${pattern})$`).exec(plain)?.groups;
    if (groups) return { function: groups['function'], variable: canonical(groups['variable'], variables) };
  }
  return undefined;
}

/** x2 is also written x_2, and x_max xmax. */
function spellings(name: string): readonly string[] {
  return [name, name.replaceAll('_', ''), name.replace(/^([^0-9_]+)([0-9]+)$/, '$1_$2')];
}

function canonical(name: string | undefined, variables: readonly string[]): string | undefined {
  if (name === undefined) return undefined;
  return variables.find((variable) => spellings(variable).includes(name)) ?? canonicalName(name);
}
