/**
 * What happened to a student's work in one test case. Closed: a new kind is added here and every switch is
 * then made to treat it by the compiler. A platform failure is no verdict; it is an InfrastructureError.
 */
export const VERDICTS = [
  'correct',
  'partially-correct',
  'incorrect',
  /** The answer could not be read. Not wrong: it costs no attempt. */
  'invalid',
  'compile-error',
  'crashed',
  'timed-out',
  'memory-exceeded',
  'output-exceeded',
  /** Breaks a rule of the assignment (library sorting, autograd, an escape attempt). */
  'rejected',
  /** A person must decide. */
  'needs-review',
  /** An earlier case made this one pointless. */
  'not-run',
] as const;

export type Verdict = (typeof VERDICTS)[number];
