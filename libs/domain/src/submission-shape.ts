/** What a problem asks a student to hand in. The portal draws its form from this; uploads are checked against it. */
export type SubmissionShape =
  | { readonly kind: 'answers'; readonly fields: readonly AnswerField[] }
  | { readonly kind: 'files'; readonly files: readonly ExpectedFile[] };

export interface AnswerField {
  /** Matches /^[a-z][a-z0-9_-]*$/; unique in the problem. */
  readonly name: string;
  /** Plain text with `$…$` mathematics. */
  readonly label: string;
  readonly input: 'formula' | 'matrix' | 'text' | 'derivation' | 'choice';
  readonly maxLength: number;
  /** Of input `choice`: the answer is the id of an option, or where there may be several, ids with commas between. */
  readonly choice?: {
    readonly options: readonly { readonly id: string; readonly text: string }[];
    readonly several: boolean;
  };
}

export interface ExpectedFile {
  readonly name: string;
  readonly language: 'c' | 'python' | 'text';
  readonly maxBytes: number;
  readonly required: boolean;
}
