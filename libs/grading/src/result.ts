/** An expected failure: what a person did can't be done. Infrastructure failures are thrown instead. */
export interface Refusal {
  readonly reason:
    | 'invalid'
    | 'unauthenticated'
    | 'forbidden'
    | 'not-found'
    | 'conflict'
    | 'too-large'
    | 'too-many-requests';
  /** Stable and machine-readable, for example `submission.file-missing`. */
  readonly code: string;
  /** What happened and what to do about it. */
  readonly detail: string;
  /** Where waiting helps: for how long. */
  readonly retryAfterSeconds?: number;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function accept<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(
  reason: Refusal['reason'],
  code: string,
  detail: string,
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { reason, code, detail } };
}

/** For what is too much now, and no longer after a while. `detail` is completed by how long to wait. */
export function refuseForNow(
  code: string,
  detail: string,
  retryAfterSeconds: number,
): { ok: false; refusal: Refusal } {
  const wait =
    retryAfterSeconds < 60
      ? `${String(retryAfterSeconds)} s`
      : `${String(Math.ceil(retryAfterSeconds / 60))} min`;
  const refusal: Refusal = {
    reason: 'too-many-requests',
    code,
    detail: `${detail} Try again in ${wait}.`,
    retryAfterSeconds,
  };
  return { ok: false, refusal };
}
