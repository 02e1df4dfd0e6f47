/**
 * Precedence climbing for NumPy, matrix and index notation. `*`, `@`, `/`, `⊙` and dots go left to right as in Python;
 * factors side by side bind tighter, so `M ⊙ G W^T` is M ⊙ (G W^T). `*` and ⊙ are elementwise; side by side and dots
 * are matrix products unless one side is a number.
 */
import { ReadingError } from '../reading-error';
import { type TensorParseOptions } from './tensor-cursor';
import {
  type BinaryOperator,
  type Comparison,
  type TensorExpression,
  type TensorFunction,
} from './tensor-expression';
import { COMPARISONS, FUNCTIONS, OPERATORS, PRIMES, PRODUCTS, WRAPPERS } from './tensor-functions';
import { TensorNotation } from './tensor-notation';
import { type TensorToken } from './tensor-tokens';

/** @throws ReadingError */
export function parseTensor(tokens: readonly TensorToken[], options: TensorParseOptions): TensorExpression {
  return new TensorParser(tokens, options).parse();
}

class TensorParser extends TensorNotation {
  /** MATLAB's X' * G is a matrix product; who writes @ or ⊙ means elementwise by *. */
  private readonly starIsProduct = this.readsStarAsProduct();

  private readsStarAsProduct(): boolean {
    const has = (text: string): boolean =>
      this.tokens.some((token) => token.kind === 'operator' && token.text === text);
    return has('.*') || (has("'") && !has('@') && !has('⊙'));
  }

  parse(): TensorExpression {
    if (this.token.kind === 'end')
      throw new ReadingError('answer.empty', 'The answer is empty', 0, 'Type an expression.');
    const expression = this.comparison();
    this.skipLines();
    if (!this.atEnd()) {
      const several = [',', ';', '='].includes(this.token.text);
      this.fail(
        several ? 'answer.several' : 'answer.syntax',
        `“${this.token.text}” is not expected here`,
        'Give exactly one expression.',
      );
    }
    return expression;
  }

  private sum(): TensorExpression {
    return this.nested(() => {
      let left = this.signed();
      while (this.is('+') || this.is('-')) {
        const operator = this.advance().text as '+' | '-';
        left = { kind: 'binary', operator, left, right: this.signed() };
      }
      return left;
    });
  }

  private signed(): TensorExpression {
    if (this.is('+')) this.advance();
    if (!this.is('-')) return this.term();
    this.advance();
    return this.nested(() => ({ kind: 'negative', of: this.signed() }));
  }

  protected term(): TensorExpression {
    let left = this.sideBySide();
    for (;;) {
      const operator = this.token.kind === 'operator' ? OPERATORS.get(this.token.text) : undefined;
      if (this.is('⊗')) {
        this.advance();
        left = { kind: 'apply', name: 'outer', args: [left, this.sideBySide()] };
      } else if (operator === '/') left = this.divided(left);
      else if (operator) {
        const star = this.advance().text === '*' && this.starIsProduct;
        const right = this.is('-') ? this.signed() : this.sideBySide();
        left = multiply(star ? 'star' : operator, left, right);
      } else return left;
    }
  }

  /** `2/N X^T G`: only the next factor goes under the line, the rest beside it. */
  private divided(over: TensorExpression): TensorExpression {
    this.advance();
    const under = this.factor();
    const quotient: TensorExpression = { kind: 'binary', operator: '/', left: over, right: under };
    if (!this.startsOperand()) return quotient;
    if (!this.token.spaced && this.token.kind === 'name' && under.kind === 'number') {
      this.fail('answer.ambiguous', 'It is not clear what stands under the “/”', 'Add parentheses or *.');
    }
    return { kind: 'binary', operator: 'product', left: quotient, right: this.sideBySide() };
  }

  private sideBySide(): TensorExpression {
    let left = this.factor();
    while (this.startsOperand()) left = multiply('product', left, this.factor());
    return left;
  }

  private startsOperand(): boolean {
    const { kind, text } = this.token;
    return (
      kind === 'number' ||
      kind === 'name' ||
      kind === 'indexed' ||
      (kind === 'operator' && ['(', '[', '{', 'Σ', '∂'].includes(text))
    );
  }

  // operands and what follows them

  private factor(): TensorExpression {
    return this.nested(() => {
      let operand = this.primary();
      for (;;) {
        const next = this.postfix(operand);
        if (!next) return operand;
        operand = next;
      }
    });
  }

  private postfix(operand: TensorExpression): TensorExpression | undefined {
    if (this.is("'") || this.is('⊺')) {
      this.advance();
      return { kind: 'transpose', of: operand };
    }
    if (this.is('.')) return this.method(operand);
    if (this.is('_')) return this.elementOf(operand);
    if (this.is('[')) return this.newAxis(operand);
    if (this.is('**')) {
      this.advance();
      return {
        kind: 'binary',
        operator: '**',
        left: operand,
        right: this.is('-') ? this.signed() : this.factor(),
      };
    }
    return this.is('^') ? this.raised(operand) : undefined;
  }

  private raised(operand: TensorExpression): TensorExpression {
    this.advance();
    let braces = 0;
    for (; this.is('{') || this.is('('); braces++) this.advance();
    const close = (): void => {
      for (; braces > 0; braces--) this.expectClose();
    };
    if (this.is('⊺') || this.is("'") || (this.token.kind === 'name' && this.token.text === 'T')) {
      this.advance();
      close();
      return { kind: 'transpose', of: operand };
    }
    if (this.is('⊙')) this.advance();
    if (this.token.kind !== 'number') {
      this.fail(
        'answer.syntax',
        'Only ^T and powers with numbers are read',
        'Write X^T for a transposed matrix.',
      );
    }
    const right: TensorExpression = { kind: 'number', value: Number(this.advance().text) };
    close();
    return { kind: 'binary', operator: '**', left: operand, right };
  }

  private method(operand: TensorExpression): TensorExpression {
    this.advance();
    const name = this.advance().text;
    if (['T', 'mT', 'H'].includes(name)) return { kind: 'transpose', of: operand };
    if (['size', 'shape', 'numel'].includes(name)) return this.sizeOf(name, operand);
    if (!this.is('(')) this.fail('answer.syntax', `“.${name}” is not read here`, 'Use .T, .dot(…), .sum(…).');
    if (name === 'reshape' || name === 'view') return this.reshaped(operand);
    if (name === 'transpose' || name === 't') {
      this.argumentList();
      return { kind: 'transpose', of: operand };
    }
    if (['astype', 'float', 'double', 'to', 'copy', 'clone', 'int', 'detach'].includes(name)) {
      this.skipArguments();
      return operand;
    }
    if (name === 'sum' || name === 'mean') return this.reduction(name, operand);
    const args = this.argumentList();
    const operator = PRODUCTS.get(name);
    const [only] = args;
    if (operator && only && args.length === 1)
      return { kind: 'binary', operator, left: operand, right: only };
    const known = FUNCTIONS.get(name);
    if (known && args.length === 0) return { kind: 'apply', name: known, args: [operand] };
    return this.unknownName(name);
  }

  /** Of all reshapes only those that make a vector a column or a row. */
  private reshaped(of: TensorExpression): TensorExpression {
    const start = this.index;
    const args = this.argumentList();
    const shape = args.map((arg) =>
      arg.kind === 'negative' ? 'rest' : arg.kind === 'number' ? arg.value : NaN,
    );
    if (shape.join() === 'rest,1') return { kind: 'apply', name: 'column', args: [of] };
    if (shape.join() === '1,rest') return { kind: 'apply', name: 'row', args: [of] };
    this.index = start;
    return this.fail(
      'answer.argument',
      'This reshape is not read here',
      'Write reshape(-1, 1) or reshape(1, -1).',
    );
  }

  private primary(): TensorExpression {
    const { kind, text } = this.token;
    if (kind === 'number') return this.numeral();
    if (kind === 'indexed') {
      const { indices = [] } = this.advance();
      return { kind: 'indexed', name: text, indices };
    }
    if (kind === 'name') return this.named();
    if (this.is('(') || this.is('[') || this.is('{')) return this.group();
    if (this.is('Σ')) return this.indexSum();
    if (this.is('∂')) return this.gradient();
    const place = kind === 'end' ? 'at the end' : `before “${text}”`;
    return this.fail(
      'answer.syntax',
      `Something is missing ${place}`,
      'Write a name, a number or a bracket there.',
    );
  }

  /** 1[Z > 0] and 1_{Z>0} are indicators. */
  private numeral(): TensorExpression {
    const token = this.advance();
    if (token.text === '1' && this.is('_')) return this.indicator();
    if (token.text === '1' && (this.is('[') || this.is('(') || this.is('{')) && !this.token.spaced) {
      const before = this.index;
      const inside = this.group();
      if (inside.kind === 'compare') return inside;
      this.index = before;
    }
    return { kind: 'number', value: Number(token.text) };
  }

  protected group(): TensorExpression {
    this.advance();
    const inside = this.comparison();
    this.expectClose();
    return inside;
  }

  protected expectClose(): void {
    this.skipLines();
    if (this.is(')') || this.is(']') || this.is('}')) this.advance();
    else if (this.token.kind === 'end') this.fail('answer.bracket', 'A bracket is never closed', 'Close it.');
    else
      this.fail(
        'answer.syntax',
        `“${this.token.text}” is not expected here`,
        'Check the brackets and operators.',
      );
  }

  protected comparison(): TensorExpression {
    const left = this.sum();
    if (this.token.kind !== 'operator' || !COMPARISONS.has(this.token.text)) return left;
    const operator = this.advance().text as Comparison;
    return { kind: 'compare', operator, left, right: this.sum() };
  }

  private named(): TensorExpression {
    const token = this.advance();
    const name = token.text;
    if (this.options.names.has(name)) return { kind: 'name', name };
    if (name === 'frac') return this.fraction();
    if (name === 'indicator' || (name === 'I' && !this.token.spaced)) return this.indicator();
    if (/^d[A-Z]/.test(name) && this.is('/')) return this.gradientSlash(token);
    if (name === 'sum' || name === 'mean') return this.sumFunction(name);
    if (name === 'einsum') return this.einsum();
    if (name === 'len' && this.is('(')) return this.sizeOf(name, this.onlyOf(this.argumentList(), name));
    if (WRAPPERS.has(name) && this.is('(')) return this.onlyOf(this.argumentList().slice(0, 1), name);
    if (name === 'transpose')
      return { kind: 'transpose', of: this.onlyOf(this.is('(') ? this.argumentList() : [], name) };
    const operator = PRODUCTS.get(name);
    if (operator && this.is('(')) return this.product(name, operator);
    const known = FUNCTIONS.get(name);
    if (!known) {
      this.index--;
      return this.unknownName(name);
    }
    return this.application(name, known);
  }

  private application(name: string, known: TensorFunction): TensorExpression {
    let applied = known;
    const power = this.functionPower();
    if (
      this.is("'") ||
      (this.is('^') && ["'", '{'].includes(this.tokens[this.index + 1]?.text ?? '') && PRIMES.has(known))
    ) {
      while (!this.is('(') && this.token.kind !== 'end') this.advance();
      const prime = PRIMES.get(known);
      if (!prime)
        this.fail('answer.unknown-name', `The derivative of ${name} is not known here`, 'Write it out.');
      applied = prime;
    }
    const args = this.callArguments(name);
    // np.heaviside takes the value at zero too.
    const kept = applied === 'step' ? args.slice(0, 1) : args;
    const [first] = kept;
    if (applied === 'step' && first?.kind === 'compare') return first;
    const wanted = { where: 3, maximum: 2, minimum: 2, outer: 2, cross_entropy: 2 }[applied as string] ?? 1;
    if (applied !== 'ones' && kept.length !== wanted) {
      this.fail('answer.argument', `“${name}” takes other arguments`, `It takes ${String(wanted)}.`);
    }
    const value: TensorExpression = { kind: 'apply', name: applied, args: kept };
    return power ? { kind: 'binary', operator: '**', left: value, right: power } : value;
  }

  /** tanh²(Z), \tanh^2(Z), tanh^{2}(Z) */
  private functionPower(): TensorExpression | undefined {
    if (!this.is('^')) return undefined;
    const braced = ['{', '('].includes(this.tokens[this.index + 1]?.text ?? '');
    const digits = this.tokens[this.index + (braced ? 2 : 1)];
    if (digits?.kind !== 'number') return undefined;
    this.index += braced ? 3 : 2;
    if (braced) this.expectClose();
    return { kind: 'number', value: Number(digits.text) };
  }

  /** In brackets, or one name without: \tanh Z. */
  private callArguments(name: string): TensorExpression[] {
    if (this.is('(') || this.is('[') || this.is('{')) return this.argumentList();
    const { kind, text } = this.token;
    if (kind === 'indexed' || (kind === 'name' && this.options.names.has(text))) return [this.primary()];
    return this.fail('answer.argument', `“${name}” has no argument`, `Write ${name}(…).`);
  }

  private fraction(): TensorExpression {
    const start = this.index;
    const gradient = this.fractionGradient();
    if (gradient) return gradient;
    this.index = start;
    const over = this.latexArgument();
    return { kind: 'binary', operator: '/', left: over, right: this.latexArgument() };
  }

  /** TeX takes one group or one character: \frac1N. */
  private latexArgument(): TensorExpression {
    const { kind, text } = this.token;
    return kind === 'name' || (kind === 'number' && text.length === 1) ? this.primary() : this.group();
  }

  private sumFunction(name: 'sum' | 'mean'): TensorExpression {
    if (this.is('(')) return this.reduction(name);
    return this.fail(
      'answer.argument',
      `“${name}” has no argument`,
      `Write ${name}(…), or Σ_n for an index sum.`,
    );
  }

  private product(name: string, operator: BinaryOperator): TensorExpression {
    const turned = this.transposedArguments();
    const [left, right, ...more] = this.argumentList();
    if (!left || !right || more.length > 0)
      this.fail('answer.argument', `“${name}” takes two arguments`, 'Check the commas.');
    const turn = (of: TensorExpression, which: string): TensorExpression =>
      turned.has(which) ? { kind: 'transpose', of } : of;
    return { kind: 'binary', operator, left: turn(left, 'transpose_a'), right: turn(right, 'transpose_b') };
  }

  /** TensorFlow's transpose_a=True and transpose_b=True of this call, not of calls inside it. */
  private transposedArguments(): ReadonlySet<string> {
    const found = new Set<string>();
    let depth = 0;
    for (let index = this.index; index < this.tokens.length; index++) {
      const text = this.tokens[index]?.text ?? '';
      if (text === '(') depth++;
      if (text === ')' && --depth === 0) break;
      if (depth === 1 && text.startsWith('transpose_') && this.tokens[index + 2]?.text === 'True')
        found.add(text);
    }
    return found;
  }

  private onlyOf([only, ...more]: readonly TensorExpression[], name: string): TensorExpression {
    if (!only || more.length > 0)
      this.fail('answer.argument', `“${name}” takes one argument`, `Write ${name}(X).`);
    return only;
  }

  private argumentList(): TensorExpression[] {
    this.advance();
    const args: TensorExpression[] = [];
    while (!this.is(')') && !this.is(']') && !this.is('}')) {
      if (this.token.kind === 'name' && this.tokens[this.index + 1]?.text === '=') this.index += 3;
      else if (this.is('(') && this.tokens[this.index + 2]?.text === ',') args.push(...this.argumentList());
      else args.push(this.comparison());
      if (this.is(',')) this.advance();
      else break;
    }
    this.expectClose();
    return args;
  }

  private skipArguments(): void {
    let depth = 0;
    do {
      if (this.token.kind === 'end') this.fail('answer.bracket', 'A bracket is never closed', 'Close it.');
      const { text } = this.advance();
      if (text === '(') depth++;
      if (text === ')') depth--;
    } while (depth > 0);
  }
}

/** A vector of ones to the left of a matrix sums its rows, to the right its columns. */
function multiply(
  operator: BinaryOperator,
  left: TensorExpression,
  right: TensorExpression,
): TensorExpression {
  const isProduct = operator === '@' || operator === 'product' || operator === 'star';
  if (isProduct && isOnesRow(left)) {
    return { kind: 'reduce', name: 'sum', of: right, axis: 0, keepdims: false };
  }
  if (isProduct && left.kind === 'binary' && left.operator === 'product' && isOnesRow(left.right)) {
    return multiply('product', left.left, multiply(operator, left.right, right));
  }
  if (isProduct && isOnes(right)) return { kind: 'reduce', name: 'sum', of: left, axis: 1, keepdims: false };
  return { kind: 'binary', operator, left, right };
}

function isOnesRow(expression: TensorExpression): boolean {
  if (expression.kind !== 'transpose') return false;
  const { of } = expression;
  return isOnes(of) || (of.kind === 'number' && of.value === 1);
}

function isOnes(expression: TensorExpression): boolean {
  return expression.kind === 'apply' && expression.name === 'ones' && expression.args.length === 0;
}
