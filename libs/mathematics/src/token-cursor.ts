import { LIMITS } from './limits';
import { ReadingError, type ReadingErrorCode } from './reading-error';
import { type Token } from './tokens';

/** A place that people read in two ways. */
export interface Question {
  readonly message: string;
  readonly position: number;
}

/** Where a parser stands in its tokens, how deep it is, and what it noticed. */
export abstract class TokenCursor {
  protected index = 0;
  /** The rest of a number of which only a digit was used (`\\frac12`). */
  protected split: Token | undefined;
  protected readonly remarks: string[] = [];
  protected readonly questions: Question[] = [];
  private depth = 0;

  constructor(protected readonly tokens: readonly Token[]) {}

  protected get token(): Token {
    const token = this.split ?? this.tokens[this.index] ?? this.tokens.at(-1);
    if (!token) throw new RangeError('a token list ends with its end token');
    return token;
  }

  protected advance(): Token {
    const { token } = this;
    this.split = undefined;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  protected isOperator(text: string): boolean {
    return this.token.kind === 'operator' && this.token.text === text;
  }

  protected nested<T>(read: () => T): T {
    if (++this.depth > LIMITS.depth * 4) {
      this.fail('answer.too-deep', 'The answer is nested too deeply', 'Remove needless parentheses.');
    }
    const result = read();
    this.depth--;
    return result;
  }

  protected ask(token: Token, message: string): void {
    this.questions.push({ message, position: token.position });
  }

  protected fail(code: ReadingErrorCode, message: string, hint: string): never {
    throw new ReadingError(code, message, this.token.position, hint);
  }
}
