import { type Expression, call, negation, number, power, quotient, sum } from './expression';
import { arity, type CallableName } from './functions';

/** Applies a function as typed; shorthands become powers, quotients and logarithms to a base. */
export function applyFunction(
  name: CallableName,
  args: readonly Expression[],
  refuse: (message: string) => never,
): Expression {
  const [least, most] = arity(name);
  const [first, second] = args;
  if (args.length < least || args.length > most || first === undefined) {
    const wanted = least === most ? String(least) : `${String(least)} to ${String(most)}`;
    return refuse(
      `“${name}” takes ${wanted} argument${most === 1 ? '' : 's'}, here are ${String(args.length)}`,
    );
  }
  switch (name) {
    case 'pow':
      return power(first, second ?? number(1));
    case 'rational':
      return quotient(first, second ?? number(1));
    case 'integer':
      return first;
    case 'square':
      return power(first, number(2));
    case 'log10':
      return call('log', first, second ?? number(10));
    case 'log2':
      return call('log', first, number(2));
    case 'log1p':
      return call('ln', sum(number(1), first));
    case 'expm1':
      return sum(call('exp', first), negation(number(1)));
    case 'ln':
      return second ? call('log', first, second) : call('ln', first);
    default:
      return call(name, ...args);
  }
}
