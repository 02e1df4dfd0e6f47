/** The gradient check: one run of the harness in check mode, judged outside. */
import type { Verdict } from '#libs/domain';
import type { RunOutcome, SandboxSession } from '#libs/grader-sdk';
import { type Convention, type NetworkModel, norm } from '#libs/numeric';
import { type Answer, readAnswer } from './answers';
import {
  type CheckCase,
  encodeCheckInput,
  FIRST,
  makeCheckCases,
  OVERFLOWING,
  REPEATED,
} from './check-cases';
import { TOLERANCE } from './compare';
import { type CaseFrame, isAnswered, type ProgramFailure } from './frames';
import { type HarnessRun, runHarness } from './harness';
import { type Identified, identify } from './identify';
import type { RecognisedNetwork } from './recognised-network';
import { type Judgement, judgeLayer } from './judge';
import { readSpec, type Spec } from './spec';
import { tell } from './words';

export interface GradientCheck {
  readonly run: HarnessRun;
  readonly spec: Spec;
  readonly network: RecognisedNetwork | null;
  readonly dW1: Judgement;
  readonly dW2: Judgement;
  /** What gradients() returned in the recognised layout. */
  readonly answers: readonly Answer[];
  /** Exceptions of gradients(), in whatever layout. */
  readonly failures: readonly ProgramFailure[];
  /** Worth saying, but costs nothing. */
  readonly remarks: readonly string[];
}

const CHECK_SECONDS = 60;
const OUTPUT_BYTES = 64 << 20;

export async function checkGradients(
  session: SandboxSession,
  source: Uint8Array,
  seed: string,
  studentSeed: number,
): Promise<GradientCheck> {
  const cases = makeCheckCases(seed);
  const frames: CaseFrame[] = [];
  const run = await runHarness(session, {
    mode: 'check',
    source,
    stdin: encodeCheckInput(cases, { seed: studentSeed }),
    cpuSeconds: CHECK_SECONDS,
    outputBytes: OUTPUT_BYTES,
    onFrame: (frame) => {
      if (frame.t === 'case') frames.push(frame);
    },
  });
  return judgeCheck(run, frames, cases);
}

export function judgeCheck(
  run: HarnessRun,
  frames: readonly CaseFrame[],
  cases: readonly CheckCase[],
): GradientCheck {
  const spec = readSpec(run.loaded?.spec ?? {});
  const failures = frames.flatMap((frame) => (isAnswered(frame) ? [] : [frame.error]));
  const failed = (judgement: Judgement): GradientCheck => ({
    run,
    spec,
    network: null,
    dW1: judgement,
    dW2: judgement,
    answers: [],
    failures,
    remarks: [],
  });
  const early = notLoaded(run);
  if (early) return failed(early);

  const layouts = groupByLayout(frames, cases);
  const small = cases.filter(({ stage }) => stage === 1).length;
  const complete = layouts.filter((layout) => layout.answers.length >= small);
  if (complete.length === 0) return failed(noAnswer(run.outcome, layouts));

  const { layout, identified } = mostLikely(complete, small, spec);
  const random = changesItsAnswer(layout.answers) ? CHANGES_ITS_ANSWER : null;
  if (!identified) return failed(random ?? notRecognised(layout.answers));
  const judged = judgeLayout(layout, identified, cases, run.outcome);
  const dW1 = judged.dW1.share === 0 ? (random ?? judged.dW1) : judged.dW1;
  const dW2 = judged.dW2.share === 0 ? (random ?? judged.dW2) : judged.dW2;
  return { run, spec, failures, ...judged, dW1, dW2 };
}

interface Layout {
  readonly convention: Convention;
  readonly framework: 'torch' | 'numpy';
  readonly answers: Answer[];
  readonly failures: Map<string, ProgramFailure>;
}

function groupByLayout(frames: readonly CaseFrame[], cases: readonly CheckCase[]): Layout[] {
  const layouts = new Map<string, Layout>();
  for (const frame of frames) {
    const { framework, layout, bias1, bias2 } = frame;
    const checkCase = cases.find(({ id }) => id === frame.id);
    if (!checkCase) continue;
    const key = [framework, layout, bias1, bias2].join();
    const group = layouts.get(key) ?? {
      convention: { layout, bias1, bias2 },
      framework,
      answers: [],
      failures: new Map<string, ProgramFailure>(),
    };
    layouts.set(key, group);
    const repeated =
      group.failures.has(frame.id) || group.answers.some(({ checkCase: c }) => c.id === frame.id);
    if (repeated) continue;
    if (isAnswered(frame)) group.answers.push(readAnswer(frame, checkCase));
    else group.failures.set(frame.id, frame.error);
  }
  return [...layouts.values()];
}

const RANK: Record<Identified['by'], number> = { 'both gradients': 4, dW2: 3, dW1: 2, loss: 1, mistake: 0 };

/** Of the layouts in which gradients() ran, the one that is recognised best; the first of equals. */
function mostLikely(layouts: readonly Layout[], small: number, spec: Spec) {
  let best: { layout: Layout; identified: Identified | null } | null = null;
  for (const layout of layouts) {
    const identified = identify(layout.answers.slice(0, small), spec);
    if (!best || rank(identified) > rank(best.identified)) best = { layout, identified };
    if (identified?.by === 'both gradients') break;
  }
  return best as NonNullable<typeof best>;
}

function rank(identified: Identified | null): number {
  return identified ? RANK[identified.by] : -1;
}

function judgeLayout(
  layout: Layout,
  { model }: Identified,
  cases: readonly CheckCase[],
  outcome: RunOutcome,
) {
  const scored = layout.answers.filter(({ checkCase }) => checkCase.id !== OVERFLOWING);
  const missing = cases.find(
    ({ id }) => id !== OVERFLOWING && !scored.some(({ checkCase }) => checkCase.id === id),
  );
  const judge = (name: 'dW1' | 'dW2'): Judgement => {
    const judgement = judgeLayer(name, model, scored);
    if (judgement.share === 0 || !missing) return judgement;
    return incomplete(judgement, missing, layout.failures.get(missing.id), outcome);
  };
  const network: RecognisedNetwork = { model, convention: layout.convention, framework: layout.framework };
  return {
    network,
    dW1: judge('dW1'),
    dW2: judge('dW2'),
    answers: layout.answers,
    remarks: overflowRemarks(layout, model),
  };
}

function overflowRemarks(layout: Layout, model: NetworkModel): string[] {
  const answer = layout.answers.find(({ checkCase }) => checkCase.id === OVERFLOWING);
  const finite = answer?.dW1.kind === 'matrix' && answer.dW2.kind === 'matrix';
  if (finite && Number.isFinite(answer.loss)) return [];
  if (!answer && !layout.failures.has(OVERFLOWING)) return [];
  if (finite && model.loss === 'ce') {
    return [
      'With weights twelve times as large your loss is not finite, since P rounds to 0: take log P as O − logsumexp(O). This costs no points.',
    ];
  }
  const cure = model.loss === 'ce' ? ': subtract the row’s maximum before exp' : '';
  return [`With weights twelve times as large your gradients overflow${cure}. This costs no points.`];
}

/** Right where it answered, but a case is missing: an exception, or the time was up. */
function incomplete(
  judgement: Judgement,
  missing: CheckCase,
  failure: ProgramFailure | undefined,
  outcome: RunOutcome,
): Judgement {
  const { examples, hidden } = { examples: missing.batch.Y.length, hidden: missing.W1.columns };
  const size = `${examples} example${examples === 1 ? '' : 's'} and ${hidden} hidden units`;
  if (failure && failure.type !== 'OutOfTime') {
    return {
      ...crashed(failure),
      residual: judgement.residual,
      message: `Right on other cases, but with ${size}: ${tell(failure)}`,
    };
  }
  return {
    verdict: failure ? 'timed-out' : ended(outcome),
    share: 0,
    code: 'too-slow',
    message: `Right on small cases, but with ${size} gradients() did not answer within ${missing.seconds} s of processor time. Use matrix products; differences of losses are no hard-coded gradients.`,
    residual: judgement.residual,
    evidence: [],
  };
}

function notLoaded({ error, loaded, outcome }: HarnessRun): Judgement | null {
  if (error) {
    const syntax =
      error.type === 'SyntaxError' || error.type === 'IndentationError' || error.type === 'TabError';
    return {
      ...crashed(error),
      verdict: syntax ? 'compile-error' : 'crashed',
      code: syntax ? 'syntax' : 'import-failed',
    };
  }
  if (!loaded) {
    return stopped(
      ended(outcome),
      'import-failed',
      `train.py ${HOW[ended(outcome)]} while it was loaded. Train inside train(), not at import.`,
    );
  }
  if (loaded.has.includes('gradients')) return null;
  return stopped('incorrect', 'missing-function', 'train.py defines no function gradients(X, Y, W1, W2).');
}

function noAnswer(outcome: RunOutcome, layouts: readonly Layout[]): Judgement {
  const failures = layouts.flatMap((layout) => [...layout.failures.values()]);
  const failure =
    failures.find(({ type }) => type === 'OutOfTime') ??
    failures.find((f) => !ABOUT_SHAPES.test(f.msg)) ??
    failures[0];
  if (!failure) {
    return stopped(
      ended(outcome),
      'no-answer',
      `gradients() ${HOW[ended(outcome)]} on the first small case.`,
    );
  }
  if (failure.type === 'OutOfTime') {
    return stopped(
      'timed-out',
      'too-slow',
      'gradients() did not answer a case of 8 examples and 16 hidden units in 10 s.',
    );
  }
  return crashed(failure);
}

/** Messages that a layout other than the program's own provokes. */
const ABOUT_SHAPES = /shape|size|dimension|mat1|matmul|broadcast|align/i;

const CHANGES_ITS_ANSWER = stopped(
  'incorrect',
  'random',
  'gradients() returns something else when it is called again with the same arguments. Dropout, noise and augmentation belong into train(), before gradients() is called.',
);

function changesItsAnswer(answers: readonly Answer[]): boolean {
  const [once, again] = [FIRST, REPEATED].map(
    (id) => answers.find(({ checkCase }) => checkCase.id === id)?.dW2,
  );
  if (once?.kind !== 'matrix' || again?.kind !== 'matrix') return false;
  const { data } = once.value;
  const difference = again.value.data.map((x, i) => x - (data[i] ?? NaN));
  return norm({ ...again.value, data: difference }) > TOLERANCE * norm(once.value);
}

function notRecognised(answers: readonly Answer[]): Judgement {
  const finite = answers.every(({ dW1, dW2 }) => dW1.kind === 'matrix' && dW2.kind === 'matrix');
  return stopped(
    'incorrect',
    finite ? 'not-recognised' : 'wrong-shape',
    finite
      ? 'Neither gradient, nor the loss, is that of a two-layer network (one hidden layer) with one of the activations and losses of the handout. Start with dL/dO, then dL/dW2 = Hᵀ·dL/dO.'
      : 'The gradients are not finite matrices in the shapes of W1 and W2.',
  );
}

function crashed(failure: ProgramFailure): Judgement {
  return stopped('crashed', 'exception', tell(failure));
}

type Ending = Extract<Verdict, 'crashed' | 'timed-out' | 'memory-exceeded' | 'output-exceeded'>;

const HOW: Record<Ending, string> = {
  crashed: 'ended the process',
  'timed-out': 'did not end in time',
  'memory-exceeded': 'needed more memory than it may have',
  'output-exceeded': 'printed without end',
};

export function ended(outcome: RunOutcome): Ending {
  return outcome.kind === 'exited' || outcome.kind === 'signalled' ? 'crashed' : outcome.kind;
}

export function howItEnded(outcome: RunOutcome): string {
  return HOW[ended(outcome)];
}

function stopped(verdict: Verdict, code: string, message: string): Judgement {
  return { verdict, share: 0, code, message, residual: null, evidence: [] };
}
