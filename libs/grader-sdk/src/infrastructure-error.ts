/**
 * The platform failed, not the student: Docker, the database, a data set, a broken image. Never a grade; the
 * job is tried again and the attempt is not charged.
 */
export class InfrastructureError extends Error {
  override readonly name = 'InfrastructureError';

  /** @param mend what an administrator can do about it, in one sentence. */
  constructor(
    message: string,
    readonly mend?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * An assignment's own files are at fault (a reference that fails, a checker that doesn't compile), which showed only when they
 * ran. To whoever checks the pack it is an author's mistake; to a submission it is as if the platform had failed.
 */
export class BrokenPackError extends InfrastructureError {
  /**
   * @param file relative to the problem's folder, for example `checks/reference.py`
   * @param reason what is said of the file: `is missing`
   */
  constructor(
    readonly file: string,
    readonly reason: string,
    readonly line?: number,
  ) {
    super(
      line === undefined ? `${file} ${reason}` : `${file}:${line}: ${reason}`,
      'Mend the file and publish the assignment again.',
    );
  }
}

/** Runs `work`; whatever it throws becomes an InfrastructureError that says what was being done. */
export async function asInfrastructure<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InfrastructureError) throw error;
    throw new InfrastructureError(
      `${doing}: ${error instanceof Error ? error.message : String(error)}`,
      undefined,
      {
        cause: error,
      },
    );
  }
}
