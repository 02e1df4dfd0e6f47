import type { SubmissionView } from '#libs/contracts';
import type { GraderRegistry } from './packs/grader-registry';
import type { Pack } from './packs/pack';
import type { SubmissionRecord } from './ports/submissions';
import type { QueuePlaces } from './queue-places';
import type { AssignmentPolicy } from './course-policies';
import { countedPoints, readingOf } from './student-view';

/** Where a submission stands; points of hidden cases are for staff only. */
export async function submissionView(
  record: SubmissionRecord,
  pack: Pack,
  graders: GraderRegistry,
  places: QueuePlaces,
  policy: AssignmentPolicy,
  reader: { readonly asStaff: boolean; readonly now: Date },
): Promise<SubmissionView> {
  const problem = pack.getProblem(record.problemId);
  const { state, casesDone, message } = record.job;
  const reading = readingOf(policy, record.receivedAt, reader.asStaff, reader.now);
  const isWithheld = !reader.asStaff && !reading.isReleased;
  const place = state === 'queued' ? await places.placeOf(record.job.id) : null;
  return {
    id: record.id,
    course: record.courseSlug,
    assignment: record.assignmentSlug,
    problem: record.problemId,
    problemTitle: problem.title,
    authors: [...record.authors],
    receivedAt: record.receivedAt.toISOString(),
    files: [...record.files],
    job: {
      state,
      ahead: place?.ahead ?? null,
      eta: place?.eta ?? null,
      lacks: place?.lacks ?? null,
      casesDone,
      casesPlanned: graders.configure(problem).plan.length,
      message: isWithheld ? withheldMessage(state, message) : message,
    },
    points: countedPoints(record, reading),
    maxPoints: problem.points,
    credit: reading.credit,
    isReleased: reading.isReleased,
    adjustment: isWithheld ? null : record.adjustment,
  };
}

/** While it runs, a job's message may say how well it goes. */
export function withheldMessage(state: SubmissionView['job']['state'], message: string): string {
  return state === 'running' ? 'Grading; what comes out is shown when it is released.' : message;
}
