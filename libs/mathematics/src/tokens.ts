/** Cuts normalised text into tokens. LaTeX is an allow-list: a command that is not named here is an error. */
import { type NormalText } from './characters';
import { LIMITS } from './limits';
import { ReadingError } from './reading-error';
import { splitNames } from './split-names';
import { SPACES, type TokenKind, SKIPPED, NAMING, COMMANDS, PUNCTUATION, ROOTS } from './token-tables';
import { type KnownName, type Vocabulary } from './vocabulary';

export interface Token {
  readonly kind: TokenKind;
  /** An operator is one of + - * / ^ !; a bracket is the character itself; a command is frac, binom, sqrt or over. */
  readonly text: string;
  readonly symbol?: KnownName;
  /** Place in the original text. */
  readonly position: number;
  /** White space, a line break before it. */
  readonly spaced: boolean;
  readonly newLine: boolean;
  /** The number was typed with a signed exponent, such as 2e+3. */
  readonly signedExponent?: boolean;
}

const LETTER = 'A-Za-zα-ωΑ-Ω';
const RUN = new RegExp(`[${LETTER}][${LETTER}0-9_]*`, 'y');
const MODULE = /(?:np|numpy|math|cmath|sp|sympy|jnp|torch|tf|Math)\s?\.(?=[A-Za-z])/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)/y;
const EXPONENT = /[eE]([+-]?)[0-9]+/y;
const MAXIMA = /%(pi|e)\b/y;

export interface TokenOptions {
  /** Reads 2e+3 as 2000 without asking: for matrices and quantities, where e can't be meant. */
  readonly scientific?: boolean;
}

export function tokenize(source: NormalText, vocabulary: Vocabulary, options: TokenOptions = {}): Token[] {
  return new Tokenizer(source, vocabulary, options).all();
}

class Tokenizer {
  private index = 0;
  private spaced = false;
  private newLine = false;
  private readonly tokens: Token[] = [];

  constructor(
    private readonly source: NormalText,
    private readonly vocabulary: Vocabulary,
    private readonly options: TokenOptions,
  ) {}

  all(): Token[] {
    while (this.index < this.source.text.length) {
      this.next();
      if (this.tokens.length > LIMITS.tokens) {
        this.fail('answer.too-long', 'The answer has too many parts', 'Simplify it, then try again.');
      }
    }
    this.push('end', '', this.index);
    return this.tokens;
  }

  private next(): void {
    const { text } = this.source;
    const character = text.charAt(this.index);
    if (/\s/.test(character)) {
      this.spaced = true;
      this.newLine ||= character === '\n';
      this.index++;
    } else if (character === '\\') this.command();
    else if (/[0-9.]/.test(character)) this.number();
    else if (this.match(RUN, true) !== undefined) this.run();
    else if (character === '*') this.star();
    else if (character === '^') this.take('operator', '^', 1);
    else if (character === '~' && text.includes('\\')) this.skipSpace(1);
    else if (character === '&' && text.includes('\\')) this.skipSpace(1);
    else this.punctuation(character);
  }

  private punctuation(character: string): void {
    const root = ROOTS.get(character);
    if (root !== undefined) {
      this.take('root', root, 1);
      return;
    }
    const maxima = this.match(MAXIMA, true);
    if (maxima !== undefined) {
      const name = maxima === '%pi' ? 'pi' : 'e';
      this.take('symbol', name, maxima.length, { kind: 'constant', name });
      return;
    }
    const known = PUNCTUATION.get(character);
    if (known) {
      this.take(known[0], known[1], 1);
      return;
    }
    return this.unknownCharacter(character);
  }

  private unknownCharacter(character: string): never {
    if (character === '∞') {
      this.fail(
        'answer.not-a-number',
        'Infinity is not a number that can be compared',
        'Give a finite expression.',
      );
    }
    if (character === '±' || character === '∓') {
      this.fail('answer.several', 'A plus-minus sign means two answers', 'Give exactly one.');
    }
    if (character === '°') {
      this.fail(
        'answer.unknown-character',
        'Degrees are not read',
        'Angles are in radians; leave the sign out.',
      );
    }
    return this.fail(
      'answer.unknown-character',
      `The character “${character}” can't be read here`,
      'Use numbers, the declared names, + - * / ^, parentheses and functions such as sin.',
    );
  }

  private star(): void {
    const double = this.source.text.startsWith('**', this.index);
    this.take('operator', double ? '^' : '*', double ? 2 : 1);
  }

  private number(): void {
    const start = this.index;
    const digits = this.match(NUMBER);
    if (digits === undefined) {
      this.fail('answer.syntax', 'A point stands alone', 'Write a number such as 0.5, or * for a product.');
    }
    EXPONENT.lastIndex = this.index;
    const exponent = EXPONENT.exec(this.source.text);
    // 1e-9 is never 1·e - 9, but 2e-3 could be 2e - 3.
    const signed = exponent !== null && exponent[1] !== '' && !/^1(?:\.0*)?$/.test(digits);
    if (exponent) this.index += exponent[0].length;
    if (this.source.text.charAt(this.index) === '.') {
      this.fail('answer.number', 'A number has two points', 'Write it with one, such as 0.5.');
    }
    const text = digits + (exponent?.[0] ?? '').toLowerCase();
    this.checkSize(text, start);
    this.push('number', text, start, { signedExponent: signed && this.options.scientific !== true });
  }

  private checkSize(text: string, start: number): void {
    const [digits = '', exponent = '0'] = text.split('e');
    if (digits.length + Math.abs(Number(exponent)) <= LIMITS.digits) return;
    this.index = start;
    this.fail(
      'answer.number',
      'The number is too long',
      `Numbers of up to ${String(LIMITS.digits)} digits are read.`,
    );
  }

  /** A run of letters, digits and underscores, with a braced subscript if it has one (`x_{12}`). */
  private run(): void {
    const start = this.index;
    if (this.match(MODULE) === undefined) this.index = start;
    const from = this.index;
    let run = this.match(RUN) ?? '';
    const places = Array.from(run, (_, offset) => from + offset);
    const subscript = /^\{([A-Za-z0-9]+)\}/.exec(this.source.text.slice(this.index, this.index + 12));
    if (run.endsWith('_') && subscript?.[1] !== undefined && !/log_$/i.test(run)) {
      places.push(...Array.from(subscript[1], (_, offset) => this.index + 1 + offset));
      run += subscript[1];
      this.index += subscript[0].length;
    }
    this.pushRun(run, places);
    if (
      this.source.text.charAt(this.index) === '.' &&
      /[A-Za-z_]/.test(this.source.text.charAt(this.index + 1))
    ) {
      this.fail(
        'answer.syntax',
        'Attributes of a name are not read',
        'Write functions as sin(x), products with *.',
      );
    }
  }

  private pushRun(run: string, places: readonly number[]): void {
    const split = this.vocabulary.isReserved(run)
      ? { kind: 'stuck' as const, furthest: 0 }
      : splitNames(run, this.vocabulary);
    if (split.kind === 'stuck') {
      this.index = places[split.furthest] ?? this.index;
      return this.unknownName(run, run.slice(split.furthest));
    }
    for (const piece of split.pieces) {
      const place = places[piece.start] ?? this.index;
      const text = run.slice(piece.start, piece.end);
      if (piece.symbol === 'number') this.push('number', text, place);
      else if (piece.symbol === 'underscore') this.push('underscore', '_', place);
      else this.push('symbol', text, place, { symbol: piece.symbol });
    }
  }

  private unknownName(run: string, rest: string): never {
    if (/^(nan|inf|infinity|infty|oo|zoo|undefined)$/i.test(run)) {
      this.fail(
        'answer.not-a-number',
        `“${run}” is not a number that can be compared`,
        'Give a finite expression.',
      );
    }
    const meant = this.vocabulary.nearest(rest);
    const known = this.vocabulary.variables.join(', ');
    const squeezed = /^[0-9]/.test(rest)
      ? 'Write * or ^ between a name and a number.'
      : meant !== undefined
        ? `Did you mean “${meant}”? Capital and small letters differ.`
        : known === ''
          ? 'Only numbers and the usual functions are known here.'
          : `The names here are: ${known}.`;
    return this.fail(
      'answer.unknown-name',
      `“${run.length > 30 ? `${run.slice(0, 30)}…` : run}” is not a name that this problem uses`,
      squeezed,
    );
  }

  private command(): void {
    const match = /^\\([A-Za-z]+)\*?/.exec(this.source.text.slice(this.index, this.index + 40));
    const name = match?.[1];
    if (name === undefined || match === null) {
      this.escapedCharacter();
      return;
    }
    const length = match[0].length;
    if (SPACES.has(name)) {
      this.skipSpace(length);
      return;
    }
    if (SKIPPED.has(name)) {
      this.skipCommand(length);
      return;
    }
    if (NAMING.has(name)) {
      this.naming(length);
      return;
    }
    const known = COMMANDS.get(name);
    if (known) {
      this.take(known[0], known[1], length);
      return;
    }
    const symbol = this.vocabulary.find(name);
    if (symbol?.kind === 'function') {
      this.take('symbol', name, length, symbol);
      return;
    }
    return this.unknownCommand(name);
  }

  private unknownCommand(name: string): never {
    if (name === 'infty') {
      this.fail(
        'answer.not-a-number',
        'Infinity is not a number that can be compared',
        'Give a finite expression.',
      );
    }
    if (name === 'pm' || name === 'mp') {
      this.fail('answer.several', 'A plus-minus sign means two answers', 'Give exactly one.');
    }
    return this.fail(
      'answer.unknown-command',
      `The LaTeX command “\\${name.slice(0, 20)}” is not read here`,
      'Use \\frac, \\sqrt, \\cdot, Greek letters and functions such as \\sin.',
    );
  }

  private escapedCharacter(): void {
    const character = this.source.text.charAt(this.index + 1);
    if (character !== '' && ' ,;:!>'.includes(character)) {
      this.skipSpace(2);
      return;
    }
    if (character === '{' || character === '}') {
      this.take(character === '{' ? 'open' : 'close', character === '{' ? '[' : ']', 2);
      return;
    }
    if (character === '|') {
      this.take('bar', '|', 2);
      return;
    }
    if (character === '\\') {
      this.fail('answer.several', 'A line break separates two answers', 'Give exactly one expression.');
    }
    this.fail(
      'answer.unknown-command',
      'A backslash stands alone',
      'Write LaTeX commands such as \\frac or \\sin.',
    );
  }

  /** `\left.` hides a bracket, so the point after it goes too. */
  private skipCommand(length: number): void {
    this.skipSpace(length);
    const hidden = /^\s*\./.exec(this.source.text.slice(this.index, this.index + 4));
    if (hidden && !/^\s*\.[0-9]/.test(this.source.text.slice(this.index, this.index + 5)))
      this.index += hidden[0].length;
  }

  /** `\operatorname{sin}`, `\mathrm{e}`: the letters inside are a name. */
  private naming(length: number): void {
    const rest = this.source.text.slice(this.index + length, this.index + length + 40);
    const braced = new RegExp(`^\\s*\\{\\s*([${LETTER}][${LETTER}0-9]*)\\s*\\}`).exec(rest);
    if (braced?.[1] === undefined) {
      if (!/^\s*[{A-Za-z0-9\\]/.test(rest)) {
        this.fail('answer.unknown-command', 'This LaTeX command has no name in braces', 'Remove it.');
      }
      this.skipSpace(length);
      return;
    }
    const start = this.index + length + braced[0].indexOf(braced[1]);
    this.index += length + braced[0].length;
    this.spaced = true;
    this.pushRun(
      braced[1],
      Array.from(braced[1], (_, offset) => start + offset),
    );
  }

  private skipSpace(length: number): void {
    this.spaced = true;
    this.index += length;
  }

  private match(pattern: RegExp, peek = false): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.source.text)?.[0];
    if (found !== undefined && !peek) this.index += found.length;
    return found;
  }

  private take(kind: TokenKind, text: string, length: number, symbol?: KnownName): void {
    this.push(kind, text, this.index, symbol && { symbol });
    this.index += length;
  }

  private push(kind: TokenKind, text: string, start: number, more: Partial<Token> = {}): void {
    const position = this.source.at[start] ?? this.source.at.at(-1) ?? 0;
    this.tokens.push({ kind, text, position, spaced: this.spaced, newLine: this.newLine, ...more });
    this.spaced = false;
    this.newLine = false;
  }

  private fail(code: ReadingError['code'], message: string, hint: string): never {
    throw new ReadingError(code, message, this.source.at[this.index] ?? 0, hint);
  }
}
