/** Numbers with units: `12 GB`, `1.2e10 bytes`, `6 · 7·10^9 · 140·10^9 FLOP`, `3.5 TFLOP/s`. */
import { Arithmetic, NoValue } from './approximation';
import { normalize, type NormalText } from './characters';
import { evaluate } from './evaluate';
import { type Expression, variablesOf } from './expression';
import { slice, trim } from './matrix/slices';
import { foldGreekCommands, parseNormal, type Unreadable, unreadable, unwrap } from './read-expression';
import { ReadingError } from './reading-error';
import { Vocabulary } from './vocabulary';

export type Dimension =
  'bytes' | 'flop' | 'flop/s' | 'second' | 'parameter' | 'token' | 'joule' | 'watt' | 'number';

export interface Unit {
  readonly dimension: Dimension;
  /** In the dimension's base unit. */
  readonly factor: number;
}

export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly dimension: Dimension;
  /** In base units. */
  readonly base: number;
}

export type ReadQuantity =
  { readonly kind: 'read'; readonly quantity: Quantity; readonly latex: string } | Unreadable;

const DECIMAL: readonly (readonly [string, string, number])[] = [
  ['k', 'kilo', 1e3],
  ['K', 'kilo', 1e3],
  ['M', 'mega', 1e6],
  ['G', 'giga', 1e9],
  ['T', 'tera', 1e12],
  ['P', 'peta', 1e15],
  ['E', 'exa', 1e18],
  ['Z', 'zetta', 1e21],
  ['Y', 'yotta', 1e24],
];
const BINARY: readonly (readonly [string, string, number])[] = [
  ['Ki', 'kibi', 2 ** 10],
  ['Mi', 'mebi', 2 ** 20],
  ['Gi', 'gibi', 2 ** 30],
  ['Ti', 'tebi', 2 ** 40],
  ['Pi', 'pebi', 2 ** 50],
];

const UNITS: ReadonlyMap<string, Unit> = new Map(allUnits());

function* allUnits(): Generator<[string, Unit]> {
  const named = function* (
    dimension: Dimension,
    factor: number,
    ...names: readonly string[]
  ): Generator<[string, Unit]> {
    for (const name of names) yield [name, { dimension, factor }];
  };
  yield* named('number', 1, 'number');
  yield* named('bytes', 1, 'B', 'byte', 'bytes', 'Byte', 'Bytes');
  yield* named('bytes', 1 / 8, 'b', 'bit', 'bits');
  yield* named('flop', 1, 'FLOP', 'FLOPs', 'FLOPS', 'flop', 'flops', 'operations', 'ops');
  yield* named('flop/s', 1, 'FLOP/s', 'FLOPs/s', 'FLOPS/s', 'flop/s', 'flops/s');
  yield* named('second', 1, 's', 'sec', 'second', 'seconds');
  yield* named('second', 1e-3, 'ms', 'millisecond', 'milliseconds');
  yield* named('second', 60, 'min', 'minute', 'minutes');
  yield* named('second', 3600, 'h', 'hour', 'hours');
  yield* named('second', 86_400, 'd', 'day', 'days');
  yield* named('second', 31_557_600, 'year', 'years', 'yr');
  yield* named('parameter', 1, 'parameters', 'parameter', 'params', 'param', 'weights');
  yield* named('token', 1, 'tokens', 'token', 'tok');
  yield* named('joule', 1, 'J', 'joule', 'joules');
  yield* named('joule', 3600, 'Wh');
  yield* named('watt', 1, 'W', 'watt', 'watts');
  for (const [short, long, factor] of DECIMAL) {
    yield* named('bytes', factor, `${short}B`, `${long}byte`, `${long}bytes`);
    yield* named('bytes', factor / 8, `${short}b`, `${short}bit`, `${long}bits`);
    yield* named(
      'flop',
      factor,
      `${short}FLOP`,
      `${short}FLOPs`,
      `${short}FLOPS`,
      `${long}flop`,
      `${long}flops`,
    );
    yield* named('flop/s', factor, `${short}FLOP/s`, `${short}FLOPs/s`, `${short}FLOPS/s`);
    yield* named('joule', factor, `${short}J`);
    yield* named('joule', factor * 3600, `${short}Wh`);
    yield* named('watt', factor, `${short}W`);
  }
  for (const [short, long, factor] of BINARY)
    yield* named('bytes', factor, `${short}B`, `${long}byte`, `${long}bytes`);
}

export function findUnit(name: string): Unit | undefined {
  return UNITS.get(name);
}

/** Words for powers of ten in front of a unit: 7 billion parameters, 7B parameters. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
const LETTERS: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
  ['B', 1e9],
  ['T', 1e12],
]);

const NUMBERS = new Vocabulary({ variables: [] });

/**
 * Reads a number or an arithmetic expression, then a unit. `fallback` is the unit of a bare number. With
 * `names` the text is a key's expression, in the unit `fallback`.
 */
export function readQuantity(
  text: string,
  fallback: string,
  names: ReadonlyMap<string, number> = new Map(),
): ReadQuantity {
  try {
    const source = stripName(
      unwrap(
        foldGreekCommands(
          unwrap(normalize(text.replace(/\\,|~|\\text|\\mathrm/g, (found) => ' '.repeat(found.length)))),
        ),
      ),
    );
    const cut = names.size > 0 ? { number: source, times: 1, unit: fallback } : cutUnit(source, fallback);
    const vocabulary = names.size === 0 ? NUMBERS : new Vocabulary({ variables: [...names.keys()] });
    const { expression, latex, questions } = parseNormal(groupedDigits(cut.number), vocabulary, {
      scientific: true,
    });
    const [question] = questions;
    if (question)
      throw new ReadingError(
        'answer.ambiguous',
        'This can be read in two ways',
        question.position,
        question.message,
      );
    const value = numberOf(expression, names, source.at[0] ?? 0) * cut.times;
    const unit = UNITS.get(cut.unit);
    if (!unit) throw new RangeError(`${cut.unit} is no unit`);
    const quantity = { value, unit: cut.unit, dimension: unit.dimension, base: value * unit.factor };
    const shown = cut.unit === 'number' ? latex : `${latex}\\ \\mathrm{${cut.unit}}`;
    return { kind: 'read', quantity, latex: shown };
  } catch (error) {
    return unreadable(error);
  }
}

function stripName(source: NormalText): NormalText {
  const found = /^\s*[A-Za-z][A-Za-z _]*(?:=|:|≈|~)\s*|^\s*(?:≈|~|about|approximately|ca\.?)\s*/.exec(
    source.text,
  );
  return found ? slice(source, found[0].length) : source;
}

interface Cut {
  readonly number: NormalText;
  readonly times: number;
  readonly unit: string;
}

/** Splits before the trailing letters that make a unit. */
function cutUnit(source: NormalText, fallback: string): Cut {
  const plain = trim(source);
  const found =
    /(?:^|[0-9.)}\s])\s*\{?([A-Za-z][A-Za-z]*(?:\s*\/\s*(?:s|sec|second))?(?:\s+[A-Za-z]+)?)\}?$/.exec(
      plain.text,
    );
  const words = found?.[1]?.replace(/\s*\/\s*(?:s|sec|second)$/, '/s').split(/\s+/) ?? [];
  const tail = found?.[1] ?? '';
  const before = slice(
    plain,
    0,
    plain.text.length - (found ? plain.text.length - plain.text.lastIndexOf(tail) : 0),
  );
  const [first, second] = words;
  if (first === undefined) return { number: plain, times: 1, unit: fallback };
  if (second === undefined && UNITS.has(first))
    return { number: withoutBrace(before), times: 1, unit: first };
  const times = WORDS.get(first.toLowerCase()) ?? LETTERS.get(first);
  if (times !== undefined && (second === undefined || UNITS.has(second))) {
    return { number: withoutBrace(before), times, unit: second ?? fallback };
  }
  if (NUMBERS.find(first) || /^e$/i.test(first)) return { number: plain, times: 1, unit: fallback };
  throw new ReadingError(
    'answer.unknown-name',
    `“${tail}” is not a unit that is known here`,
    before.at.at(-1) ?? 0,
    'Write for example GB, GiB, FLOP, tokens or seconds.',
  );
}

function withoutBrace(source: NormalText): NormalText {
  const number = trim(source);
  return number.text.endsWith('{') || number.text.endsWith('*')
    ? slice(number, 0, number.text.length - 1)
    : number;
}

/** 1,000,000 and 1 000 000 and 1_000_000 are one million; 1,5 is refused by the parser. */
function groupedDigits(source: NormalText): NormalText {
  let text = '';
  const at: number[] = [];
  for (let index = 0; index < source.text.length; index++) {
    const grouped =
      /[,_ ]/.test(source.text.charAt(index)) &&
      /(?:^|[^0-9.])[0-9]{1,3}(?:[,_ ][0-9]{3})*$/.test(source.text.slice(0, index)) &&
      /^[0-9]{3}(?![0-9])/.test(source.text.slice(index + 1));
    if (grouped) continue;
    text += source.text.charAt(index);
    at.push(source.at[index] ?? 0);
  }
  return { text, at: [...at, source.at.at(-1) ?? 0] };
}

function numberOf(expression: Expression, names: ReadonlyMap<string, number>, position: number): number {
  const point = new Map([...variablesOf(expression)].map((name) => [name, String(names.get(name) ?? NaN)]));
  try {
    const value = evaluate(expression, point, new Arithmetic(34, { left: 20_000 })).value.toNumber();
    if (Number.isFinite(value)) return value;
  } catch (thrown) {
    if (!(thrown instanceof NoValue)) throw thrown;
  }
  throw new ReadingError(
    'answer.number',
    'The number has no value, or is too large',
    position,
    'Check exponents and divisions.',
  );
}
