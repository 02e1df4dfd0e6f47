import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { graders } from '#graders';
import type { GradeReport } from '#libs/contracts';
import {
  contentFromFolder,
  describeContent,
  GraderRegistry,
  gradeSubmission,
  readPackFolder,
  receiveContent,
  type GradingObserver,
} from '#libs/grading';
import { EXIT, UsageError, type ExitStatus } from '../exit';
import { reportTable } from '../report-table';
import { withGradingTools } from '../tools';

/** `assay grade <pack>/<problem> <file…>`: the same road as a submission's, without server and database. */
export async function grade(
  target: string,
  paths: readonly string[],
  options: { json?: boolean },
): Promise<ExitStatus> {
  const { packFolder, problemId } = splitTarget(target);
  const pack = await readPackFolder(packFolder);
  const problem = pack.getProblem(problemId);
  const grader = new GraderRegistry(graders).configure(problem);
  const content = receiveContent(contentFromFolder(await readFiles(paths), grader.shape), grader.shape);
  if (!content.ok) {
    console.error(content.refusal.detail);
    return EXIT.refused;
  }
  const submissionId = describeContent(content.value).sha256.slice(0, 16);
  const work = {
    submissionId,
    content: content.value,
    assignment: basename(packFolder),
    pack,
    problem,
    grader,
  };
  const report = await withGradingTools((tools, signal) => gradeSubmission(work, tools, onStderr(), signal));
  print(report, options.json === true);
  return report.outcome === 'graded' ? EXIT.ok : EXIT.refused;
}

/** `courses/intro-ml/prerequisites/sort`, or the problem's folder itself: `…/prerequisites/problems/sort`. */
function splitTarget(target: string): { packFolder: string; problemId: string } {
  const path = resolve(target);
  const parent = dirname(path);
  return {
    packFolder: basename(parent) === 'problems' ? dirname(parent) : parent,
    problemId: basename(path),
  };
}

async function readFiles(paths: readonly string[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    if (files.has(basename(path))) throw new UsageError(`two files are called ${basename(path)}`);
    try {
      files.set(basename(path), await readFile(path));
    } catch (error) {
      throw new UsageError(
        `${path} can't be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return files;
}

function onStderr(): GradingObserver {
  const say = process.stderr.isTTY ? (text: string) => process.stderr.write(`${text}\n`) : () => undefined;
  return {
    onCase: (result, done, of) => {
      say(`${String(done)}/${String(of)} ${result.name}: ${result.verdict}`);
      return Promise.resolve();
    },
    onProgress: ({ message }) => say(message),
  };
}

function print(report: GradeReport, asJson: boolean): void {
  process.stdout.write(asJson ? `${JSON.stringify(report)}\n` : reportTable(report));
}
