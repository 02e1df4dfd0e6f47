/**
 * Precedence climbing for NumPy, matrix and index notation. `*`, `@`, `/`, `⊙` and dots go left to right as in Python;
 * factors side by side bind tighter, so `M ⊙ G W^T` is M ⊙ (G W^T). `*` and ⊙ are elementwise; side by side and dots
 * are matrix products unless one side is a number.
 */
import { ReadingError } from '../reading-error';
import { TensorCursor, type TensorParseOptions } from './tensor-cursor';
import {
  type BinaryOperator,
  type Comparison,
  type TensorExpression,
  type TensorFunction,
} from './tensor-expression';
import { COMPARISONS, FUNCTIONS, OPERATORS, PRIMES, PRODUCTS, WRAPPERS } from './tensor-functions';
import { type TensorToken } from './tensor-tokens';

/** @throws ReadingError */
export function parseTensor(tokens: readonly TensorToken[], options: TensorParseOptions): TensorExpression {
  return new TensorParser(tokens, options).parse();
}

class TensorParser extends TensorCursor {
  parse(): TensorExpression {
    if (this.token.kind === 'end')
      throw new ReadingError('answer.empty', 'The answer is empty', 0, 'Type an expression.');
    const expression = this.sum();
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

  private term(): TensorExpression {
    let left = this.sideBySide();
    for (;;) {
      const operator = this.token.kind === 'operator' ? OPERATORS.get(this.token.text) : undefined;
      if (this.is('⊗')) {
        this.advance();
        left = { kind: 'apply', name: 'outer', args: [left, this.sideBySide()] };
      } else if (operator === '/') left = this.divided(left);
      else if (operator) {
        this.advance();
        left = { kind: 'binary', operator, left, right: this.is('-') ? this.signed() : this.sideBySide() };
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
    while (this.startsOperand()) left = { kind: 'binary', operator: 'product', left, right: this.factor() };
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
    const braced = this.is('{') || this.is('(');
    if (braced) this.advance();
    const close = (): void => {
      if (braced) this.expectClose();
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
    if (!this.is('(')) this.fail('answer.syntax', `“.${name}” is not read here`, 'Use .T, .dot(…), .sum(…).');
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

  private group(): TensorExpression {
    this.advance();
    const inside = this.comparison();
    this.expectClose();
    return inside;
  }

  private expectClose(): void {
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

  private comparison(): TensorExpression {
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
    if (!this.is('(') && !this.is('[') && !this.is('{'))
      this.fail('answer.argument', `“${name}” has no argument`, `Write ${name}(…).`);
    const args = this.argumentList();
    // np.heaviside takes the value at zero too.
    const kept = applied === 'step' ? args.slice(0, 1) : args;
    const [first] = kept;
    if (applied === 'step' && first?.kind === 'compare') return first;
    const wanted = { where: 3, maximum: 2, minimum: 2, outer: 2, cross_entropy: 2 }[applied as string] ?? 1;
    if (applied !== 'ones' && kept.length !== wanted) {
      this.fail('answer.argument', `“${name}” takes other arguments`, `It takes ${String(wanted)}.`);
    }
    return { kind: 'apply', name: applied, args: kept };
  }

  private indicator(): TensorExpression {
    if (this.is('_') || this.is('^')) this.advance();
    if (!this.is('(') && !this.is('[') && !this.is('{'))
      this.fail('answer.argument', 'The indicator has no condition', 'Write 1[Z > 0].');
    const inside = this.group();
    return inside.kind === 'compare' ? inside : { kind: 'apply', name: 'step', args: [inside] };
  }

  private fraction(): TensorExpression {
    const start = this.index;
    const gradient = this.fractionGradient();
    if (gradient) return gradient;
    this.index = start;
    const over = this.group();
    return { kind: 'binary', operator: '/', left: over, right: this.group() };
  }

  /** \frac{\partial L}{\partial Y} */
  private fractionGradient(): TensorExpression | undefined {
    const texts = this.tokens.slice(this.index, this.index + 8).map(({ text }) => text);
    const joined = texts.join(' ');
    const found = /^\{ ∂ L \} \{ ∂ (\S+) \}/.exec(joined) ?? /^\{ dL \} \{ d(\S+) \}/.exec(joined);
    if (found?.[1] === undefined) return undefined;
    this.index += joined.startsWith('{ ∂') ? 8 : 6;
    return this.gradientOf(found[1]);
  }

  /** ∂L/∂Y */
  private gradient(): TensorExpression {
    const texts = this.tokens.slice(this.index, this.index + 5).map(({ text }) => text);
    if (texts[1] !== 'L' || texts[2] !== '/' || texts[3] !== '∂')
      this.fail('answer.syntax', '“∂” is not expected here', 'Write ∂L/∂Y.');
    this.index += 5;
    return this.gradientOf(texts[4] ?? '');
  }

  private gradientSlash(token: TensorToken): TensorExpression {
    this.advance();
    const under = this.advance().text;
    if (token.text !== 'dL' || !under.startsWith('d'))
      this.fail('answer.syntax', `“${token.text}/” is not expected here`, 'Write dL/dY.');
    return this.gradientOf(under.slice(1));
  }

  private gradientOf(name: string): TensorExpression {
    const plain = name.replaceAll('_', '');
    const known = [name, plain].find((one) => this.options.gradients?.has(one));
    if (known === undefined) {
      this.fail(
        'answer.unknown-name',
        `The gradient with respect to ${name} can’t be used here`,
        'Write the answer in the given names.',
      );
    }
    return { kind: 'gradient', of: known };
  }

  private sumFunction(name: 'sum' | 'mean'): TensorExpression {
    if (this.is('(')) return this.reduction(name);
    return this.fail(
      'answer.argument',
      `“${name}” has no argument`,
      `Write ${name}(…), or Σ_n for an index sum.`,
    );
  }

  /** sum(A, axis=0, keepdims=True) and A.sum(0). */
  private reduction(name: 'sum' | 'mean', operand?: TensorExpression): TensorExpression {
    this.advance();
    const of = operand ?? this.comparison();
    if (!operand && this.is(',')) this.advance();
    let axis: number | undefined;
    let keepdims = false;
    while (!this.is(')') && this.token.kind !== 'end') {
      const word = this.advance().text;
      if (word === 'keepdims' || word === 'keepdim') keepdims = this.tokens[this.index + 1]?.text === 'True';
      const minus = word === '-';
      const digits = minus ? this.advance().text : word;
      if (/^[0-9]$/.test(digits)) axis = minus ? -Number(digits) : Number(digits);
    }
    this.expectClose();
    return { kind: 'reduce', name, of, keepdims, ...(axis !== undefined && { axis }) };
  }

  private einsum(): TensorExpression {
    if (!this.is('('))
      this.fail('answer.argument', '“einsum” has no arguments', "Write einsum('nd,nh->dh', X, G).");
    this.advance();
    const spec = this.advance();
    if (spec.kind !== 'text')
      this.fail('answer.argument', 'einsum begins with its pattern', "Write einsum('nd,nh->dh', X, G).");
    const operands: TensorExpression[] = [];
    while (this.is(',')) {
      this.advance();
      if (this.token.kind === 'name' && this.tokens[this.index + 1]?.text === '=') this.index += 3;
      else operands.push(this.comparison());
    }
    this.expectClose();
    return { kind: 'einsum', spec: spec.text, operands };
  }

  private product(name: string, operator: BinaryOperator): TensorExpression {
    const [left, right, ...more] = this.argumentList();
    if (!left || !right || more.length > 0)
      this.fail('answer.argument', `“${name}” takes two arguments`, 'Check the commas.');
    return { kind: 'binary', operator, left, right };
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

  /** Σ_n, \sum_{n,k}, \sum_{n=1}^{N}: covers the product that follows. */
  private indexSum(): TensorExpression {
    this.advance();
    const letters: string[] = [];
    if (this.is('_')) this.advance();
    if (this.is('{') || this.is('(')) {
      this.advance();
      while (!this.is('}') && !this.is(')') && this.token.kind !== 'end') {
        const { kind, text } = this.advance();
        if (this.is('=')) this.index += 2;
        if (kind === 'name') letters.push(...Array.from(text));
      }
      this.expectClose();
    } else letters.push(...Array.from(this.advance().text));
    if (this.is('^')) this.skipBound();
    return this.nested(() => ({ kind: 'index-sum', letters, of: this.term() }));
  }

  private skipBound(): void {
    this.advance();
    const braced = this.is('{');
    while (braced && !this.is('}') && this.token.kind !== 'end') this.advance();
    this.advance();
  }
}
