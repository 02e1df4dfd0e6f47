/** The calls that a submission's grading is made of. */
import { type Argument, encodeArgument, makeArgument } from './arguments';
import type { FunctionCase, FunctionTestsConfig, TestedFunction } from './config';

export interface Call {
  /** Names the planned case, too. */
  readonly id: string;
  readonly tested: TestedFunction;
  readonly case: FunctionCase;
  readonly args: ReadonlyMap<string, Argument>;
}

export function caseName({ signature }: TestedFunction, name: string): string {
  return `${signature.name}: ${name}`;
}

/** In the order of the manifest. Each argument has a seed of its own, so that a new case changes no other's numbers. */
export function makeCalls(config: FunctionTestsConfig, seed: string): readonly Call[] {
  return config.functions.flatMap((tested) =>
    tested.cases.map((each): Call => {
      const id = caseName(tested, each.name);
      const args = Object.entries(each.args).map(
        ([name, spec]) => [name, makeArgument(spec, `${seed}\0${id}\0${name}`)] as const,
      );
      return { id, tested, case: each, args: new Map(args) };
    }),
  );
}

/** As the harness reads it. */
export function encodeCall({ id, tested, case: each, args }: Call, seconds: number, twice: boolean): unknown {
  const { signature, returns } = tested;
  return {
    t: 'case',
    id,
    function: signature.name,
    parameters: signature.parameters,
    defaults: Object.fromEntries(signature.defaults),
    args: Object.fromEntries([...args].map(([name, value]) => [name, encodeArgument(value)])),
    driver: each.driver ?? null,
    returns: returns ?? null,
    twice,
    seconds,
  };
}
