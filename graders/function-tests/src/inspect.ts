import type { Files, PackRemark } from '#libs/grader-sdk';
import { DRIVERS_FILE, type FunctionTestsConfig } from './config';
import { MISTAKES, REFERENCE } from './reference';

/** Missing and surplus files of `checks/`. */
export function inspect(checks: Files, { functions }: FunctionTestsConfig): readonly PackRemark[] {
  const remarks: PackRemark[] = [];
  if (!checks.has(`${REFERENCE}.py`)) {
    remarks.push({ message: `checks/${REFERENCE}.py is missing, with which results are compared` });
  }
  for (const [index, { cases }] of functions.entries()) {
    for (const [at, { driver }] of cases.entries()) {
      if (driver === undefined || checks.has(DRIVERS_FILE)) continue;
      const path = ['functions', index, 'cases', at, 'driver'];
      remarks.push({ message: `checks/${DRIVERS_FILE} is missing, which should have ${driver}`, path });
    }
  }
  for (const path of checks.keys()) {
    if (path.startsWith('mistakes/') && !MISTAKES.test(path)) {
      const message = 'is no mistake: use a name like not-scaled.py';
      remarks.push({ file: `checks/${path}`, message });
    }
  }
  return remarks;
}
