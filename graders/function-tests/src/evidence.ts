import type { Evidence } from '#libs/domain';
import type { Call } from './calls';
import type { Difference } from './compare';
import type { Failure } from './frames';
import type { Value } from './values';
import { argumentText, numberText } from './words';

const MAX_ROWS = 12;

/** What the function was called with, so that the case can be repeated at home. */
export function argumentsEvidence({ args, tested }: Call): Evidence[] {
  if (args.size === 0) return [];
  const text = [...args].map(([name, argument]) => argumentText(name, argument)).join('\n');
  return [{ kind: 'text', title: `Arguments of ${tested.signature.name}`, text }];
}

/** What came back, with its wrong elements marked, where it fits on a page. */
export function markedEvidence(name: string | null, got: Value, difference: Difference): Evidence[] {
  if (got.kind !== 'array' || difference.kind !== 'value') return [];
  const { shape, data } = got.tensor;
  const [rows, columns] = shape.length === 1 ? [1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0];
  if (shape.length === 0 || shape.length > 2 || rows > MAX_ROWS || columns > MAX_ROWS) return [];
  const text = Array.from({ length: rows }, (_, i) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns), numberText),
  );
  const marked = difference.indices.map((i) => [Math.floor(i / columns), i % columns] as const);
  return [{ kind: 'matrix', title: name ?? 'The result', rows: text, marked }];
}

export function codeEvidence(source: Uint8Array, { type, msg, line }: Failure): Evidence[] {
  if (line === null) return [];
  return [
    {
      kind: 'code',
      title: 'Where it failed',
      language: 'python',
      text: new TextDecoder().decode(source),
      remarks: [{ line, severity: 'error', message: `${type}: ${msg}` }],
    },
  ];
}

export function printedEvidence(text: string): Evidence[] {
  return text === '' ? [] : [{ kind: 'text', title: 'What was printed', text }];
}
