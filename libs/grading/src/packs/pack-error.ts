/** One thing that is wrong with a pack, and where. */
export interface PackFault {
  /** Relative to the pack's folder. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly message: string;
}

/** The pack is wrong, in sentences that name file and line. An author's mistake, never a platform failure. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly faults: readonly PackFault[];

  constructor(what: string | PackFault | readonly PackFault[], options?: ErrorOptions) {
    const faults = typeof what === 'string' ? [{ message: what }] : 'message' in what ? [what] : what;
    super(faults.map(faultText).join('\n'), options);
    this.faults = faults;
  }
}

/** `assignment.yaml:12: what is wrong`, as compilers write it, so that editors find the place. */
export function faultText({ file, line, message }: PackFault): string {
  if (file === undefined) return message;
  return `${file}${line === undefined ? '' : `:${String(line)}`}: ${message}`;
}
