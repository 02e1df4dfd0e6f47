/** Pages of a course for its staff, by the last part of their address; `page.…` of the catalogue names them. */
export const STAFF_PAGES = [
  'submissions',
  'regrade-requests',
  'regrade-runs',
  'grades',
  'extensions',
  'people',
  'audit',
] as const;
