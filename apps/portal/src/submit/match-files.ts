import { formatNumber } from '../components/format';
import { words } from '../words';

/** What of a chosen or dropped bundle goes where. */
export interface Matches {
  readonly taken: readonly { readonly file: File; readonly name: string }[];
  /** Sentences for the student: what was renamed, what was left out and why. */
  readonly notes: readonly string[];
}

const extension = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/**
 * Finds the expected file that each given file is meant to be: by name, else by being the only one of its kind.
 * Students name files freely; the grader knows one name.
 */
export function matchFiles(expected: readonly string[], files: readonly File[]): Matches {
  const free = new Set(expected);
  const taken: { file: File; name: string }[] = [];
  const notes: string[] = [];
  const take = (file: File, name: string): void => {
    free.delete(name);
    taken.push({ file, name });
  };
  const unnamed = files.filter((file) => {
    const name = [...free].find((wanted) => wanted.toLowerCase() === file.name.toLowerCase());
    if (name !== undefined) take(file, name);
    return name === undefined;
  });
  for (const file of unnamed) {
    const alike = [...free].filter((wanted) => extension(wanted) === extension(file.name));
    const [name] = alike;
    if (name !== undefined && alike.length === 1) {
      take(file, name);
      notes.push(words('files.renamed', { given: file.name, name }));
    } else {
      notes.push(words('files.left-out', { given: file.name, names: expected.join(', ') }));
    }
  }
  return { taken, notes };
}

/**
 * Reads a chosen file as text.
 * @returns the text, byte for byte the file when written as UTF-8 again; or why it can't be handed in
 */
export async function readText(
  file: File,
  maxBytes: number,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (file.size === 0) return { problem: words('files.empty', { name: file.name }) };
  if (file.size > maxBytes) {
    return { problem: words('files.too-many-bytes', { name: file.name, max: formatNumber(maxBytes) }) };
  }
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) {
    return { problem: words('files.unreadable', { name: file.name }) };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: words('files.not-text', { name: file.name }) };
  }
}
