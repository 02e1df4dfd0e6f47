import type { Catalog } from './ports/catalog';
import type { ProblemPlace } from './ports/rubrics';
import type { SubmissionRecord } from './ports/submissions';

/** Whether the current version of the assignment has the problem. */
export async function hasProblem(catalog: Catalog, place: ProblemPlace): Promise<boolean> {
  const version = await catalog.findCurrentAssignment(place.course, place.assignment);
  return (version?.pack.findProblem(place.problem) ?? null) !== null;
}

export function placeOf(submission: SubmissionRecord): ProblemPlace {
  const { courseSlug, assignmentSlug, problemId } = submission;
  return { course: courseSlug, assignment: assignmentSlug, problem: problemId };
}
