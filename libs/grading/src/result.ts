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
