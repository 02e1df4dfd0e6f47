import { useMe } from '../app/session';

/** The course's title for breadcrumbs, from the session: no request of its own. */
export function useCourseTitle(course: string): string {
  return useMe().enrollments.find((enrollment) => enrollment.course === course)?.title ?? course;
}
