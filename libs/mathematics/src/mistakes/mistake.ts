export type MistakeName =
  | 'sign'
  | 'factor'
  | 'other-variable'
  | 'not-differentiated'
  | 'missing-term'
  | 'constant-kept'
  | 'term-kept'
  | 'chain-rule'
  | 'product-rule'
  | 'quotient-rule'
  | 'power-rule'
  | 'function-rule'
  | 'integrated'
  | 'differentiated-twice'
  | 'exponent'
  | 'half-line';

export interface Mistake {
  readonly name: MistakeName;
  /** For the student: where to look. */
  readonly advice: string;
}
