import type { AnyGrader } from '#libs/grader-sdk';
import { backprop } from './backprop/src';
import { cSort } from './c-sort/src';
import { choice } from './choice/src';
import { derivative } from './derivative/src';
import { functionTests } from './function-tests/src';
import { manual } from './manual/src';
import { matrix } from './matrix/src';
import { mnist } from './mnist/src';
import { quantity } from './quantity/src';
import { shortText } from './short-text/src';
import { stdio } from './stdio/src';

/** Every grader that a manifest may name, one line each. */
export const graders: readonly AnyGrader[] = [
  backprop,
  cSort,
  choice,
  derivative,
  functionTests,
  manual,
  matrix,
  mnist,
  quantity,
  shortText,
  stdio,
];
