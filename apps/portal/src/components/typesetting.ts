/**
 * Options of every KaTeX call. LaTeX may come from what a student typed, so commands that reach outside
 * (\href, \includegraphics, \htmlClass) stay off, and sizes and macro expansions are bounded.
 */
export const typesetting = {
  trust: false,
  strict: 'ignore',
  throwOnError: false,
  maxExpand: 500,
  maxSize: 20,
} as const;
