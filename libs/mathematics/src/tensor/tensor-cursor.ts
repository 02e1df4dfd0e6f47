import { LIMITS } from '../limits';
import { ReadingError, type ReadingErrorCode } from '../reading-error';
import { type TensorNames, type TensorToken } from './tensor-tokens';

export interface TensorParseOptions {
  readonly names: TensorNames;
  /** Names whose gradient may be used on the right (dL/dY); none outside derivations. */
  readonly gradients?: ReadonlySet<string>;
}

/** Where a parser stands in its tokens, and how deep it is. */
export abstract class TensorCursor {
  protected index = 0;
  private depth = 0;

  constructor(
    protected readonly tokens: readonly TensorToken[],
    protected readonly options: TensorParseOptions,
  ) {}

  protected get token(): TensorToken {
    const token = this.tokens[this.index] ?? this.tokens.at(-1);
    if (!token) throw new RangeError('a token list ends with its end token');
    return token;
  }

  protected atEnd(): boolean {
    return this.token.kind === 'end';
  }

  protected skipLines(): void {
    while (this.tokens[this.index]?.text === '\n') this.index++;
  }

  protected advance(): TensorToken {
    const { token } = this;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  protected is(text: string): boolean {
    if (text !== '\n') this.skipLines();
    return this.token.kind === 'operator' && this.token.text === text;
  }

  protected nested<T>(read: () => T): T {
    if (++this.depth > LIMITS.depth * 4)
      this.fail('answer.too-deep', 'The answer is nested too deeply', 'Remove needless brackets.');
    const result = read();
    this.depth--;
    return result;
  }

  protected unknownName(name: string): never {
    const known = [...this.options.names.values()].join(', ');
    return this.fail(
      'answer.unknown-name',
      `“${name.slice(0, 30)}” is not a name that this problem uses`,
      `The names here are: ${known}.`,
    );
  }

  protected fail(code: ReadingErrorCode, message: string, hint: string): never {
    throw new ReadingError(code, message, this.token.position, hint);
  }
}
