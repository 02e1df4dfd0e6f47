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
