/** Codes of Node and PostgreSQL for: not there, going away, coming up. */
const CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|57P0[1235]|08\w{3})$/;
/** What the driver says without a code. */
const WORDS =
  /connect ENOENT|connection terminated|timeout exceeded when trying to connect|client (has encountered a connection error|was closed)|connection timeout/i;

/**
 * A connection that breaks between two statements of a transaction: the first to notice is TypeORM, which releases the
 * runner of that transaction and answers the next statement, or its end, with no more than these.
 */
const RELEASED = /^QueryRunner(Provider)?AlreadyReleasedError$/;

/** Whether the database could not be reached: an outage that ends by itself or by an administrator, and no defect. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    CODES.test(code) ||
    WORDS.test(error.message) ||
    RELEASED.test(error.name) ||
    (error instanceof AggregateError && error.errors.some(isUnreachable)) ||
    isUnreachable(error.cause)
  );
}
