/** From what was found to the results of the planned cases, and to the facts. */
import type { Evidence, TestCase, TestCaseResult, Verdict } from '#libs/domain';
import type { Facts } from '#libs/grader-sdk';
import type { MnistConfig } from './config';
import {
  annotatedSource,
  confusionMatrix,
  learningCurve,
  misreadDigits,
  runTable,
  weightImages,
} from './evidence';
import { printed } from './harness';
import type { Judgement } from './judge';
import { notProven } from './memorised';
import { overallVerdict, type OverallVerdict, POINTS, trainingPoints } from './score';
import { describeModel, violationText } from './words';
import { isFlagged, type Work } from './work';

const CASES = {
  dW2: { name: 'dL/dW2', visibility: 'student' },
  dW1: { name: 'dL/dW1', visibility: 'student' },
  training: { name: 'test error', visibility: 'student' },
  memorised: { name: 'signs of memorised answers', visibility: 'staff' },
} as const;
type CaseKey = keyof typeof CASES;
const KEYS = Object.keys(CASES) as CaseKey[];

export const PLAN: readonly TestCase[] = KEYS.map((key) => ({ ...CASES[key], maxPoints: POINTS[key] }));

/** One outcome for all cases: the file can't be run, or it broke a rule. */
export function sameForAll(
  verdict: Verdict,
  code: string,
  message: string,
  evidence: readonly Evidence[] = [],
) {
  return KEYS.map((key) => result(key, verdict, 0, code, message, key === 'dW2' ? evidence : []));
}

export function resultsOf(work: Work, config: MnistConfig): readonly TestCaseResult[] {
  const { check, violations, source } = work;
  const annotated = annotatedSource(source, violations, check.run);
  if (violations.length > 0) return sameForAll('rejected', 'autograd', violationText(violations), annotated);
  if (isFlagged(work) && config.memorised === 'reject') {
    return sameForAll(
      'rejected',
      'memorised',
      'The weights, or the program, show that test images were memorised.',
    );
  }
  return [
    gradientResult('dW2', work, annotated),
    gradientResult('dW1', work, []),
    trainingResult(work, config),
    memorisedResult(work, config),
  ];
}

function gradientResult(key: 'dW1' | 'dW2', { check }: Work, annotated: readonly Evidence[]): TestCaseResult {
  const { verdict, share, code, message } = check[key];
  const remarks = key === 'dW1' ? check.remarks : [];
  const output = key === 'dW2' && check[key].share === 0 ? outputOf(printed(check.run.outcome)) : [];
  return result(key, verdict, share, code, [message, ...remarks].join(' '), [...annotated, ...output]);
}

function trainingResult(work: Work, config: MnistConfig): TestCaseResult {
  const { check, training, measured, device, strict } = work;
  if (!training) {
    if (strict?.problem) {
      const verdict = strict.config ? 'not-run' : 'incorrect';
      return result('training', verdict, 0, 'not-trainable', strict.problem);
    }
    const why = check.network ? 'neither gradient is right' : 'the gradient check found no network to train';
    return result('training', 'not-run', 0, 'not-run', `Training was not run, since ${why}.`);
  }
  const curve = learningCurve(training.curve);
  const table = runTable(training.run, device, measured?.backend ?? null, strict?.config ?? null);
  if (!measured || !training.weights) {
    const { verdict, code, message } = training.problem ?? NO_WEIGHTS;
    const output = outputOf(printed(training.run.outcome));
    return result('training', verdict, 0, code, message, [...curve, ...output, table]);
  }
  const { evaluation, images } = measured;
  const evidence = [
    ...curve,
    confusionMatrix(evaluation.predictions, images.labels),
    ...misreadDigits(evaluation.predictions, images),
    weightImages(training.weights.network),
    table,
  ];
  return { ...judgeErrors(work, config, evaluation.errors, images.count), evidence };
}

function judgeErrors({ training }: Work, config: MnistConfig, errors: number, total: number): TestCaseResult {
  const percent = `${errors} of ${total} test images are misread (${((100 * errors) / total).toFixed(2)} %).`;
  const lacking = training?.lacking;
  if (lacking) return result('training', 'incorrect', 0, lacking.code, `${percent} ${lacking.message}`);
  const share = trainingPoints(errors, config.passErrors, total) / POINTS.training;
  const verdict = share === 1 ? 'correct' : share > 0 ? 'partially-correct' : 'incorrect';
  const goal = share === 1 ? '' : ` The goal is ${config.passErrors} or fewer.`;
  const cut = training?.weights?.cutShort
    ? ' The time was up before train() returned, so these are the weights that you reported last.'
    : '';
  return result('training', verdict, share, share === 1 ? 'reached' : 'missed', percent + goal + cut);
}

const NO_WEIGHTS = {
  verdict: 'crashed',
  code: 'train-ended',
  message: 'train() returned no weights.',
} as const;

function memorisedResult(work: Work, { mode }: MnistConfig): TestCaseResult {
  const unproven: Evidence = { kind: 'text', title: 'What no run proves', text: notProven(mode) };
  if (!work.measured)
    return result('memorised', 'not-run', 0, 'not-run', 'There are no weights.', [unproven]);
  const { signs } = work.measured;
  const table: Evidence = {
    kind: 'table',
    title: 'Signs of memorised answers',
    columns: ['sign', 'here', 'usual', ''],
    rows: signs.map((sign) => [sign.what, sign.value, sign.usual, sign.suspicious ? 'look' : 'as usual']),
  };
  const flagged = isFlagged(work);
  const message = flagged ? 'Look at the program: its answers may be memorised.' : 'Nothing unusual.';
  return result(
    'memorised',
    flagged ? 'needs-review' : 'correct',
    0,
    flagged ? 'flagged' : 'unsuspicious',
    message,
    [table, unproven],
  );
}

function result(
  key: CaseKey,
  verdict: Verdict,
  share: number,
  code: string,
  message: string,
  evidence: readonly Evidence[] = [],
): TestCaseResult {
  const points = Math.round(POINTS[key] * share * 100) / 100;
  return { name: CASES[key].name, verdict, points, code: `mnist.${code}`, message, evidence };
}

function outputOf(text: string): Evidence[] {
  return text === '' ? [] : [{ kind: 'text', title: 'What train.py printed', text }];
}

export function factsOf(work: Work, config: MnistConfig): Facts {
  const { check, training, measured, violations, device } = work;
  const { hello } = check.run;
  const { usage } = (training ?? check).run.outcome;
  const gradient = ({ verdict, code, residual }: Judgement) => ({ verdict, code, relativeError: residual });
  return {
    verdict: verdictOf(work, config),
    mode: config.mode,
    gradientCheck: { dW1: gradient(check.dW1), dW2: gradient(check.dW2) },
    testErrors: measured?.evaluation.errors ?? null,
    model: check.network ? describeModel(check.network) : null,
    violations,
    guard: { patched: hello.guard, kernelsBlocked: hello.kernels, lockdown: hello.lock },
    device,
    backend: measured?.backend ?? null,
    torch: hello.torch,
    audits: training && {
      count: training.audits.count,
      largestRelativeError: training.audits.worst,
      rows: training.rows,
    },
    cpuSeconds: usage.cpuSeconds,
    peakMemoryBytes: usage.peakMemoryBytes,
  };
}

/** A gradient was returned, and is not the derivative. */
function isWrong({ verdict, code }: Judgement): boolean {
  return verdict === 'incorrect' && code !== 'missing-function';
}

function verdictOf(work: Work, config: MnistConfig): OverallVerdict {
  const { check, training, measured, violations } = work;
  const flagged = isFlagged(work);
  return overallVerdict({
    gradientsWrong: training === null && [check.dW1, check.dW2].some(isWrong),
    rejected: violations.length > 0 || (flagged && config.memorised === 'reject'),
    errors: measured?.evaluation.errors ?? null,
    total: measured?.images.count ?? 0,
    passErrors: config.passErrors,
    gradientsRight: check.dW1.share === 1 && check.dW2.share === 1,
    trainedWithThem: training !== null && training.lacking === null,
    flagged,
  });
}
