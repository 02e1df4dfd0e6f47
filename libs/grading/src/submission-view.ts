import type { SubmissionView } from '#libs/contracts';
import type { GraderRegistry } from './packs/grader-registry';
import type { Pack } from './packs/pack';
import type { SubmissionRecord } from './ports/submissions';
import type { QueuePlaces } from './queue-places';
import { countedPoints, isAwaited } from './student-view';

/** Where a submission stands; points of hidden cases are for staff only. */
export async function submissionView(
  record: SubmissionRecord,
  pack: Pack,
  graders: GraderRegistry,
  places: QueuePlaces,
  reader: { readonly asStaff: boolean; readonly now: Date },
): Promise<SubmissionView> {
  const problem = pack.getProblem(record.problemId);
  const { state, casesDone, message } = record.job;
  const place = state === 'queued' ? await places.placeOf(record.job.id) : null;
  return {
    id: record.id,
    course: record.courseSlug,
    assignment: record.assignmentSlug,
    problem: record.problemId,
    problemTitle: problem.title,
    receivedAt: record.receivedAt.toISOString(),
    files: [...record.files],
    job: {
      state,
      ahead: place?.ahead ?? null,
      eta: place?.eta ?? null,
      lacks: place?.lacks ?? null,
      casesDone,
      casesPlanned: graders.configure(problem).plan.length,
      message,
    },
    points: countedPoints(record, { ...reader, dueAt: pack.manifest.dueAt, maxPoints: problem.points }),
    maxPoints: problem.points,
    adjustment: record.adjustment,
    awaitsReview: isAwaited(record),
  };
}
