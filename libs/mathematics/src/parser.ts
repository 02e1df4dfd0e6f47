/**
 * Precedence climbing over tokens of any notation. From loose to tight: sums, products (explicit and side by side),
 * signs, powers (right to left), functions and brackets. Textbook application: `sin 2θ cos θ` is sin(2θ)·cos(θ).
 * What people read in two ways (`1/3x`, `e^2x`, `cos x^2`) is recorded as a question, and nobody guesses.
 */
import { type Expression, call, negation, number, power, product, quotient, sum } from './expression';
import { applyFunction } from './apply-function';
import { ApplicationParser } from './application-parser';
import { ReadingError } from './reading-error';
import { type Question } from './token-cursor';
import { type Token } from './tokens';

export interface Parsed {
  readonly expression: Expression;
  readonly remarks: readonly string[];
  readonly questions: readonly Question[];
}

export interface ParseOptions {
  /** LaTeX groups with braces; elsewhere [x] and {x} around the whole answer are a list and a set. */
  readonly latex?: boolean;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** @throws ReadingError */
export function parseTokens(tokens: readonly Token[], options: ParseOptions = {}): Parsed {
  return new Parser(tokens).parse(options);
}

class Parser extends ApplicationParser {
  parse({ latex = false }: ParseOptions): Parsed {
    if (this.token.kind === 'end') {
      throw new ReadingError('answer.empty', 'The answer is empty', 0, 'Type an expression.');
    }
    if (!latex) this.refuseCollection();
    const expression = this.sum();
    this.expectEnd();
    return { expression, remarks: this.remarks, questions: this.questions };
  }

  private refuseCollection(): void {
    const [first] = this.tokens;
    if (first?.kind !== 'open' || first.text === '(') return;
    let depth = 0;
    const close = this.tokens.findIndex(({ kind }) => {
      if (kind === 'open') depth++;
      return kind === 'close' && --depth === 0;
    });
    if (this.tokens[close + 1]?.kind !== 'end') return;
    this.fail(
      'answer.several',
      `“${first.text}” around the answer makes it a list or a set`,
      'Give the expression alone; group with parentheses.',
    );
  }

  private expectEnd(): void {
    const { kind, text } = this.token;
    if (kind === 'end') return;
    if (kind === 'close')
      this.fail('answer.bracket', `A bracket “${text}” closes nothing`, 'Remove it, or open it.');
    if (kind === 'comma')
      this.fail(
        'answer.several',
        `After “${text}” another answer begins`,
        'Give exactly one; write decimals with a point.',
      );
    if (kind === 'relation')
      this.fail(
        'answer.relation',
        `“${text}” makes this an equation or a comparison`,
        'Give only the expression.',
      );
    this.fail('answer.syntax', `“${text}” is not expected here`, 'Check the expression before this place.');
  }

  // sums and products

  protected sum(): Expression {
    return this.nested(() => {
      const terms: Expression[] = [this.signedTerm()];
      while (this.isOperator('+') || this.isOperator('-')) {
        const minus = this.advance().text === '-';
        if (this.isOperator('+'))
          this.fail('answer.syntax', 'Two signs follow each other', 'Keep one of them.');
        const term = this.signedTerm();
        terms.push(minus ? negation(term) : term);
      }
      return sum(...terms);
    });
  }

  private signedTerm(): Expression {
    if (this.isOperator('+')) {
      this.advance();
      return this.product();
    }
    if (!this.isOperator('-')) return this.product();
    this.advance();
    return this.nested(() => negation(this.signedTerm()));
  }

  private product(): Expression {
    let factors: Expression[] = [this.power()];
    let slash: { readonly numeric: boolean } | undefined;
    for (;;) {
      const token = this.token;
      if (this.isOperator('*')) {
        this.advance();
        factors.push(this.factor());
        slash = undefined;
      } else if (this.isOperator('/')) {
        this.advance();
        const over = product(...factors);
        const start = this.token;
        const under = this.factor();
        slash = { numeric: over.kind === 'number' && under.kind === 'number' && start.kind === 'number' };
        factors = [quotient(over, under)];
      } else if (this.startsOperand()) {
        this.checkJuxtaposition(token, slash);
        factors.push(this.power());
        slash = undefined;
      } else return product(...factors);
    }
  }

  private checkJuxtaposition(token: Token, slash: { readonly numeric: boolean } | undefined): void {
    if (token.newLine) this.fail('answer.several', 'A second line begins', 'Give exactly one expression.');
    if (token.kind === 'number') {
      this.fail('answer.syntax', 'A number follows without an operator', 'Write * or ^ before it.');
    }
    if (slash && !(slash.numeric && token.spaced)) {
      this.ask(
        token,
        'what stands right of “/” could be under it or beside the fraction: add parentheses or *',
      );
    }
  }

  /** An operand after * or /, which may carry a sign. */
  private factor(): Expression {
    if (!this.isOperator('-')) return this.power();
    this.advance();
    return this.nested(() => negation(this.factor()));
  }

  private startsOperand(): boolean {
    const { kind } = this.token;
    if (kind === 'bar') return this.openBars === 0;
    if (kind === 'command') return this.token.text !== 'over';
    return kind === 'number' || kind === 'symbol' || kind === 'open' || kind === 'root';
  }

  // powers

  private power(): Expression {
    return this.nested(() => {
      const start = this.token;
      let base = this.primary();
      while (this.isOperator('!')) {
        this.advance();
        base = applyFunction('factorial', [base], (message) =>
          this.fail('answer.argument', message, 'Write one argument.'),
        );
      }
      if (!this.isOperator('^')) return base;
      const exponent = this.exponent();
      this.askBareExponent(base, start);
      return power(base, exponent);
    });
  }

  protected exponent(): Expression {
    this.advance();
    if (this.isOperator('-')) {
      this.advance();
      return this.nested(() => negation(this.signedExponent()));
    }
    if (this.isOperator('+')) this.advance();
    return this.power();
  }

  private signedExponent(): Expression {
    if (!this.isOperator('-')) return this.power();
    this.advance();
    return this.nested(() => negation(this.signedExponent()));
  }

  /** `e^2x` and `2^3x`: was x meant up there? `x^2y` is read by everyone as x²·y. */
  private askBareExponent(base: Expression, start: Token): void {
    const last = this.tokens[this.index - 1];
    const next = this.token;
    const bare = last?.kind === 'number' || (last?.kind === 'symbol' && last.symbol?.kind !== 'function');
    const plainBase = (base.kind === 'constant' || base.kind === 'number') && start.kind !== 'open';
    const joined = next.kind === 'symbol' && next.symbol?.kind !== 'function' && !next.spaced;
    if (bare && plainBase && joined) {
      this.ask(next, 'the exponent could end before this or include it: add parentheses');
    }
  }

  // operands

  protected primary(): Expression {
    const token = this.token;
    switch (token.kind) {
      case 'number':
        return this.numeral();
      case 'symbol':
        return this.named();
      case 'open':
        return this.group();
      case 'bar':
        return this.bars();
      case 'root':
        this.advance();
        return this.nested(() => root(this.tightOperand(), token.text));
      case 'command':
        return this.command();
      default:
        return this.missingOperand();
    }
  }

  protected missingOperand(): never {
    const { kind, text } = this.token;
    const place = kind === 'end' ? 'at the end' : `before “${text}”`;
    return this.fail(
      'answer.syntax',
      `Something is missing ${place}`,
      'Write a number, a name or a bracket there.',
    );
  }

  protected numeral(): Expression {
    const token = this.advance();
    if (token.signedExponent === true) {
      this.ask(
        token,
        `“${token.text}” could be a power of ten or a sum with e: write *10^ or put spaces and *`,
      );
    }
    return number(token.text);
  }

  protected named(): Expression {
    const { symbol } = this.token;
    if (symbol?.kind === 'function') return this.application(symbol.name);
    const token = this.advance();
    if (symbol?.kind === 'opaque') {
      if (this.token.kind !== 'open') this.missingArgument(token.text);
      return { kind: 'opaque', name: symbol.name, args: this.argumentList() };
    }
    if (symbol?.kind === 'constant') return { kind: 'constant', name: symbol.name };
    return { kind: 'variable', name: symbol?.name ?? token.text };
  }

  private group(): Expression {
    const open = this.advance();
    const bars = this.openBars;
    this.openBars = 0;
    let inside = this.sum();
    if (this.token.kind === 'command' && this.token.text === 'over') {
      this.advance();
      inside = quotient(inside, this.sum());
    }
    this.close(open);
    this.openBars = bars;
    return inside;
  }

  protected close(open: Token): void {
    const wanted = CLOSING.get(open.text) ?? ')';
    if (this.token.kind === 'close' && this.token.text === wanted) {
      this.advance();
      return;
    }
    if (this.token.kind === 'end') {
      this.fail('answer.bracket', `The bracket “${open.text}” is never closed`, `Add “${wanted}”.`);
    }
    if (this.token.kind === 'close') {
      this.fail('answer.bracket', `“${open.text}” is closed by “${this.token.text}”`, `Use “${wanted}”.`);
    }
    this.expectEnd();
  }

  protected bars(): Expression {
    const open = this.advance();
    this.openBars++;
    const inside = this.sum();
    if (this.token.kind !== 'bar') {
      this.index = this.tokens.indexOf(open);
      this.fail('answer.bracket', 'The bar “|” has no partner', 'Write |x| or abs(x).');
    }
    this.advance();
    this.openBars--;
    return call('abs', inside);
  }

  private command(): Expression {
    const token = this.advance();
    if (token.text === 'frac' || token.text === 'binom') {
      return this.nested(() => {
        const [over, under] = [this.latexArgument(), this.latexArgument()];
        return token.text === 'frac' ? quotient(over, under) : call('binomial', over, under);
      });
    }
    if (token.text !== 'sqrt')
      this.fail('answer.syntax', '“\\over” needs braces around it', 'Write \\frac{a}{b}.');
    return this.nested(() => {
      if (this.token.kind !== 'open' || this.token.text !== '[') return call('sqrt', this.latexArgument());
      const index = this.group();
      return call('root', this.latexArgument(), index);
    });
  }

  /** TeX takes one group or one character: \frac12 is 1/2. */
  protected latexArgument(): Expression {
    const token = this.token;
    if (token.kind === 'number' && /^[0-9]{2,}$/.test(token.text)) {
      this.split = { ...token, text: token.text.slice(1), position: token.position + 1, spaced: false };
      return number(token.text.charAt(0));
    }
    if (token.kind === 'end' || token.kind === 'close' || token.kind === 'operator') this.missingOperand();
    return token.kind === 'symbol' && token.symbol?.kind !== 'function' ? this.named() : this.primary();
  }
}

function root(operand: Expression, index: string): Expression {
  return index === '2' ? call('sqrt', operand) : call('root', operand, number(index));
}
