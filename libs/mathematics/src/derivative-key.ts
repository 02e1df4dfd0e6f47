import { Arithmetic, NoValue } from './approximation';
import { differentiate } from './differentiate';
import { candidate, type Domain } from './domain';
import { evaluate } from './evaluate';
import { type Expression } from './expression';
import { Random } from './random';

const STEP = '1e-14';

/**
 * The derivative of a problem's function, checked against difference quotients at random points, so that neither a
 * missing rule nor a wrong one can become a key.
 * @throws Error when there is no rule, no point where both are defined, or a disagreement.
 */
export function derivativeKey(fn: Expression, by: string, domain: Domain): Expression {
  const key = differentiate(fn, by);
  const random = new Random(`key of ${by}`);
  const arithmetic = new Arithmetic(60, { left: Infinity });
  let checked = 0;
  for (let index = 0; index < 200 && checked < 6; index++) {
    const { exact } = candidate(domain, index, [0.3, 1, 3, 8], random);
    try {
      const quotient = differenceQuotient(fn, by, exact, arithmetic);
      const value = evaluate(key, exact, arithmetic);
      const distance = value.value.minus(quotient.value).abs().toNumber();
      if (distance > 1e-12 * Math.max(1, value.value.abs().toNumber())) {
        throw new Error(`the derivative with respect to ${by} disagrees with its difference quotient`);
      }
      checked++;
    } catch (thrown) {
      if (!(thrown instanceof NoValue)) throw thrown;
    }
  }
  if (checked === 0)
    throw new Error(`no point was found at which the derivative with respect to ${by} has a value`);
  return key;
}

function differenceQuotient(
  fn: Expression,
  by: string,
  point: ReadonlyMap<string, string>,
  arithmetic: Arithmetic,
): ReturnType<typeof evaluate> {
  const at = (sign: 1 | -1): ReturnType<typeof evaluate> => {
    arithmetic.forget();
    const moved = new arithmetic.Number(point.get(by) ?? 0).plus(new arithmetic.Number(STEP).times(sign));
    return evaluate(fn, new Map(point).set(by, moved.toString()), arithmetic);
  };
  const difference = arithmetic.add([at(1), arithmetic.negate(at(-1))]);
  return arithmetic.divide(difference, arithmetic.exact(new arithmetic.Number(STEP).times(2)));
}
