import type { AnyGrader } from '#libs/grader-sdk';

/** Every grader that a manifest may name, one line each. */
export const graders: readonly AnyGrader[] = [];
