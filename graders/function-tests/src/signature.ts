/** `softmax(x, axis=-1, T=1)`: the function's name, its parameters in order, and what stands for one that is left out. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly defaults: ReadonlyMap<string, Plain>;
}

/** What a Python literal of the simplest kinds means. */
export type Plain = number | string | boolean | null;

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const FUNCTION = new RegExp(`^(${NAME})\\(([^()]*)\\)$`);
const PARAMETER = new RegExp(`^(${NAME})(?:\\s*=\\s*(\\S+))?$`);

/** Null unless the text is a signature with plain defaults. */
export function parseSignature(text: string): Signature | null {
  const [, name, inside] = FUNCTION.exec(text.trim()) ?? [];
  if (name === undefined || inside === undefined) return null;
  const parts = inside.split(',').map((part) => part.trim());
  const parameters: string[] = [];
  const defaults = new Map<string, Plain>();
  for (const part of inside.trim() === '' ? [] : parts) {
    const [, parameter, literal] = PARAMETER.exec(part) ?? [];
    if (parameter === undefined || parameters.includes(parameter)) return null;
    parameters.push(parameter);
    if (literal === undefined) continue;
    const value = parseLiteral(literal);
    if (value === undefined) return null;
    defaults.set(parameter, value);
  }
  return { name, parameters, defaults };
}

function parseLiteral(text: string): Plain | undefined {
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return text === 'True';
  const [, inside] = /^(?:"([^"]*)"|'[^']*')$/.exec(text) ? [text, text.slice(1, -1)] : [];
  if (inside !== undefined) return inside;
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}
