/** The inputs and expected outputs of a problem's cases, from the manifest or from `checks/`. */
import { BrokenPackError, type Files, type PackRemark } from '#libs/grader-sdk';
import type { StdioCase, StdioConfig } from './config';

export const GIVEN = 'given';
/** Of one file; larger ones make reports and containers slow. */
const MAX_BYTES = 16 << 20;

export interface LoadedCase {
  readonly case: StdioCase;
  readonly input: Uint8Array;
  /** null: the checker needs none. */
  readonly expected: Uint8Array | null;
}

/** @throws BrokenPackError where a file is missing: the pack was published by other means than the gate. */
export function loadCase(each: StdioCase, config: StdioConfig, checks: Files): LoadedCase {
  const read = (given: string | undefined, ending: 'in' | 'out'): Uint8Array | null =>
    given === undefined ? (checks.get(`${each.name}.${ending}`) ?? null) : Buffer.from(given);
  const input = read(each.input, 'in');
  if (!input) throw new BrokenPackError(`checks/${each.name}.in`, 'is missing');
  const expected = read(each.output, 'out');
  if (!expected && config.checker === undefined) {
    throw new BrokenPackError(`checks/${each.name}.out`, 'is missing');
  }
  return { case: each, input, expected };
}

/** Files of `checks/given`, by name. @throws BrokenPackError */
export function givenFiles({ given }: StdioConfig, checks: Files): Files {
  return new Map(
    given.map((name) => {
      const bytes = checks.get(`${GIVEN}/${name}`);
      if (!bytes) throw new BrokenPackError(`checks/${GIVEN}/${name}`, 'is missing');
      return [name, bytes];
    }),
  );
}

/** Missing and surplus files, and what makes no sense together. */
export function inspect(checks: Files, config: StdioConfig): readonly PackRemark[] {
  const wanted = new Set<string>(config.given.map((name) => `${GIVEN}/${name}`));
  const remarks: PackRemark[] = [];
  for (const [index, each] of config.cases.entries()) {
    for (const [ending, inline] of [
      ['in', each.input],
      ['out', each.output],
    ] as const) {
      const path = `${each.name}.${ending}`;
      const optional = ending === 'out' && config.checker !== undefined;
      if (inline === undefined) wanted.add(path);
      const fault = faultOf(checks, path, inline !== undefined, optional);
      if (fault !== null) remarks.push({ message: `case "${each.name}": ${fault}`, path: ['cases', index] });
    }
  }
  for (const [index, name] of config.given.entries()) {
    if (!checks.has(`${GIVEN}/${name}`)) {
      remarks.push({ message: `checks/${GIVEN}/${name} is missing`, path: ['given', index] });
    }
  }
  const { checker } = config;
  if (checker !== undefined) {
    wanted.add(checker);
    if (!checks.has(checker)) remarks.push({ message: `checks/${checker} is missing`, path: ['checker'] });
  }
  return [...remarks, ...surplus(checks, wanted)];
}

function faultOf(checks: Files, path: string, inline: boolean, optional: boolean): string | null {
  const bytes = checks.get(path);
  if (inline) return bytes ? `checks/${path} is there, and the manifest gives another` : null;
  if (!bytes) return optional ? null : `checks/${path} is missing, and the manifest gives none`;
  return bytes.length > MAX_BYTES ? `checks/${path} is larger than ${MAX_BYTES >> 20} MiB` : null;
}

/** A file that no case reads is a case that was forgotten. */
function surplus(checks: Files, wanted: ReadonlySet<string>): PackRemark[] {
  return [...checks.keys()]
    .filter((path) => !wanted.has(path) && (/\.(?:in|out)$/.test(path) || path.startsWith(`${GIVEN}/`)))
    .map((path) => ({ file: `checks/${path}`, message: 'no case of the manifest uses this file' }));
}
