export type ReadingErrorCode =
  | 'answer.empty'
  | 'answer.too-long'
  | 'answer.too-deep'
  | 'answer.forbidden-character'
  | 'answer.look-alike'
  | 'answer.unknown-character'
  | 'answer.unknown-name'
  | 'answer.unknown-command'
  | 'answer.syntax'
  | 'answer.bracket'
  | 'answer.number'
  | 'answer.argument'
  | 'answer.relation'
  | 'answer.several'
  | 'answer.left-side'
  | 'answer.not-a-number'
  | 'answer.ambiguous'
  | 'matrix.ragged'
  | 'matrix.format';

/**
 * A text that can't be read. Thrown inside the readers and caught at their door: callers get it as a value.
 * `position` is an index into the text as the student typed it.
 */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';

  constructor(
    readonly code: ReadingErrorCode,
    message: string,
    readonly position: number,
    /** What to do about it, in plain words. */
    readonly hint: string,
  ) {
    super(message);
  }

  /** One text for a student: what, where, and what to try. */
  get explanation(): string {
    return `${this.message} (at character ${String(this.position + 1)}). ${this.hint}`;
  }
}
