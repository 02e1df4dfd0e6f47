import type { AnyGrader } from '#libs/grader-sdk';
import mnist from './mnist/src/grader';

/** Every grader that a manifest may name, one line each. */
export const graders: readonly AnyGrader[] = [mnist];
