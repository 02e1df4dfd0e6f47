import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { graders } from '#graders';
import type { TestCaseResult } from '#libs/domain';
import { Datasets, InfrastructureError, Sandbox, type ConfiguredGrader } from '#libs/grader-sdk';
import { GraderRegistry, PackError, receiveContent } from '#libs/grading';
import { z } from 'zod';
import { EXIT, UsageError, type ExitStatus } from '../exit';

interface Judgement {
  readonly verdict: 'correct' | 'incorrect' | 'invalid';
  readonly code: string;
  readonly message: string;
}

/** So many lines are judged at once; a mathematics pool has two threads. */
const LINES_AT_ONCE = 4;

const lineSchema = z.object({
  id: z.union([z.string(), z.number(), z.null()]).default(null),
  config: z.record(z.string(), z.unknown()),
  answer: z.string(),
});

class NoSandbox extends Sandbox {
  open(): Promise<never> {
    return Promise.reject(
      new InfrastructureError('assay judge has no sandbox: use assay grade for programs'),
    );
  }
}

class NoDatasets extends Datasets {
  locate(): Promise<never> {
    return Promise.reject(
      new InfrastructureError('assay judge has no data sets: use assay grade for programs'),
    );
  }
}

/** Judges answers of one grader; configurations that repeat are prepared once. */
class Judge {
  private readonly registry = new GraderRegistry(graders);
  private readonly configured = new Map<string, ConfiguredGrader>();

  constructor(private readonly graderId: string) {
    if (!this.registry.ids.includes(graderId)) {
      throw new UsageError(`there is no grader "${graderId}"; there are ${this.registry.ids.join(', ')}`);
    }
  }

  /** @throws PackError when the config is wrong. @throws UsageError when it isn't one answer that is judged. */
  async judge(config: Record<string, unknown>, answer: string): Promise<Judgement> {
    const grader = this.configure(config);
    const field = grader.shape.kind === 'answers' ? grader.shape.fields : [];
    const [only, ...more] = field;
    if (!only || more.length > 0)
      throw new UsageError(`this config of ${this.graderId} does not ask for exactly one answer`);
    const content = receiveContent({ files: [], answers: new Map([[only.name, answer]]) }, grader.shape);
    if (!content.ok)
      return { verdict: 'invalid', code: content.refusal.code, message: content.refusal.detail };
    const results: TestCaseResult[] = [];
    const running = grader.grade({
      ...content.value,
      checks: new Map(),
      sandbox: new NoSandbox(),
      datasets: new NoDatasets(),
      seed: createHash('sha256')
        .update(JSON.stringify([config, answer]))
        .digest('hex'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    for await (const result of running) results.push(result);
    return summarise(results);
  }

  private configure(config: Record<string, unknown>): ConfiguredGrader {
    const key = JSON.stringify(config);
    const known = this.configured.get(key);
    if (known) return known;
    const configured = this.registry.configure({
      id: 'judge',
      title: 'judge',
      grader: this.graderId,
      config,
      points: 1,
    });
    if (this.configured.size >= 1_000) this.configured.clear();
    this.configured.set(key, configured);
    return configured;
  }
}

/** All cases right is correct, nothing readable is invalid, all else incorrect, with the first complaint. */
function summarise(results: readonly TestCaseResult[]): Judgement {
  const wrong = results.find(({ verdict }) => verdict !== 'correct');
  if (!wrong)
    return { verdict: 'correct', code: results[0]?.code ?? 'correct', message: results[0]?.message ?? '' };
  const verdict = results.every((result) => result.verdict === 'invalid') ? 'invalid' : 'incorrect';
  return { verdict, code: wrong.code, message: wrong.message };
}

/** `assay judge <grader> --config <json> --answer <text>` */
export async function judgeOne(
  graderId: string,
  configText: string,
  answer: string,
  asJson: boolean,
): Promise<ExitStatus> {
  const judge = new Judge(graderId);
  let config: Record<string, unknown>;
  try {
    config = z.record(z.string(), z.unknown()).parse(JSON.parse(configText));
  } catch (error) {
    throw new UsageError(
      `--config is not a JSON object: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const started = performance.now();
  const judgement = await judge.judge(config, answer);
  const ms = elapsed(started);
  console.log(
    asJson
      ? JSON.stringify({ ...judgement, ms })
      : `${judgement.verdict} (${judgement.code}): ${judgement.message}`,
  );
  return EXIT.ok;
}

/** `assay judge <grader> --jsonl`: answers come out in the order of the lines, one for each, whatever a line holds. */
export async function judgeLines(graderId: string): Promise<ExitStatus> {
  const judge = new Judge(graderId);
  const pending: Promise<string>[] = [];
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    pending.push(judgeLine(judge, line));
    if (pending.length >= LINES_AT_ONCE) await write(await pending.shift());
  }
  for (const output of pending) await write(await output);
  return EXIT.ok;
}

async function judgeLine(judge: Judge, line: string): Promise<string> {
  const started = performance.now();
  const parsed = parseLine(line);
  if (!parsed.ok) {
    return JSON.stringify({
      id: null,
      verdict: 'invalid',
      code: 'judge.line',
      message: parsed.message,
      ms: elapsed(started),
    });
  }
  const { id, config, answer } = parsed.value;
  try {
    return JSON.stringify({ id, ...(await judge.judge(config, answer)), ms: elapsed(started) });
  } catch (error) {
    if (!(error instanceof PackError || error instanceof UsageError)) throw error;
    return JSON.stringify({
      id,
      verdict: 'invalid',
      code: 'judge.config',
      message: error.message,
      ms: elapsed(started),
    });
  }
}

function parseLine(
  line: string,
): { ok: true; value: z.infer<typeof lineSchema> } | { ok: false; message: string } {
  try {
    return { ok: true, value: lineSchema.parse(JSON.parse(line)) };
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { ok: false, message: `the line is no {id, config, answer}: ${reason}` };
  }
}

async function write(output: string | undefined): Promise<void> {
  if (!process.stdout.write(`${output ?? ''}\n`))
    await new Promise((resolve) => process.stdout.once('drain', resolve));
}

function elapsed(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10;
}
