/** Cuts matrix, NumPy and index notation into tokens. */
import { normalize, type NormalText } from '../characters';
import { LIMITS } from '../limits';
import { foldGreekCommands, unwrap } from '../read-expression';
import { ReadingError } from '../reading-error';

export interface TensorToken {
  readonly kind: 'number' | 'name' | 'indexed' | 'operator' | 'text' | 'end';
  readonly text: string;
  /** Letters of an indexed tensor, such as n and h of G_nh. */
  readonly indices?: readonly string[];
  readonly position: number;
  readonly spaced: boolean;
}

/** Names that a problem declares: tensors, sizes, and what the student has defined. */
export interface TensorNames {
  has(name: string): boolean;
  values(): Iterable<string>;
}

/** Dots between matrices mean a matrix product in textbooks, `*` never does, so they stay apart. */
export function normalizeTensor(text: string): NormalText {
  const dotted = text.replace(/[·⋅∙×]/g, '⋄').replace(/[⊤ᵀ]/g, '⊺');
  return unwrap(foldGreekCommands(normalize(dotted)));
}

const IGNORED =
  /\\(?:left|right|big[lr]?|Big[lr]?|bigg[lr]?|Bigg[lr]?|displaystyle|limits|quad|qquad|[,;:! ]|mathbf|boldsymbol|bm|mathrm|operatorname|text|mathit|mathsf|textbf|mathcal)(?![A-Za-z])/y;
const MARKS: ReadonlyMap<string, string> = new Map([
  ['odot', '⊙'],
  ['circ', '⊙'],
  ['otimes', '⊗'],
  ['cdot', '⋄'],
  ['times', '⋄'],
  ['ast', '*'],
  ['top', '⊺'],
  ['intercal', '⊺'],
  ['sum', 'Σ'],
  ['frac', 'frac'],
  ['dfrac', 'frac'],
  ['tfrac', 'frac'],
  ['geq', '>='],
  ['ge', '>='],
  ['leq', '<='],
  ['le', '<='],
  ['gt', '>'],
  ['lt', '<'],
  ['prime', "'"],
  ['partial', '∂'],
  ['nabla', '∇'],
  ['lbrack', '['],
  ['rbrack', ']'],
]);
const FUNCTION_COMMANDS = new Set(['tanh', 'exp', 'log', 'ln', 'max', 'min', 'sqrt']);
/** \mathrm{ReLU}: the braces belong to the command. */
const NAMED =
  /\\(?:mathbf|boldsymbol|bm|mathrm|operatorname|text|mathit|mathsf|textbf|mathcal)\s*\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}/y;
const INDICATOR =
  /\\mathbb\s*\{?\s*[1I]\s*\}?|\\mathbf\s*\{\s*1\s*\}|\\mathds\s*\{?\s*1\s*\}?|\\mathbbm\s*\{?\s*1\s*\}?/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const WORD = /[A-Za-zα-ωΑ-Ω][A-Za-z0-9α-ω]*(?:_[A-Za-z0-9]+)*/y;
const LAYER =
  /\s*(?:_\{?([0-9]+)\}?|\^\s*\(\s*\(?\[?([0-9]+)\]?\)?\s*\)|\^\s*\{\s*[([]\s*([0-9]+)\s*[)\]]\s*\}|\^\[([0-9]+)\])/y;
const SUBSCRIPT = /\s*_\s*(?:\{\s*([a-z](?:[\s,]*[a-z])*)\s*\}|([a-z]+)(?![A-Za-z0-9]))/y;
/** W_{1,dh}, W_{dh}^{(1)}: the layer and the indices in one. */
const LAYER_AND_INDICES =
  /_\{\s*([0-9]+)\s*,?\s*([a-z](?:[\s,]*[a-z])*)\s*\}|_\{?([a-z]{1,3})\}?\^\{?[([]?([0-9]+)[)\]]?\}?/y;
const OPERATOR = /\*\*|\.\*|\.\^|\.\/|>=|<=|==|!=|->|:=|[-+*/@^_(){}[\],=<>.:;'"|≥≤≠⊙∘⊗⋄⊺Σ∑∂∇&\n]/y;
const MODULE =
  /(?:np|numpy|torch|tf|jnp|math|F|nn|functional|linalg|special|scipy|nn\.functional)\s*\.\s*(?=[A-Za-z])/y;

/** No product that a person types has a longer run of names without a space. */
const LONGEST_RUN = 60;

interface NamePart {
  readonly name: string;
  /** As typed. */
  readonly length: number;
}

/** @throws ReadingError */
export function tokenizeTensor(source: NormalText, names: TensorNames): TensorToken[] {
  return new TensorTokenizer(source, names).all();
}

class TensorTokenizer {
  private index = 0;
  private spaced = false;
  private readonly tokens: TensorToken[] = [];

  constructor(
    private readonly source: NormalText,
    private readonly names: TensorNames,
  ) {}

  all(): TensorToken[] {
    while (this.index < this.source.text.length) {
      this.next();
      if (this.tokens.length > LIMITS.tokens)
        this.fail('answer.too-long', 'The answer has too many parts', 'Simplify it.');
    }
    this.push('end', '');
    return this.tokens;
  }

  private next(): void {
    const { text } = this.source;
    const named = /^T$/.test(this.peekNamed() ?? 'T') ? undefined : this.matchGroups(NAMED);
    if (named?.[1] !== undefined) {
      this.word(named[1], this.index - named[1].length - 1);
      return;
    }
    if (/[ \t\r]/.test(text.charAt(this.index)) || this.match(IGNORED) !== undefined) {
      if (/[ \t\r]/.test(text.charAt(this.index))) this.index++;
      this.spaced = true;
      return;
    }
    const start = this.index;
    if (this.match(INDICATOR) !== undefined) {
      this.push('name', 'indicator', start);
      return;
    }
    if (text.charAt(this.index) === '\\') {
      this.command();
      return;
    }
    if (text.charAt(this.index) === 'Σ') {
      this.index++;
      this.push('operator', 'Σ', start);
      return;
    }
    const number = this.match(NUMBER);
    if (number !== undefined) {
      this.push('number', number, start);
      return;
    }
    this.match(MODULE);
    const word = this.match(WORD);
    if (word !== undefined) {
      this.word(word, this.index - word.length);
      return;
    }
    const operator = this.match(OPERATOR);
    if (operator === undefined) {
      return this.fail(
        'answer.unknown-character',
        `The character “${text.charAt(this.index)}” can't be read here`,
        'Use names, + - * / @, parentheses and functions.',
      );
    }
    if ((operator === "'" || operator === '"') && this.opensText()) {
      this.text(operator, start);
      return;
    }
    this.push(
      'operator',
      { '∘': '⊙', '∑': 'Σ', '≥': '>=', '≤': '<=', '≠': '!=', './': '/', '.^': '**' }[operator] ?? operator,
      start,
    );
  }

  private peekNamed(): string | undefined {
    NAMED.lastIndex = this.index;
    return NAMED.exec(this.source.text)?.[1];
  }

  /** A quote after ( or , begins an einsum pattern; after an operand it transposes. */
  private opensText(): boolean {
    const last = this.tokens.at(-1);
    return last?.kind === 'operator' && ['(', ','].includes(last.text);
  }

  private text(quote: string, start: number): void {
    const end = this.source.text.indexOf(quote, this.index);
    if (end < 0)
      return this.fail('answer.syntax', 'A quotation is never closed', 'Close it with the same mark.');
    const content = this.source.text.slice(this.index, end);
    this.index = end + 1;
    this.push('text', content, start);
  }

  private command(): void {
    const start = this.index;
    const name = /^\\([A-Za-z]+)/.exec(this.source.text.slice(this.index, this.index + 30))?.[1];
    if (name === undefined) {
      const escaped = this.source.text.charAt(this.index + 1);
      if (!'{}|\\'.includes(escaped) || escaped === '')
        return this.fail(
          'answer.unknown-command',
          'A backslash stands alone',
          'Write LaTeX commands such as \\odot.',
        );
      this.index += 2;
      this.push('operator', { '{': '[', '}': ']', '\\': '\n' }[escaped] ?? escaped, start);
      return;
    }
    this.index += name.length + 1;
    const mark = MARKS.get(name);
    if (mark !== undefined) {
      this.push(mark === 'frac' ? 'name' : 'operator', mark, start);
      return;
    }
    if (FUNCTION_COMMANDS.has(name)) {
      this.push('name', name, start);
      return;
    }
    this.index = start;
    this.fail(
      'answer.unknown-command',
      `The LaTeX command “\\${name}” is not read here`,
      'Use \\odot, \\top, \\frac, \\sum and names.',
    );
  }

  /** A declared name, a name with indices, a function, or declared names side by side such as XW1. */
  private word(word: string, start: number): void {
    if (this.names.has(word)) {
      this.declared(word, start);
      return;
    }
    const plain = word.replaceAll('_', '');
    if (plain !== word && this.names.has(plain)) {
      this.declared(plain, start);
      return;
    }
    const subscripted = /^(.+)_([a-z]+)$/.exec(word);
    const stem = subscripted?.[1]?.replaceAll('_', '');
    if (stem !== undefined && this.names.has(stem)) {
      this.push('indexed', stem, start, Array.from(subscripted?.[2] ?? ''));
      return;
    }
    const parts = this.split(word);
    if (!parts) {
      this.unsplit(word, start);
      return;
    }
    let place = start;
    for (const [index, part] of parts.entries()) {
      this.push('name', part.name, place);
      place += part.length;
      if (index === parts.length - 1) this.subscript(part.name);
    }
  }

  private unsplit(word: string, start: number): void {
    if (this.layerWithIndices(word, start)) return;
    const layer = this.layer(word);
    if (layer !== undefined) {
      this.declared(layer, start, true);
      return;
    }
    const parts = this.splitBeforeLayer(word);
    if (!parts) {
      this.push('name', word, start);
      return;
    }
    for (const part of parts) this.push('name', part, start);
  }

  private declared(name: string, start: number, complete = false): void {
    const layered = complete ? undefined : this.layer(name);
    this.push('name', layered ?? name, start);
    this.subscript(layered ?? name);
  }

  /** G_{nh}: the name just pushed gets indices. */
  private subscript(name: string): void {
    const found = this.matchGroups(SUBSCRIPT);
    if (!found) return;
    const letters = Array.from((found[1] ?? found[2] ?? '').replace(/[^a-z]/g, ''));
    const last = this.tokens.pop();
    if (last) this.tokens.push({ ...last, kind: 'indexed', text: name, indices: letters });
  }

  /** W_1, W_{1}, W^{(1)}, W^[1] name the layer's tensor W1. */
  private layer(word: string): string | undefined {
    const before = this.index;
    const groups: readonly (string | undefined)[] = this.matchGroups(LAYER)?.slice(1) ?? [];
    const digits = groups.find((group) => group !== undefined);
    if (digits === undefined) return undefined;
    for (const name of [`${word}${digits}`, `${word}_${digits}`]) if (this.names.has(name)) return name;
    this.index = before;
    return undefined;
  }

  private layerWithIndices(word: string, start: number): boolean {
    const before = this.index;
    const found = this.matchGroups(LAYER_AND_INDICES);
    const [digits, letters] = [found?.[1] ?? found?.[4], found?.[2] ?? found?.[3]];
    const name = [`${word}${digits ?? ''}`, `${word}_${digits ?? ''}`].find((one) => this.names.has(one));
    if (digits === undefined || letters === undefined || name === undefined) {
      this.index = before;
      return false;
    }
    this.push('indexed', name, start, Array.from(letters.replace(/[^a-z]/g, '')));
    return true;
  }

  private splitBeforeLayer(word: string): readonly string[] | undefined {
    for (let cut = 1; cut < word.length; cut++) {
      const front = this.split(word.slice(0, cut));
      if (!front) continue;
      const layer = this.layer(word.slice(cut));
      if (layer !== undefined) return [...front.map(({ name }) => name), layer];
    }
    return undefined;
  }

  /** Cuts a run such as XW1 or XW_1 into declared names; longest first, from every place at most once. */
  private split(word: string): readonly NamePart[] | undefined {
    if (word.length > LONGEST_RUN) return undefined;
    const spellings = [...this.names.values()]
      .flatMap((name) =>
        [name, name.replace(/([A-Za-z])([0-9]+)$/, '$1_$2')].map((spelling) => ({ name, spelling })),
      )
      .sort((x, y) => x.spelling.length - y.spelling.length);
    const from: (readonly NamePart[] | undefined)[] = [];
    from[word.length] = [];
    for (let start = word.length - 1; start >= 0; start--) {
      for (const { name, spelling } of spellings) {
        const rest = word.startsWith(spelling, start) ? from[start + spelling.length] : undefined;
        if (rest) from[start] = [{ name, length: spelling.length }, ...rest];
      }
    }
    return from[0];
  }

  private match(pattern: RegExp): string | undefined {
    return this.matchGroups(pattern)?.[0];
  }

  private matchGroups(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.source.text);
    if (found) this.index += found[0].length;
    return found ?? undefined;
  }

  private push(
    kind: TensorToken['kind'],
    text: string,
    start = this.index,
    indices?: readonly string[],
  ): void {
    const position = this.source.at[start] ?? this.source.at.at(-1) ?? 0;
    this.tokens.push({ kind, text, position, spaced: this.spaced, ...(indices && { indices }) });
    this.spaced = false;
  }

  private fail(code: ReadingError['code'], message: string, hint: string): never {
    throw new ReadingError(code, message, this.source.at[this.index] ?? 0, hint);
  }
}
