/**
 * The pack's own functions, run in a container of their own that no student's code ever enters: the reference, whose
 * results are the expected ones, and wrong variants, each of which is a mistake with a name.
 */
import { BrokenPackError, type Files, type SandboxSession } from '#libs/grader-sdk';
import type { Call } from './calls';
import { DRIVERS_FILE } from './config';
import type { Failure } from './frames';
import { printed, runHarness } from './harness';
import type { Value } from './values';

export interface Mistake {
  readonly name: string;
  /** For the student: the docstring of the variant. */
  readonly advice: string;
  /** Results by call, one for each name in `returns`. A variant need not have all functions. */
  readonly values: ReadonlyMap<string, readonly Value[]>;
}

export const REFERENCE = 'reference';
export const MISTAKES = /^mistakes\/([a-z0-9][a-z0-9_-]*)\.py$/;
/** The pack's author is trusted to end; this is a net. */
const SECONDS = { call: 20, module: 60 };

type Results = ReadonlyMap<string, readonly Value[]>;

/** Expected results by call. @throws BrokenPackError when the pack's reference fails on a call. */
export async function expectedResults(
  session: SandboxSession,
  checks: Files,
  calls: readonly Call[],
): Promise<Results> {
  const source = checks.get(`${REFERENCE}.py`);
  if (!source) throw new BrokenPackError('checks/reference.py', 'is missing');
  const modules = [{ name: REFERENCE, file: `${REFERENCE}.py`, widen: true }];
  const { results, problems } = await runModules(session, filesOf(checks), modules, calls);
  const expected = results.get(REFERENCE) ?? new Map<string, readonly Value[]>();
  for (const { id } of calls) {
    if (expected.has(id)) continue;
    const { said, line } = reasonsOf(problems);
    throw new BrokenPackError('checks/reference.py', `gives nothing for "${id}": ${said}`, line);
  }
  return expected;
}

/** What the known mistakes return. @throws BrokenPackError when a variant can't be loaded or has no docstring. */
export async function knownMistakes(
  session: SandboxSession,
  checks: Files,
  calls: readonly Call[],
): Promise<readonly Mistake[]> {
  const names = [...checks.keys()].flatMap((path) => MISTAKES.exec(path)?.[1] ?? []).sort();
  if (names.length === 0 || calls.length === 0) return [];
  const modules = names.map((name) => ({ name, file: mistakeFile(name), widen: true }));
  const { results, about, problems } = await runModules(session, filesOf(checks), modules, calls);
  return names.map((name) => {
    const advice = about.get(name)?.trim().replaceAll(/\s+/g, ' ') ?? '';
    if (advice === '') {
      const { said, line } = reasonsOf(problems);
      throw new BrokenPackError(
        `checks/mistakes/${name}.py`,
        `can't be loaded or has no docstring: ${said}`,
        line,
      );
    }
    return { name, advice, values: results.get(name) ?? new Map<string, readonly Value[]>() };
  });
}

async function runModules(
  session: SandboxSession,
  files: Files,
  modules: readonly { readonly name: string; readonly file: string; readonly widen: boolean }[],
  calls: readonly Call[],
): Promise<{
  results: ReadonlyMap<string, Results>;
  about: ReadonlyMap<string, string>;
  problems: Problem[];
}> {
  const results = new Map(modules.map(({ name }) => [name, new Map<string, readonly Value[]>()]));
  const about = new Map<string, string>();
  const problems: Problem[] = [];
  const outcome = await runHarness(session, {
    files,
    modules,
    shared: true,
    calls,
    seconds: SECONDS.call,
    twice: false,
    cpuSeconds: SECONDS.module * modules.length,
    onFrame: (frame) => {
      if (frame.t === 'loaded') about.set(frame.module, frame.about);
      else if (frame.t === 'error') problems.push(problemOf(frame.error));
      else if (frame.t === 'result' && 'values' in frame)
        results.get(frame.module)?.set(frame.id, frame.values);
      else if (frame.t === 'result') problems.push(problemOf(frame.error, `${frame.id}: `));
    },
  });
  const said = printed(outcome);
  return { results, about, problems: said === '' ? problems : [...problems, { text: said, line: null }] };
}

/** A sandbox has plain file names only; a mistake may `from reference import …` what it has right. */
function filesOf(checks: Files): Files {
  return new Map(
    [...checks].flatMap(([path, bytes]) => {
      const name = MISTAKES.exec(path)?.[1];
      if (name !== undefined) return [[mistakeFile(name), bytes] as const];
      return path === `${REFERENCE}.py` || path === DRIVERS_FILE ? [[path, bytes] as const] : [];
    }),
  );
}

function mistakeFile(name: string): string {
  return `mistake-${name}.py`;
}

interface Problem {
  readonly text: string;
  /** Of the module's file. */
  readonly line: number | null;
}

function problemOf({ type, msg, line }: Failure, where = ''): Problem {
  return { text: `${where}${type}: ${msg}`, line };
}

function reasonsOf(problems: readonly Problem[]): { said: string; line: number | undefined } {
  return {
    said: problems.map(({ text }) => text).join('; ') || 'it ended without a word',
    line: problems.find(({ line }) => line !== null)?.line ?? undefined,
  };
}
