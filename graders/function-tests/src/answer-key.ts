/**
 * What a problem's calls should return. Arguments come in a few sets, each drawn from the pack's secret files, and a
 * submission's seed picks one: so the reference runs once for a set and not for every submission. A key holds plain
 * numbers; no container outlives the grading in which it was made.
 */
import { createHash } from 'node:crypto';
import type { Files, GradingInput } from '#libs/grader-sdk';
import { type Call, makeCalls } from './calls';
import type { FunctionTestsConfig } from './config';
import { expectedResults, knownMistakes, type Mistake } from './reference';
import type { Value } from './values';

export interface AnswerKey {
  readonly calls: readonly Call[];
  /** Results by call, one for each name in `returns`. */
  readonly expected: ReadonlyMap<string, readonly Value[]>;
  readonly mistakes: readonly Mistake[];
}

const SETS = 4;
const MAX_KEPT = 64;
const kept = new Map<string, Promise<AnswerKey>>();

/** @throws InfrastructureError when the sandbox or the pack's own files fail */
export async function answerKey(config: FunctionTestsConfig, input: GradingInput): Promise<AnswerKey> {
  const set = createHash('sha256').update(input.seed).digest().readUInt32LE() % SETS;
  const seed = digest(config, input.checks, set);
  const known = kept.get(seed);
  if (known) {
    // Another submission made it, or failed to: its end is not ours.
    const key = await known.catch(() => null);
    if (key) return key;
  }
  const making = makeKey(makeCalls(config, seed), config, input);
  keep(seed, making);
  return making;
}

async function makeKey(
  calls: readonly Call[],
  config: FunctionTestsConfig,
  { checks, sandbox, signal }: GradingInput,
): Promise<AnswerKey> {
  await using session = await sandbox.open(sandboxFor(config), signal);
  const expected = await expectedResults(session, checks, calls);
  return { calls, expected, mistakes: await knownMistakes(session, checks, calls) };
}

export function sandboxFor({ memoryMiB }: FunctionTestsConfig) {
  return { image: 'python', memoryBytes: memoryMiB * 2 ** 20 } as const;
}

function keep(seed: string, making: Promise<AnswerKey>): void {
  kept.delete(seed);
  kept.set(seed, making);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  making.catch(() => {
    if (kept.get(seed) === making) kept.delete(seed);
  });
}

/** Of all that the numbers and the results depend on. */
function digest(config: FunctionTestsConfig, checks: Files, set: number): string {
  const hash = createHash('sha256').update(JSON.stringify([set, config], readable));
  for (const [path, bytes] of [...checks].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\0${path}\0${String(bytes.length)}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * What JSON has no word for. (Not v8.serialize: it writes a number as the engine happens to keep it at the moment, so that one
 * config could have two digests, and a submission two sets of arguments.)
 */
function readable(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...(value as Map<unknown, unknown>)] };
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { number: Object.is(value, -0) ? '-0' : String(value) };
}
