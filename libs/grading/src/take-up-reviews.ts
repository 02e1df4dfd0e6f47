import type { NextReviewAnswer, ReviewProgress, ReviewQueueView, ReviewState } from '#libs/contracts';
import { authoriseReviewer, authoriseStaff, notFound, type Actor } from './authorise';
import type { BlindReview } from './blind-review';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { QueuedReview, ReviewQueue } from './ports/review-queue';
import type { ProblemPlace } from './ports/rubrics';
import type { Submissions } from './ports/submissions';
import { hasProblem } from './problem-place';
import { accept, type Result } from './result';

const PAGE = 50;
/** How long a page that says nothing any more keeps others away; an open page says something every 30 seconds. */
const CLAIM_MS = 90_000;

export interface ReviewFilter {
  readonly assignment: string | null;
  readonly problem: string | null;
  readonly state: ReviewState | null;
  /** Only what the reader has open or has reviewed. */
  readonly mine: boolean;
  readonly after: string | null;
}

/** Staff find what is to be reviewed, and keep out of each other's way. */
export class TakeUpReviews {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly queue: ReviewQueue,
    private readonly blind: BlindReview,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, course: string, filter: ReviewFilter): Promise<Result<ReviewQueueView>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const { user, enrollment } = staff.value;
    const { mine, ...rest } = filter;
    const wanted = { ...rest, course, assigneeId: mine ? user.id : null };
    const found = await this.queue.list(wanted, this.clock.now(), PAGE);
    const works = found.map((each) => ({ ...each, id: each.submission }));
    const hidden = await this.blind.hiddenFrom(user, enrollment.role, works);
    return accept({
      items: await Promise.all(found.map((each) => this.item(each, hidden.has(each.submission)))),
      next: found.length === PAGE ? (found.at(-1)?.submission ?? null) : null,
    });
  }

  /** Every problem of the course, in its order, with how much is left. */
  async progress(actor: Actor, course: string): Promise<Result<ReviewProgress>> {
    const staff = await authoriseStaff(this.accounts, actor, course);
    if (!staff.ok) return staff;
    const counts = await this.queue.counts(course);
    const versions = await this.catalog.currentAssignments(course);
    return accept({
      problems: versions.flatMap(({ slug, pack }) =>
        pack.manifest.problems.map((problem) => {
          const count = counts.find((each) => each.assignment === slug && each.problem === problem.id);
          return {
            assignment: slug,
            assignmentTitle: pack.manifest.title,
            problem: problem.id,
            problemTitle: problem.title,
            byPerson: count !== undefined && (count.hasRubric || count.isNeeded),
            waiting: count?.waiting ?? 0,
            reviewed: count?.reviewed ?? 0,
          };
        }),
      ),
    });
  }

  /** The next submission that waits and that nobody else has open; the asker has it then. */
  async next(actor: Actor, place: ProblemPlace, after: string | null): Promise<Result<NextReviewAnswer>> {
    const staff = await authoriseStaff(this.accounts, actor, place.course);
    if (!staff.ok) return staff;
    if (!(await hasProblem(this.catalog, place))) return notFound();
    const { id } = staff.value.user;
    const submission = await this.queue.claimNext(place, id, after, this.clock.now(), this.until());
    return accept({ submission });
  }

  /** Says that the reader has it open, for a while. Keeps nobody out: two who must both look see each other. */
  async claim(actor: Actor, submissionId: string): Promise<Result<null>> {
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, submissionId);
    if (!reviewer.ok) return reviewer;
    await this.queue.claim(submissionId, reviewer.value.user.id, this.until());
    return accept(null);
  }

  async release(actor: Actor, submissionId: string): Promise<Result<null>> {
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, submissionId);
    if (!reviewer.ok) return reviewer;
    await this.queue.release(submissionId, reviewer.value.user.id);
    return accept(null);
  }

  /** Tells the reader whose work it is, and writes down that they asked. */
  async reveal(actor: Actor, submissionId: string): Promise<Result<null>> {
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, submissionId);
    if (!reviewer.ok) return reviewer;
    const { user, role, submission } = reviewer.value;
    if (!(await this.blind.isHiddenFrom(user, role, submission))) return accept(null);
    const by = { id: user.id, name: user.email, reason: '', courseId: submission.courseId };
    await this.queue.reveal(submissionId, by, this.clock.now());
    return accept(null);
  }

  private until(): Date {
    return new Date(this.clock.now().getTime() + CLAIM_MS);
  }

  private async item(
    { versionId, receivedAt, student, ...rest }: QueuedReview,
    isHidden: boolean,
  ): Promise<ReviewQueueView['items'][number]> {
    const { pack } = await this.catalog.getVersion(versionId);
    return {
      ...rest,
      problemTitle: pack.getProblem(rest.problem).title,
      receivedAt: receivedAt.toISOString(),
      student: isHidden ? null : student,
    };
  }
}
