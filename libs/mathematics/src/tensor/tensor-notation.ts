/** Operands that only one notation has: index sums, einsum, gradients in derivations, indicators, NumPy's axes. */
import { TensorCursor } from './tensor-cursor';
import { type TensorExpression } from './tensor-expression';
import { type TensorToken } from './tensor-tokens';

export abstract class TensorNotation extends TensorCursor {
  protected abstract comparison(): TensorExpression;
  protected abstract term(): TensorExpression;
  protected abstract group(): TensorExpression;
  protected abstract expectClose(): void;

  /** 1[Z > 0], 1_{Z > 0}; a bold 1 alone is a vector of ones, with a dimension's name or without. */
  protected indicator(): TensorExpression {
    const lowered = this.is('_');
    if (lowered || (this.is('^') && !this.isTransposition())) this.advance();
    if (lowered && this.token.kind === 'name') {
      return { kind: 'apply', name: 'ones', args: [{ kind: 'name', name: this.advance().text }] };
    }
    if (!this.is('(') && !this.is('[') && !this.is('{')) return { kind: 'apply', name: 'ones', args: [] };
    const inside = this.group();
    return inside.kind === 'compare' ? inside : { kind: 'apply', name: 'step', args: [inside] };
  }

  private isTransposition(): boolean {
    const next = this.tokens.slice(this.index + 1, this.index + 3).map(({ text }) => text);
    return ['T', '⊺', "'"].some((mark) => next[0] === mark || (next[0] === '{' && next[1] === mark));
  }

  /** \frac{\partial L}{\partial Y} */
  protected fractionGradient(): TensorExpression | undefined {
    const texts = this.tokens.slice(this.index, this.index + 8).map(({ text }) => text);
    const joined = texts.join(' ');
    const found = /^\{ ∂ L \} \{ ∂ (\S+) \}/.exec(joined) ?? /^\{ dL \} \{ d(\S+) \}/.exec(joined);
    if (found?.[1] === undefined) return undefined;
    this.index += joined.startsWith('{ ∂') ? 8 : 6;
    return this.gradientOf(found[1]);
  }

  /** ∂L/∂Y */
  protected gradient(): TensorExpression {
    const texts = this.tokens.slice(this.index, this.index + 5).map(({ text }) => text);
    if (texts[1] !== 'L' || texts[2] !== '/' || texts[3] !== '∂')
      this.fail('answer.syntax', '“∂” is not expected here', 'Write ∂L/∂Y.');
    this.index += 5;
    return this.gradientOf(texts[4] ?? '');
  }

  protected gradientSlash(token: TensorToken): TensorExpression {
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

  protected einsum(): TensorExpression {
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

  /** `_{nh}` after brackets: an element of what stands in them. */
  protected elementOf(of: TensorExpression): TensorExpression {
    this.advance();
    const braced = this.is('{');
    if (braced) this.advance();
    let letters = '';
    while (this.token.kind === 'name' || (braced && this.is(','))) {
      letters += this.advance().text.replace(',', '');
      if (!braced) break;
    }
    if (braced) this.expectClose();
    if (!/^[a-z]{1,4}$/.test(letters))
      this.fail('answer.syntax', 'After “_” stand indices', 'Write (X W)_{nh}.');
    const indices = Array.from(letters);
    return of.kind === 'name'
      ? { kind: 'indexed', name: of.name, indices }
      : { kind: 'element', of, indices };
  }

  /** NumPy's v[:, None] and v[None, :]. */
  protected newAxis(of: TensorExpression): TensorExpression | undefined {
    const texts = this.tokens.slice(this.index, this.index + 5).map(({ text }) => text);
    const inside = texts.join('').replace('newaxis', 'None');
    const name = inside === '[:,None]' ? 'column' : inside === '[None,:]' ? 'row' : undefined;
    if (!name) return undefined;
    this.index += 5;
    return { kind: 'apply', name, args: [of] };
  }

  /** X.shape[0], X.size, X.size(0), X.numel(), and len(X) of the first axis. */
  protected sizeOf(name: string, of: TensorExpression): TensorExpression {
    if (name === 'len') return { kind: 'size', of, axis: 0 };
    if (!this.is('[') && !this.is('(')) {
      if (name === 'shape')
        this.fail('answer.syntax', 'A shape is more than one number', 'Write X.shape[0].');
      return { kind: 'size', of };
    }
    this.advance();
    const minus = this.is('-');
    if (minus) this.advance();
    const axis = this.token.kind === 'number' ? Number(this.advance().text) : undefined;
    this.expectClose();
    return { kind: 'size', of, ...(axis !== undefined && { axis: minus ? -axis : axis }) };
  }

  /** sum(A, axis=0, keepdims=True) and A.sum(0). */
  protected reduction(name: 'sum' | 'mean', operand?: TensorExpression): TensorExpression {
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

  /** Σ_n, \sum_{n,k}, \sum_{n=1}^{N}: covers the product that follows. */
  protected indexSum(): TensorExpression {
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
