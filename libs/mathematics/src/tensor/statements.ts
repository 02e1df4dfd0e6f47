/** Cuts an answer into statements and chains of equations, and reads what stands on their left. */
import { type NormalText } from '../characters';
import { blank, isBlank, slice, trim } from '../matrix/slices';

/** `left = part = part`; without an equals sign there is one part and no left side. */
export interface Statement {
  readonly left: NormalText | undefined;
  readonly parts: readonly NormalText[];
}

/** One statement a line (or between semicolons); a line that begins with = or has none goes on with the last one. */
export function statementsOf(source: NormalText): Statement[] {
  const chains: NormalText[][] = [];
  for (const line of linesOf(source)) {
    const parts = equationParts(line);
    const last = chains.at(-1);
    const [first, ...rest] = parts;
    if (!first) continue;
    if (last && parts.length > 1 && isBlank(first)) last.push(...rest);
    else if (last && parts.length === 1 && continues(last, first))
      chains[chains.length - 1] = joinLast(last, first, source);
    else chains.push(parts);
  }
  return chains.map((parts) => {
    const [left, ...rest] = parts;
    return rest.length === 0 ? { left: undefined, parts } : { left, parts: rest };
  });
}

/**
 * A line without = goes on with the expression before it, unless the line before gave a helper its value and is
 * complete: then it is the answer itself.
 */
function continues(chain: readonly NormalText[], line: NormalText): boolean {
  const [left] = chain;
  const helper = chain.length > 1 && /^\s*(?!d[A-Z])[A-Za-zα-ω]\w*\s*$/.test(left?.text ?? '');
  return (
    !helper || /^\s*[-+*/@.⊙∘⋄)\]}]/.test(line.text) || /[-+*/@.⊙∘⋄([{,]\s*$/.test(chain.at(-1)?.text ?? '')
  );
}

/** A line without = continues the expression of the line before. */
function joinLast(chain: readonly NormalText[], more: NormalText, source: NormalText): NormalText[] {
  const last = chain.at(-1);
  if (!last) return [more];
  const start = source.at.indexOf(last.at[0] ?? 0);
  const end = source.at.indexOf(more.at[0] ?? 0) + more.text.length;
  return [...chain.slice(0, -1), slice(source, start, end)];
}

function linesOf(source: NormalText): NormalText[] {
  const plain = blank(
    source,
    /\\begin\{(?:align|aligned|equation|gather)\*?\}|\\end\{(?:align|aligned|equation|gather)\*?\}|&|\\(?:Rightarrow|implies|therefore)/g,
  );
  return cutOutside(plain, (text, index) =>
    text.startsWith('\\\\', index) ? 2 : '\n;'.includes(text.charAt(index)) ? 1 : 0,
  ).filter((line) => !isBlank(line) && !/^\s*(?:#|\/\/)/.test(line.text));
}

/** Parts between equals signs that are no comparisons. */
function equationParts(line: NormalText): NormalText[] {
  return cutOutside(line, (text, index) => {
    const character = text.charAt(index);
    if (character === ':' && text.charAt(index + 1) === '=') return 2;
    if (character === ':') return 1;
    const before = text.charAt(index - 1);
    return character === '=' && !'<>!='.includes(before || ' ') && text.charAt(index + 1) !== '=' ? 1 : 0;
  });
}

function cutOutside(source: NormalText, cutAt: (text: string, index: number) => number): NormalText[] {
  const parts: NormalText[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index < source.text.length;) {
    const character = source.text.charAt(index);
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    const length = depth <= 0 ? cutAt(source.text, index) : 0;
    if (length > 0) {
      parts.push(slice(source, start, index));
      start = index + length;
    }
    index += Math.max(1, length);
  }
  parts.push(slice(source, start));
  return parts;
}

export type LeftSide =
  | { readonly kind: 'gradient'; readonly of: string; readonly indices?: readonly string[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unknown'; readonly text: string };

/** What a left side names: the gradient of a declared tensor, or a plain name. */
export function readLeftSide(source: NormalText, known: ReadonlySet<string>): LeftSide {
  const bracketed = /^[([](.+)[)\]]_([a-z]{1,4})$/.exec(compact(source.text));
  const plain = bracketed?.[1] ?? compact(source.text);
  for (const name of [...known].sort((a, b) => b.length - a.length)) {
    const found = matchGradient(plain, name);
    const indices = bracketed?.[2] ?? (found === true ? undefined : found);
    if (found)
      return { kind: 'gradient', of: name, ...(indices !== undefined && { indices: Array.from(indices) }) };
  }
  const simple = /^[A-Za-zα-ω][A-Za-z0-9α-ω_]*$/.test(plain);
  return simple ? { kind: 'name', name: plain } : { kind: 'unknown', text: trim(source).text };
}

function compact(text: string): string {
  return text
    .replace(/\\(?:left|right|mathbf|boldsymbol|bm|mathrm|text|mathcal|displaystyle|[,;:! ])/g, '')
    .replace(/\\partial/g, '∂')
    .replace(/\\nabla/g, '∇')
    .replace(/\\d?t?frac\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g, '$1/$2')
    .replace(/\^\s*(?:\{\s*[([]?\s*([0-9]+)\s*[)\]]?\s*\}|[([]\s*([0-9]+)\s*[)\]])/g, '$1$2')
    .replace(/[{}\s\\&]/g, '')
    .replace(/_([0-9])/g, '$1');
}

const LOSS = '(?:L|J|E|C|ℓ|l|loss|Loss|mathcalL)';

function matchGradient(plain: string, name: string): string | true | undefined {
  // Letters right after a name are indices only where they can't be a part of another name (`delta` is not de_lta).
  const glued = /[0-9]$/.test(name) ? '[_,]?' : '[_,]';
  const n = `\\(?${name.replaceAll('_', '_?')}\\)?(?:${glued}\\(?([a-z]{1,4})\\)?)?`;
  const patterns = [
    `[d∂]${LOSS}/[d∂]${n}`,
    `[d∂]${LOSS}_?[d∂]_?${n}`,
    `∇_?\\(?${n}\\)?${LOSS}?`,
    `(?:grad|gradient|d|g|G|D|delta)_?\\(?${n}\\)?`,
    `${n}(?:\\.grad|_grad|grad|_gradient)`,
  ];
  for (const pattern of patterns) {
    const found = new RegExp(`^${pattern}$`).exec(plain);
    if (found) return found[1] ?? true;
  }
  return undefined;
}
