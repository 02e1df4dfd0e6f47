import { VISIBILITIES } from '#libs/domain';
import { z } from 'zod';
import { type ArgumentSpec, argumentSchema } from './argument-specs';
import { makeArgument } from './arguments';
import { parseSignature, type Signature } from './signature';

/** Of the pack's checks/: what calls functions in ways of its own. It lies beside the student's file. */
export const DRIVERS_FILE = 'drivers.py';

const points = z.number().min(0).max(1000);
const identifier = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not a Python name');
/** How far each element may be from the reference: atol + rtol·|expected|; see compare.ts. */
const tolerance = {
  rtol: z.number().min(0).max(1).exactOptional(),
  atol: z.number().min(0).exactOptional(),
};

const caseSchema = z.strictObject({
  name: z.string().min(1).max(100),
  points: points.default(1),
  visibility: z.enum(VISIBILITIES).default('student'),
  /** By parameter name; one that is left out keeps its default. */
  args: z.record(z.string(), argumentSchema).default({}),
  /** A function of checks/drivers.py that is called with the student's function and the arguments, and calls it. */
  driver: identifier.exactOptional(),
  ...tolerance,
});

export const PROPERTIES = ['inputs-unchanged', 'deterministic', 'finite'] as const;
export type Property = (typeof PROPERTIES)[number];

const functionSchema = z.strictObject({
  signature: z
    .string()
    .max(300)
    .transform((text, context): Signature => {
      const signature = parseSignature(text);
      if (signature) return signature;
      context.addIssue({
        code: 'custom',
        message: 'is not like f(x, axis=-1), with numbers, strings, None, True or False as defaults',
      });
      return z.NEVER;
    }),
  /** Names of the results, where the function returns several. */
  returns: z.array(identifier).min(2).max(10).exactOptional(),
  ...tolerance,
  cases: z.array(caseSchema).min(1).max(50),
  /** What has to hold in every case, with its points. */
  properties: z.partialRecord(z.enum(PROPERTIES), points).default({}),
});

export const configSchema = z.strictObject({
  /** What students hand in. */
  file: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*\.py$/, 'is not a name like softmax.py')
    .refine((name) => name !== DRIVERS_FILE, `is the name of the pack's own ${DRIVERS_FILE}`),
  functions: z.array(functionSchema).min(1).max(20),
  /** Processor seconds that one call may take. */
  seconds: z.number().min(0.1).max(60).default(2),
  /** Processor seconds of all calls, after which the cases that are left are not run. */
  totalSeconds: z.number().min(1).max(600).default(30),
  memoryMiB: z.int().min(128).max(8192).default(512),
});

export type FunctionTestsConfig = z.infer<typeof configSchema>;
export type TestedFunction = FunctionTestsConfig['functions'][number];
export type FunctionCase = TestedFunction['cases'][number];

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): FunctionTestsConfig {
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  const problems = parsed.data.functions.flatMap(problemsOf);
  const names = parsed.data.functions.map(({ signature }) => signature.name);
  if (new Set(names).size < names.length) problems.push('functions: two have one name');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return parsed.data;
}

/** What the shape of the data alone can't say. */
function problemsOf({ signature, cases }: TestedFunction): string[] {
  const { name, parameters, defaults } = signature;
  const names = cases.map((each) => each.name);
  const twice = names.filter((each, index) => names.indexOf(each) < index);
  return [
    ...twice.map((each) => `functions of ${name}: two cases are called "${each}"`),
    ...cases.flatMap((each) => {
      const given = Object.keys(each.args);
      const unknown = given.filter((parameter) => !parameters.includes(parameter));
      const missing = parameters.filter(
        (parameter) => !defaults.has(parameter) && !given.includes(parameter),
      );
      const where = `case "${each.name}" of ${name}`;
      // A driver may have parameters of its own.
      return each.driver === undefined
        ? [
            ...unknown.map((parameter) => `${where}: there is no parameter "${parameter}"`),
            ...missing.map((parameter) => `${where}: the parameter "${parameter}" has no value`),
          ]
        : [];
    }),
    ...cases.flatMap((each) =>
      Object.entries(each.args).flatMap(([parameter, spec]) => {
        const reason = whyImpossible(spec);
        return reason === null ? [] : [`case "${each.name}" of ${name}, ${parameter}: ${reason}`];
      }),
    ),
  ];
}

function whyImpossible(spec: ArgumentSpec): string | null {
  try {
    makeArgument(spec, 'a trial');
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
