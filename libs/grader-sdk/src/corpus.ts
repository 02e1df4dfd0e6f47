/** Labelled answers of an answer grader, for the specs that measure it on them. Part of the second door. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCaseResult } from '#libs/domain';
import type { AnyGrader, ConfiguredGrader } from './grader';
import { DeadSandbox, NoDatasets } from './stand-ins';

export interface CorpusEntry {
  /** A key of the problems. */
  readonly problem: string;
  readonly answer: string;
}

export interface Judged<Entry> {
  readonly entry: Entry;
  readonly result: TestCaseResult;
  /** Wall-clock milliseconds. */
  readonly ms: number;
}

export interface CorpusFiles {
  readonly folder: string;
  /** A JSON object: the grader's config by the problem's name. */
  readonly problems: string;
  /** JSON lines. */
  readonly entries: string;
}

/** A corpus and, once it was judged, what the grader made of it: the first case of each answer's problem. */
export class Corpus<Entry extends CorpusEntry> {
  readonly entries: readonly Entry[];
  readonly judged: Judged<Entry>[] = [];
  private readonly graders: ReadonlyMap<string, ConfiguredGrader>;

  /** @param parse checks a line; throws where it is none */
  constructor(
    grader: AnyGrader,
    { folder, problems, entries }: CorpusFiles,
    parse: (line: unknown) => Entry,
  ) {
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const configs = Object.entries(JSON.parse(read(problems)) as Record<string, unknown>);
    this.graders = new Map(configs.map(([name, config]) => [name, grader.configure(config)]));
    this.entries = read(entries)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parse(JSON.parse(line)));
  }

  /** One after another, so that times are each answer's own. */
  async judge(seed: string): Promise<void> {
    for (const entry of this.entries) this.judged.push(await this.judgeOne(entry, seed));
  }

  private async judgeOne(entry: Entry, seed: string): Promise<Judged<Entry>> {
    const grader = this.graders.get(entry.problem);
    const field = grader?.plan[0]?.name;
    if (!grader || field === undefined) throw new Error(`no problem ${entry.problem}`);
    const started = performance.now();
    const results = grader.grade({
      answers: new Map([[field, entry.answer]]),
      files: new Map(),
      checks: new Map(),
      sandbox: new DeadSandbox(),
      datasets: new NoDatasets(),
      seed,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    for await (const result of results) return { entry, result, ms: performance.now() - started };
    throw new Error('no result');
  }
}
