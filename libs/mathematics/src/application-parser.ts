/** How functions take their arguments: in parentheses, or as textbooks write them without. */
import { applyFunction } from './apply-function';
import { type Expression, negation, power, product } from './expression';
import { INVERSES, type CallableName, type FunctionName } from './functions';
import { TokenCursor } from './token-cursor';
import { type Token } from './tokens';

export abstract class ApplicationParser extends TokenCursor {
  /** Bars that are open at this depth of brackets: the next one closes. */
  protected openBars = 0;

  protected abstract sum(): Expression;
  protected abstract primary(): Expression;
  protected abstract named(): Expression;
  protected abstract numeral(): Expression;
  protected abstract bars(): Expression;
  protected abstract exponent(): Expression;
  protected abstract latexArgument(): Expression;
  protected abstract close(open: Token): void;
  protected abstract missingOperand(): never;

  protected application(name: CallableName): Expression {
    return this.nested(() => {
      const token = this.advance();
      const raised = this.functionExponent(token);
      const base = this.logarithmBase(name);
      const late = raised ?? this.functionExponent(token);
      const inverse = late && isMinusOne(late) ? this.inverse(name, token) : undefined;
      const args = [...this.callArguments(token, inverse ?? name), ...(base ? [base] : [])];
      const refuse = (message: string): never => {
        this.index = this.tokens.indexOf(token);
        return this.fail('answer.argument', message, 'Check the parentheses and commas.');
      };
      const applied = applyFunction(inverse ?? (base ? 'log' : name), args, refuse);
      return late && inverse === undefined ? power(applied, late) : applied;
    });
  }

  private functionExponent(token: Token): Expression | undefined {
    if (!this.isOperator('^')) return undefined;
    const next = this.tokens[this.index + 1];
    if (next?.kind === 'end') this.missingArgument(token.text);
    this.advance();
    const minus = this.isOperator('-');
    if (minus) this.advance();
    const exponent = this.token.kind === 'number' ? this.numeral() : this.primary();
    return minus ? negation(exponent) : exponent;
  }

  private inverse(name: CallableName, token: Token): FunctionName | undefined {
    const inverse = INVERSES.get(name as FunctionName);
    if (inverse === undefined)
      this.ask(token, `“${token.text}^(-1)” could be an inverse function or a reciprocal`);
    else this.remarks.push(`${token.text}^(-1) is read as the inverse function ${inverse}`);
    return inverse;
  }

  private logarithmBase(name: CallableName): Expression | undefined {
    if (this.token.kind !== 'underscore') return undefined;
    if (name !== 'ln' && name !== 'log10') {
      this.fail(
        'answer.syntax',
        'Only a logarithm takes an index',
        'Write log_2(x), or remove the underscore.',
      );
    }
    this.advance();
    return this.indexOperand();
  }

  private indexOperand(): Expression {
    return this.token.kind === 'number' ? this.numeral() : this.latexArgument();
  }

  private callArguments(token: Token, name: CallableName): Expression[] {
    if (this.token.kind === 'open') return this.argumentList();
    if (this.token.kind === 'bar' && this.openBars === 0) return [this.bars()];
    if (name === 'sqrt' || name === 'cbrt') return [this.tightOperand()];
    return [this.bareArgument(token)];
  }

  protected argumentList(): Expression[] {
    const open = this.advance();
    const bars = this.openBars;
    this.openBars = 0;
    if (this.token.kind === 'close')
      this.fail('answer.argument', 'The parentheses are empty', 'Write an argument in them.');
    const args = [this.sum()];
    while (this.token.kind === 'comma') {
      this.advance();
      args.push(this.sum());
    }
    this.close(open);
    this.openBars = bars;
    return args;
  }

  /** √2x, sqrt x: the root covers one operand. */
  protected tightOperand(): Expression {
    if (this.token.kind === 'end') this.missingOperand();
    return this.token.kind === 'symbol' && this.token.symbol?.kind !== 'function'
      ? this.named()
      : this.primary();
  }

  /** The textbook's argument without parentheses: numbers and names side by side, up to + - * / a function or bracket. */
  private bareArgument(token: Token): Expression {
    if (this.isOperator('-')) {
      this.advance();
      return negation(this.bareArgument(token));
    }
    if (this.token.kind === 'symbol' && this.token.symbol?.kind === 'function') return this.named();
    const factors: Expression[] = [];
    let names = 0;
    while (this.isBareFactor(factors.length)) {
      const next = this.token;
      if (names > 0 && next.spaced)
        this.ask(next, `it is not clear whether “${token.text}” covers this: add parentheses`);
      if (factors.length > 0 && next.kind === 'number') break;
      if (next.kind === 'symbol') names++;
      factors.push(this.bareFactor(token));
    }
    if (factors.length === 0) this.missingArgument(token.text);
    this.askAfterBareArgument(token, names);
    return product(...factors);
  }

  private isBareFactor(index: number): boolean {
    const { kind, symbol, text, newLine } = this.token;
    if (newLine && index > 0) return false;
    if (kind === 'number' || kind === 'root') return true;
    if (kind === 'open' && text === '{' && index === 0) return true;
    if (kind === 'command') return text !== 'over';
    return kind === 'symbol' && (symbol?.kind === 'variable' || symbol?.kind === 'constant');
  }

  private bareFactor(token: Token): Expression {
    const base = this.primary();
    if (!this.isOperator('^')) return base;
    this.ask(
      this.token,
      `the power could belong to the argument of “${token.text}” or to its value: add parentheses`,
    );
    return power(base, this.exponent());
  }

  private askAfterBareArgument(token: Token, names: number): void {
    const [operator, next] = [this.token, this.tokens[this.index + 1]];
    const slash = operator.text === '/' && next?.kind === 'number';
    const star = operator.text === '*' && names === 0;
    if (operator.kind === 'operator' && (slash || star) && !operator.spaced) {
      this.ask(operator, `it is not clear where the argument of “${token.text}” ends: add parentheses`);
    }
  }

  protected missingArgument(name: string): never {
    return this.fail('answer.argument', `“${name}” has no argument`, `Write ${name}(…).`);
  }
}

function isMinusOne(exponent: Expression): boolean {
  return exponent.kind === 'negation' && exponent.operand.kind === 'number' && exponent.operand.text === '1';
}
