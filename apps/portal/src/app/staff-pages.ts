/** Pages of a course for its staff. */
export const STAFF_PAGES = [
  { path: 'submissions', label: 'Submissions' },
  { path: 'regrade-requests', label: 'Requests' },
  { path: 'grades', label: 'Grades' },
  { path: 'people', label: 'People' },
  { path: 'audit', label: 'Changes' },
] as const;
