/**
 * Names a mistake by finding a wrong answer that has the same values: the undifferentiated function, another variable's
 * derivative, the key with signs, factors or terms changed, derivatives with one slip in a rule. Runs in double
 * precision; it explains verdicts and never makes one. No text names the key.
 */
import { differentiate } from '../differentiate';
import { candidate, type Domain } from '../domain';
import { evaluateDouble } from '../double';
import { type Expression } from '../expression';
import { Random } from '../random';
import { changesOf } from './changes';
import { type Mistake } from './mistake';
import { termsOf } from './expand';
import { RULES } from './rules';
import { SLIPS, withSlip } from './slips';

export interface Origin {
  readonly function: Expression;
  readonly withRespectTo: string;
}

type Points = readonly ReadonlyMap<string, number>[];
type Values = readonly number[];

const POINTS = 8;
const TINY = 1e-9;

export function diagnose(
  student: Expression,
  key: Expression,
  domain: Domain,
  origin?: Origin,
): Mistake | undefined {
  const points = commonPoints(student, key, domain);
  if (points.length < POINTS) return undefined;
  const at = (expression: Expression): Values => points.map((point) => evaluateDouble(expression, point));
  const mine = at(student);
  const right = at(key);
  const whole = fromRatio(mine, right) ?? fromTerms(mine, right, termsOf(key).map(at));
  return (
    (origin && fromOrigin(student, mine, domain, origin, at)) ??
    (origin && whole && withChainRule(whole, mine, origin, at)) ??
    whole ??
    (origin && fromKeptTerms(mine, right, origin, at)) ??
    (origin && fromSlips(mine, origin, at)) ??
    fromChanges(mine, right, student, key, at) ??
    halfLine(student, key, domain)
  );
}

function commonPoints(student: Expression, key: Expression, domain: Domain): Points {
  const random = new Random('diagnosis');
  const points: ReadonlyMap<string, number>[] = [];
  for (let index = 0; index < 120 && points.length < POINTS; index++) {
    const { rough } = candidate(domain, index, [0.3, 1, 3], random);
    const values = [evaluateDouble(student, rough), evaluateDouble(key, rough)];
    if (values.every((value) => Number.isFinite(value) && Math.abs(value) < 1e12)) points.push(rough);
  }
  return points;
}

function same(a: Values, b: Values): boolean {
  return a.every((value, index) => {
    const other = b[index] ?? NaN;
    return Math.abs(value - other) <= TINY * Math.max(1, Math.abs(value), Math.abs(other));
  });
}

/** The constant c with a = c·b, if there is one. */
function ratio(a: Values, b: Values): number | undefined {
  const index = b.findIndex((value) => Math.abs(value) > 1e-6);
  const c = (a[index] ?? NaN) / (b[index] ?? NaN);
  if (!Number.isFinite(c)) return undefined;
  const scaled = b.map((value) => c * value);
  return same(a, scaled) ? c : undefined;
}

function fromOrigin(
  student: Expression,
  mine: Values,
  domain: Domain,
  { function: fn, withRespectTo }: Origin,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  if (same(mine, at(fn)))
    return { name: 'not-differentiated', advice: 'This is the function itself; differentiate it.' };
  for (const other of domain.keys()) {
    if (other !== withRespectTo && same(mine, at(differentiate(fn, other)))) {
      return { name: 'other-variable', advice: `This is the derivative with respect to ${other}.` };
    }
  }
  const derived = attempt(() => differentiate(student, withRespectTo));
  const zero = mine.every((value) => Math.abs(value) < TINY);
  if (derived && !zero && same(at(derived), at(fn))) {
    return { name: 'integrated', advice: 'This is an antiderivative; the derivative is asked for.' };
  }
  const twice = attempt(() => differentiate(differentiate(fn, withRespectTo), withRespectTo));
  if (twice && !zero && same(mine, at(twice))) {
    return { name: 'differentiated-twice', advice: 'This is the second derivative.' };
  }
  return undefined;
}

/** Rules are missing for some functions (floor); then there is nothing to compare with. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function fromRatio(mine: Values, right: Values): Mistake | undefined {
  const c = ratio(mine, right);
  if (c === undefined || Math.abs(c) < TINY) return undefined;
  if (Math.abs(c + 1) < TINY) return { name: 'sign', advice: 'The sign of the whole answer is wrong.' };
  return { name: 'factor', advice: 'A constant factor is wrong; the rest is right.' };
}

function fromTerms(mine: Values, right: Values, terms: readonly Values[]): Mistake | undefined {
  const off = mine.map((value, index) => value - (right[index] ?? NaN));
  if (terms.length > 1) {
    const ratios = terms.map((term) => ratio(off, term)).filter((c) => c !== undefined);
    const has = (c: number): boolean => ratios.some((found) => Math.abs(found - c) < TINY);
    if (has(-1)) return { name: 'missing-term', advice: 'A term is missing.' };
    if (has(-2)) return { name: 'sign', advice: 'One term has the wrong sign.' };
    if (ratios.length > 0) {
      return { name: 'factor', advice: 'One term has a wrong factor; the others are right.' };
    }
    if (subsetWith(off, terms, -2)) return { name: 'sign', advice: 'Some terms have the wrong sign.' };
    if (subsetWith(off, terms, -1)) return { name: 'missing-term', advice: 'Terms are missing.' };
  }
  const [constant = NaN] = off;
  if (
    Math.abs(constant) > TINY &&
    same(
      off,
      off.map(() => constant),
    )
  ) {
    return { name: 'constant-kept', advice: 'A constant is wrong, or was not differentiated away.' };
  }
  return undefined;
}

/** Some terms, each times c, that make up the difference. */
function subsetWith(off: Values, terms: readonly Values[], c: number): boolean {
  const few = terms.slice(0, 10);
  for (let subset = 1; subset < 1 << few.length; subset++) {
    const total = off.map((_, index) =>
      few.reduce((sum, term, bit) => sum + ((subset >> bit) & 1 ? c * (term[index] ?? NaN) : 0), 0),
    );
    if (same(off, total)) return true;
  }
  return false;
}

/** A term of the function that stands in the answer as it was, or that was taken for a constant and kept. */
function fromKeptTerms(
  mine: Values,
  right: Values,
  { function: fn, withRespectTo }: Origin,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  for (const term of termsOf(fn)) {
    const derived = at(differentiate(term, withRespectTo));
    const kept = at(term);
    for (const c of [1, -1]) {
      const withKept = right.map((value, index) => value + c * (kept[index] ?? NaN));
      const instead = withKept.map((value, index) => value - (derived[index] ?? NaN));
      if (same(mine, withKept) || same(mine, instead)) {
        return { name: 'term-kept', advice: 'A term of the function was kept without being differentiated.' };
      }
    }
  }
  return undefined;
}

/** Derivatives with one slip in a rule; then the same with a constant factor or the whole sign wrong as well. */
function fromSlips(
  mine: Values,
  origin: Origin,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  const tried = SLIPS.map((slip) => {
    const wrong = attempt(() => withSlip(origin.function, origin.withRespectTo, slip)) ?? [];
    return { mistake: RULES[slip], wrong: wrong.map(at) };
  });
  const alone = tried.find(({ wrong }) => wrong.some((values) => same(mine, values)));
  if (alone) return alone.mistake;
  const scaled = tried.find(({ wrong }) => wrong.some((values) => isScaled(mine, values)));
  if (!scaled) return undefined;
  const { name, advice } = scaled.mistake;
  return { name, advice: `${advice} A constant factor or the sign is wrong as well.` };
}

/** The factor in cos(2x) for sin(2x)′ is an inner derivative: say so. */
function withChainRule(
  mistake: Mistake,
  mine: Values,
  origin: Origin,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  if (mistake.name !== 'factor') return undefined;
  const forgotten = attempt(() =>
    withSlip(origin.function, origin.withRespectTo, 'inner-derivative-missing'),
  );
  if (!forgotten?.some((expression) => same(mine, at(expression)))) return undefined;
  return { ...mistake, advice: `${mistake.advice} ${RULES['inner-derivative-missing'].advice}` };
}

function isScaled(mine: Values, values: Values): boolean {
  const c = ratio(mine, values);
  return c !== undefined && [-1, 2, -2, 0.5, -0.5].some((factor) => Math.abs(c - factor) < TINY);
}

/** One change takes the key to the answer, or the answer to the key. */
function fromChanges(
  mine: Values,
  right: Values,
  student: Expression,
  key: Expression,
  at: (expression: Expression) => Values,
): Mistake | undefined {
  for (const [changed, mistake] of changesOf(key, true)) if (same(mine, at(changed))) return mistake;
  for (const [changed, mistake] of changesOf(student, false)) if (same(right, at(changed))) return mistake;
  return undefined;
}

/** Right for one sign of a variable only, as √(y²) is for y. */
function halfLine(student: Expression, key: Expression, domain: Domain): Mistake | undefined {
  const random = new Random('half line');
  for (const name of domain.keys()) {
    for (const sign of [1, -1]) {
      const points = Array.from({ length: 40 }, (_, index) => candidate(domain, index, [1, 3], random).rough)
        .filter((point) => Math.sign(point.get(name) ?? 0) === sign)
        .filter((point) => Number.isFinite(evaluateDouble(key, point)));
      const [mine, right] = [student, key].map((side) => points.map((point) => evaluateDouble(side, point)));
      if (points.length > 4 && mine && right && same(mine, right)) {
        return { name: 'half-line', advice: `It is right for ${name} ${sign > 0 ? '>' : '<'} 0 only.` };
      }
    }
  }
  return undefined;
}
