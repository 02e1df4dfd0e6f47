import { InfrastructureError } from '#libs/grader-sdk';
import { PackError } from '#libs/grading';

/** The exit statuses of every `assay` command. */
export const EXIT = {
  ok: 0,
  /** The submission can't be graded, or a check found something wrong. */
  refused: 1,
  usage: 2,
  platform: 3,
} as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** The command was called wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Says on stderr what went wrong and what to do; answers the exit status. */
export function explain(error: unknown): ExitStatus {
  if (error instanceof UsageError) {
    console.error(error.message);
    return EXIT.usage;
  }
  if (error instanceof PackError) {
    console.error(`The pack is wrong: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof InfrastructureError) {
    console.error(`The platform failed: ${error.message}`);
    if (error.mend !== undefined && !error.message.includes(error.mend)) console.error(error.mend);
    return EXIT.platform;
  }
  console.error('A defect of Assay, not of your submission:', error);
  return EXIT.platform;
}
