/** What came of one case: a run of the student's program, judged out here. */
import type { Evidence, TestCaseResult } from '#libs/domain';
import type { RunOutcome } from '#libs/grader-sdk';
import type { LoadedCase } from './cases';
import type { Checker, Opinion } from './checker';
import { compareOutput, type Comparison, type Difference } from './compare';
import type { StdioConfig } from './config';
import { readTraceback } from './diagnostics';
import { inputEvidence, outputDiff, printable, printedEvidence, textOf } from './evidence';

/** What came of a case, before it is given its name and points. `share` is the part of the points, 0 to 1. */
export interface Outcome extends Pick<TestCaseResult, 'verdict' | 'code' | 'message' | 'evidence'> {
  readonly share: number;
}

export async function judgeRun(
  loaded: LoadedCase,
  outcome: RunOutcome,
  config: StdioConfig,
  checker: Checker | null,
): Promise<Outcome> {
  const ended = endOf(outcome, config);
  if (ended) return { ...ended, share: 0, evidence: [...inputEvidence(loaded), ...printedEvidence(outcome)] };
  if (checker) {
    return checked(await checker.judge(loaded.input, outcome.stdout, loaded.expected), loaded, outcome);
  }
  const expected = loaded.expected ?? new Uint8Array();
  const comparison = compareOutput(expected, outcome.stdout, loaded.case.compare ?? config.compare);
  return compared(comparison, loaded, outcome);
}

type End = Pick<TestCaseResult, 'verdict' | 'code' | 'message'>;

/** How a run ended that is not worth comparing; null where it ended well. */
function endOf(outcome: RunOutcome, config: StdioConfig): End | null {
  const { seconds, memoryMiB, outputKiB } = config.limits;
  switch (outcome.kind) {
    case 'exited':
      return outcome.exitCode === 0 || config.exitStatus === 'any' ? null : failedEnd(outcome, config);
    case 'signalled':
      return {
        verdict: 'crashed',
        code: 'stdio.crashed',
        message: `The program crashed (${outcome.signal}). ${crashHint(outcome.signal)}`,
      };
    case 'timed-out':
      return {
        verdict: 'timed-out',
        code: `stdio.timed-out.${outcome.limit}`,
        message:
          outcome.limit === 'cpu'
            ? `The program was still computing after ${seconds} s. Does a loop never end, or is the method too slow?`
            : 'The program did not end. Does it wait for more input than there is?',
      };
    case 'memory-exceeded':
      return {
        verdict: 'memory-exceeded',
        code: 'stdio.memory-exceeded',
        message: `The program wanted more than the ${memoryMiB} MiB of memory that it may have.`,
      };
    case 'output-exceeded':
      return {
        verdict: 'output-exceeded',
        code: 'stdio.output-exceeded',
        message: `The program printed more than ${outputKiB} KiB. Does a loop print without end?`,
      };
  }
}

function failedEnd(outcome: Extract<RunOutcome, { kind: 'exited' }>, config: StdioConfig): End {
  if (config.language === 'python') {
    const raised = readTraceback(textOf(outcome.stderr), config.files);
    if (raised) {
      const where = `line ${raised.line} of ${raised.file}`;
      return { verdict: 'crashed', code: 'stdio.exception', message: `${raised.message} (${where}).` };
    }
  }
  return {
    verdict: 'crashed',
    code: 'stdio.exit-status',
    message: `The program ended with exit status ${outcome.exitCode}, which says that it failed. Let main return 0.`,
  };
}

function crashHint(signal: string): string {
  switch (signal) {
    case 'SIGSEGV':
      return 'Usually an index outside of its array, a recursion without end, or a pointer that was never set.';
    case 'SIGABRT':
      return 'Usually a damaged heap, a failed assertion, or an exception that nothing catches.';
    case 'SIGFPE':
      return 'Usually a division by zero.';
    default:
      return 'A debugger shows the line.';
  }
}

const CORRECT: Outcome = {
  verdict: 'correct',
  code: 'stdio.correct',
  message: 'Correct.',
  evidence: [],
  share: 1,
};

function compared(comparison: Comparison, loaded: LoadedCase, outcome: RunOutcome): Outcome {
  if (comparison.kind === 'equal') return CORRECT;
  const { difference } = comparison;
  const evidence = evidenceOf(loaded, outcome, difference);
  return comparison.kind === 'presentation'
    ? {
        verdict: 'incorrect',
        code: 'stdio.presentation',
        message: `The right words, but not in the layout that is asked for: ${differenceText(difference)}`,
        evidence,
        share: 0,
      }
    : {
        verdict: 'incorrect',
        code: 'stdio.wrong-answer',
        message: differenceText(difference),
        evidence,
        share: 0,
      };
}

function evidenceOf(loaded: LoadedCase, outcome: RunOutcome, difference?: Difference): Evidence[] {
  return [
    ...inputEvidence(loaded),
    ...(loaded.expected ? [outputDiff(loaded.expected, outcome.stdout, difference?.line ?? 1)] : []),
    ...printedEvidence(outcome),
  ];
}

function differenceText({ line, expected, got }: Difference): string {
  if (got === null) return `The output ends too early: ${quoted(expected ?? '')} should follow.`;
  if (expected === null) return `Line ${line}: ${quoted(got)} is printed, but nothing more should be.`;
  return `Line ${line}: expected ${quoted(expected)}, got ${quoted(got)}.`;
}

const MAX_QUOTED = 80;

/** Compared as Latin-1, shown as the UTF-8 that it mostly is. */
function quoted(latin1: string): string {
  const text = printable(Buffer.from(latin1, 'latin1').toString('utf8'));
  return `"${text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text}"`;
}

function checked(opinion: Opinion, loaded: LoadedCase, outcome: RunOutcome): Outcome {
  const said = printable(opinion.message);
  const evidence = opinion.kind === 'right' ? [] : evidenceOf(loaded, outcome);
  switch (opinion.kind) {
    case 'right':
      return { ...CORRECT, message: said === '' ? CORRECT.message : said };
    case 'wrong':
      return {
        verdict: 'incorrect',
        code: 'stdio.wrong-answer',
        message: said === '' ? 'The output is not right.' : said,
        evidence,
        share: 0,
      };
    case 'presentation':
      return {
        verdict: 'incorrect',
        code: 'stdio.presentation',
        message: said === '' ? 'The output is not in the layout that is asked for.' : said,
        evidence,
        share: 0,
      };
    case 'partly':
      return {
        verdict: opinion.share === 1 ? 'correct' : opinion.share > 0 ? 'partially-correct' : 'incorrect',
        code: 'stdio.partly',
        message: said === '' ? `${Math.round(opinion.share * 100)} % of it is right.` : said,
        evidence,
        share: opinion.share,
      };
    case 'failed':
      return {
        verdict: 'needs-review',
        code: 'stdio.checker-failed',
        message: 'The checker of this assignment could not read the output; a person will look at it.',
        evidence: [...evidence, { kind: 'text', title: 'What the checker said', text: said }],
        share: 0,
      };
  }
}
