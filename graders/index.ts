import type { AnyGrader } from '#libs/grader-sdk';
import { cSort } from './c-sort/src';

/** Every grader that a manifest may name, one line each. */
export const graders: readonly AnyGrader[] = [cSort];
