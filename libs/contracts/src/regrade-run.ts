import { VERDICTS } from '#libs/domain';
import { z } from 'zod';
import { slugSchema } from './manifest';
import { paragraphSchema } from './review';

const instant = z.iso.datetime();
const testName = z.string().min(1).max(200);
const number = z.number().int().positive();

/** Which graded submissions of a problem are graded again. */
export const regradeSelectionSchema = z.discriminatedUnion('kind', [
  /** The newest, or the one that counts most, of each student; or all of them. */
  z.strictObject({ kind: z.enum(['latest', 'best', 'all']) }),
  /** Those that this test found wrong; or those that it ran on at all, so that a change of it may touch them. */
  z.strictObject({ kind: z.enum(['failing', 'affected']), test: testName }),
  z.strictObject({ kind: z.literal('ids'), ids: z.array(z.uuid()).min(1).max(5_000) }),
]);
export type RegradeSelection = z.infer<typeof regradeSelectionSchema>;

export const startRegradeSchema = z.strictObject({
  problem: slugSchema,
  /** Only submissions whose grade comes from this version; null: from any. */
  from: number.nullable(),
  to: number,
  selection: regradeSelectionSchema,
  /** Grade everything twice, to find what is not the same twice. */
  twice: z.boolean(),
  /** Students whose grade changes read it. */
  reason: paragraphSchema,
});
export type StartRegrade = z.infer<typeof startRegradeSchema>;

export const REGRADE_POLICIES = ['raise-only', 'replace'] as const;
export const regradePolicySchema = z.enum(REGRADE_POLICIES);
export type RegradePolicy = z.infer<typeof regradePolicySchema>;

export const REGRADE_RUN_STATES = ['running', 'ready', 'cancelled', 'applied', 'reverted'] as const;

const decision = z.object({ by: z.string(), at: instant });

export const regradeRunSchema = z.object({
  id: z.uuid(),
  assignment: slugSchema,
  problem: slugSchema,
  from: number.nullable(),
  to: number,
  selection: regradeSelectionSchema,
  twice: z.boolean(),
  reason: z.string(),
  state: z.enum(REGRADE_RUN_STATES),
  started: decision,
  /** Gradings: all, those with a report, and those that the platform could not finish. */
  gradings: z.object({ all: z.number().int(), done: z.number().int(), failed: z.number().int() }),
  policy: regradePolicySchema.nullable(),
  applied: decision.nullable(),
  reverted: decision.nullable(),
  /** Until when it can be reverted; null where it is not applied. */
  revertibleUntil: instant.nullable(),
});
export type RegradeRunView = z.infer<typeof regradeRunSchema>;

export const regradeRunListSchema = z.object({
  runs: z.array(regradeRunSchema),
  next: z.string().nullable(),
});
export type RegradeRunList = z.infer<typeof regradeRunListSchema>;

const verdict = z.enum(VERDICTS);
const person = z.object({ id: z.uuid(), name: z.string() });

/** What a test said before and says now; null where the version has no such test. */
export const testTransitionSchema = z.object({
  test: z.string(),
  before: verdict.nullable(),
  after: verdict.nullable(),
});
export type TestTransition = z.infer<typeof testTransitionSchema>;

/**
 * Why a submission keeps its report: it would gain no points and only raising was asked for; two gradings differ; the platform
 * could not grade it; or it is not through yet.
 */
export const KEPT_BECAUSE = ['no-raise', 'flaky', 'failed', 'unfinished'] as const;

export const regradedSubmissionSchema = z.object({
  id: z.uuid(),
  receivedAt: instant,
  /** Points of the reports; null where there is none. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  kept: z.enum(KEPT_BECAUSE).nullable(),
  /** What staff set counts whatever reports say, and stays. */
  override: z.number().nullable(),
  tests: z.array(testTransitionSchema),
});
export type RegradedSubmission = z.infer<typeof regradedSubmissionSchema>;

/** What applying a run would do, to the last point; or what it did. */
export const regradePreviewSchema = z.object({
  policy: regradePolicySchema,
  /** Applying names it: where anything that matters changed meanwhile, it is another. */
  digest: z.string(),
  /** How many submissions' tests went from which verdict to which; those that stay are there, too. */
  transitions: z.array(testTransitionSchema.extend({ submissions: z.number().int() })),
  /** Students by what happens to their grade for the problem; `told` get a message. */
  counts: z.object({
    raised: z.number().int(),
    lowered: z.number().int(),
    same: z.number().int(),
    told: z.number().int(),
  }),
  /** Those who lose points come first, then those who gain. */
  students: z.array(
    z.object({
      student: person,
      before: z.number().nullable(),
      after: z.number().nullable(),
      submissions: z.array(regradedSubmissionSchema),
    }),
  ),
  /** Submissions that two gradings judge differently, and the tests that do. Their reports stay. */
  flaky: z.array(z.object({ submission: z.uuid(), student: person, tests: z.array(z.string()) })),
  /** Seconds that workers were busy, and CPU seconds in sandboxes. */
  cost: z.object({ busySeconds: z.number(), cpuSeconds: z.number() }),
});
export type RegradePreview = z.infer<typeof regradePreviewSchema>;

export const applyRegradeSchema = z.strictObject({
  policy: regradePolicySchema,
  digest: z.string().min(1).max(100),
});
export type ApplyRegrade = z.infer<typeof applyRegradeSchema>;

export const revertRegradeSchema = z.strictObject({ reason: paragraphSchema });
export type RevertRegrade = z.infer<typeof revertRegradeSchema>;

/** What a student is told of a regrade: their own grade, as far as they may know it now, and why it changed. */
export const regradeNoticeSchema = z.object({
  kind: z.enum(['applied', 'reverted']),
  assignment: slugSchema,
  problem: slugSchema,
  title: z.string(),
  version: number,
  before: z.number().nullable(),
  after: z.number().nullable(),
  reason: z.string(),
  /** The submissions whose reports were replaced. */
  submissions: z.array(z.uuid()),
});
export type RegradeNotice = z.infer<typeof regradeNoticeSchema>;

/** Of a submission, newest first. */
export const toldRegradesSchema = z.array(regradeNoticeSchema.extend({ at: instant }));
export type ToldRegrades = z.infer<typeof toldRegradesSchema>;
