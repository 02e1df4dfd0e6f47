import type {
  RegradeNotice,
  RegradePolicy,
  RegradePreview,
  RegradeRunView,
  RegradeSelection,
  ToldRegrades,
} from '#libs/contracts';
import type { JobClass, Verdict, Visibility } from '#libs/domain';
import type { Reviewer } from './reviews';
import type { ReportPoints } from './submissions';

export interface NewRegradeRun {
  readonly id: string;
  readonly assignment: string;
  readonly problem: string;
  readonly fromVersionId: string | null;
  readonly toVersionId: string;
  readonly jobClass: JobClass;
  readonly selection: RegradeSelection;
  readonly twice: boolean;
}

/** A run with what its preview needs besides. */
export interface RegradeRunRecord extends RegradeRunView {
  readonly toVersionId: string;
  /** What it did, once it was applied. */
  readonly preview: RegradePreview | null;
}

/** What a report says, as far as regrading goes by it. */
export interface ReportSummary {
  readonly jobId: string;
  readonly outcome: 'graded' | 'not-gradable';
  readonly points: ReportPoints;
  readonly cases: readonly {
    readonly name: string;
    readonly verdict: Verdict;
    readonly points: number;
    readonly visibility: Visibility;
  }[];
}

/** A graded submission of a student whom a run concerns; all of them are needed, for the best one counts. */
export interface RegradeAttempt {
  readonly id: string;
  readonly student: { readonly id: string; readonly name: string };
  readonly receivedAt: Date;
  /** Points that staff set. They count whatever a report says. */
  readonly override: number | null;
  /** What counts now. */
  readonly now: ReportSummary;
  /** Of the run: as many reports as rounds are through; null where the run leaves the submission alone. */
  readonly regraded: {
    readonly reports: readonly ReportSummary[];
    readonly rounds: number;
    readonly failed: boolean;
  } | null;
}

export interface RegradeCost {
  readonly busySeconds: number;
  readonly cpuSeconds: number;
}

/** What to write when a run is applied: which of its reports count from now on, and who is told what. */
export interface RegradeChange {
  readonly reports: readonly string[];
  readonly notices: ReadonlyMap<string, RegradeNotice>;
  /** Kept, so that what was done can be read later. */
  readonly preview: RegradePreview;
}

export type RevertOutcome = 'reverted' | 'not-applied' | 'later-run';

/** Runs that grade submissions again, by another version. Their reports count for nothing until a run is applied. */
export abstract class RegradeRuns {
  /**
   * Stores the run with a job for each submission (two where it is graded twice), in one transaction; answers the jobs' ids.
   * Where nothing is selected, or an id that was asked for is no graded submission of the problem, nothing is written.
   */
  abstract start(
    run: NewRegradeRun,
    by: Reviewer,
    now: Date,
  ): Promise<{ readonly jobs: readonly string[] } | 'nothing' | 'unknown-id'>;
  abstract find(courseSlug: string, id: string): Promise<RegradeRunRecord | null>;
  /** Newest first; `after` is the id of the last one seen. */
  abstract listOfCourse(
    courseSlug: string,
    after: string | null,
    limit: number,
  ): Promise<readonly RegradeRunRecord[]>;
  abstract attemptsOf(id: string): Promise<readonly RegradeAttempt[]>;
  abstract costOf(id: string): Promise<RegradeCost>;
  /** Ends the jobs that wait; answers false where the run is not running. */
  abstract cancel(id: string, by: Reviewer, now: Date): Promise<boolean>;
  /**
   * Calls `decide` with what counts at this moment, while nothing that counts can change, and writes what it says, all or
   * nothing. Answers false, and writes nothing, where it says null or the run is not ready to be applied.
   */
  abstract apply(
    id: string,
    policy: RegradePolicy,
    decide: (attempts: readonly RegradeAttempt[]) => RegradeChange | null,
    by: Reviewer,
    now: Date,
  ): Promise<boolean>;
  /**
   * Takes the run's reports out of what counts; `tell` says whom to tell what, from what counted and what counts then. A run
   * that was applied later to some of the same submissions has to be reverted first.
   */
  abstract revert(
    id: string,
    tell: (
      before: readonly RegradeAttempt[],
      after: readonly RegradeAttempt[],
    ) => ReadonlyMap<string, RegradeNotice>,
    by: Reviewer,
    now: Date,
  ): Promise<RevertOutcome>;
  /** What an author of a submission was told of its regrades, newest first. */
  abstract noticesOf(submissionId: string, studentId: string): Promise<ToldRegrades>;
}
