import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { MarkSubmission as Marks, Rubric, SaveRubric } from '#libs/contracts';
import { roundPoints } from '#libs/domain';
import { authoriseReviewer, authoriseStaff, notFound, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { ProblemPlace, Rubrics } from './ports/rubrics';
import type { Submissions } from './ports/submissions';
import { hasProblem, placeOf } from './problem-place';
import { accept, refuse, type Result } from './result';
import { isGraded, NOT_GRADED } from './review-submission';

/** Staff write a problem's rubric and apply it to submissions; points follow from both, whenever they are asked for. */
export class MarkSubmission {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly rubrics: Rubrics,
    private readonly clock: Clock,
  ) {}

  async rubric(actor: Actor, place: ProblemPlace): Promise<Result<Rubric>> {
    const staff = await authoriseStaff(this.accounts, actor, place.course);
    if (!staff.ok) return staff;
    if (!(await hasProblem(this.catalog, place))) return notFound();
    return accept(await this.rubrics.find(place));
  }

  /** Work that was marked before is scored by the new rubric at once; items that are gone no longer count. */
  async saveRubric(actor: Actor, place: ProblemPlace, change: SaveRubric): Promise<Result<Rubric>> {
    const staff = await authoriseStaff(this.accounts, actor, place.course);
    if (!staff.ok) return staff;
    const version = await this.catalog.findCurrentAssignment(place.course, place.assignment);
    if (!version?.pack.findProblem(place.problem)) return notFound();
    const rubric: Rubric = {
      revision: change.seenRevision + 1,
      scoring: change.scoring,
      items: change.items.map(({ id, text, points }) => ({
        id: id ?? randomUUID(),
        text,
        points: roundPoints(points),
      })),
    };
    const newest = await this.rubrics.find(place);
    // Sent twice, or saved without a change: there is nothing to disagree about.
    if (isDeepStrictEqual({ ...rubric, revision: newest.revision }, newest)) return accept(newest);
    const { user } = staff.value;
    const by = { id: user.id, name: user.email, reason: '', courseId: version.course.id };
    if (await this.rubrics.save(place, rubric, by, this.clock.now())) return accept(rubric);
    return refuse(
      'conflict',
      'rubric.changed-meanwhile',
      'Somebody else changed this rubric meanwhile. Read what it is now, then change it again.',
    );
  }

  /** Sets which items apply. The newest marking must be the one that its author has seen: nobody overwrites anybody unseen. */
  async mark(actor: Actor, id: string, { items, finished, seenRevision }: Marks): Promise<Result<null>> {
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, id);
    if (!reviewer.ok) return reviewer;
    const { user, submission } = reviewer.value;
    if (!isGraded(submission)) return NOT_GRADED;
    const rubric = await this.rubrics.find(placeOf(submission));
    if (items.some((item) => !rubric.items.some((each) => each.id === item))) {
      const detail = 'The rubric has no such item any more. Read what it is now, then decide again.';
      return refuse('conflict', 'review.unknown-item', detail);
    }
    const marking = { submissionId: id, seenRevision, items: [...new Set(items)], finished };
    const by = { id: user.id, name: user.email, reason: '', courseId: submission.courseId };
    if (await this.rubrics.mark(marking, by, this.clock.now())) return accept(null);
    return refuse(
      'conflict',
      'review.changed-meanwhile',
      'Somebody else marked this meanwhile. Read what they applied, then decide again.',
    );
  }
}
