/**
 * A YAML file of a pack together with its places, so that whatever is wrong with a value is told with its line. Authors are not
 * hostile, but their zips come from anywhere: size, aliases and depth are bounded.
 */
import type { Files } from '#libs/grader-sdk';
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { PackError, type PackFault } from './pack-error';

export type Path = readonly PropertyKey[];

const MAX_BYTES = 1 << 20;
/** Each use of an anchor counts: more is a bomb. */
const MAX_ALIASES = 100;

export class ManifestText {
  private constructor(
    /** Relative to the pack's folder. */
    readonly file: string,
    readonly value: unknown,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /** @throws PackError with the line at which the file is no YAML */
  static read(file: string, bytes: Uint8Array): ManifestText {
    if (bytes.length > MAX_BYTES) throw new PackError({ file, message: 'is larger than 1 MiB' });
    const lines = new LineCounter();
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const document = parseDocument(text, { lineCounter: lines });
      if (document.errors.length > 0) throw new PackError(document.errors.map((error) => fault(file, error)));
      return new ManifestText(file, document.toJS({ maxAliasCount: MAX_ALIASES }), document, lines);
    } catch (error) {
      if (error instanceof PackError) throw error;
      throw new PackError({ file, message: reasonOf(error) }, { cause: error });
    }
  }

  /** The value as the schema wants it. @throws PackError with one fault for each thing that is wrong */
  parse<T>(schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(this.value);
    if (parsed.success) return parsed.data;
    throw new PackError(this.faultsOf(parsed.error), { cause: parsed.error });
  }

  faultsOf(error: z.ZodError, prefix: Path = []): PackFault[] {
    return error.issues
      .flatMap(plainIssues)
      .map(({ path, message }) => this.fault([...prefix, ...path], message, prefix.length));
  }

  /** @param hidden so many parts at the path's beginning are not named: the reader knows where they are */
  fault(path: Path, message: string, hidden = 0): PackFault {
    const named = pathText(path.slice(hidden));
    return {
      file: this.file,
      line: this.lineOf(path),
      message: named === '' ? message : `${named}: ${message}`,
    };
  }

  /** The line of a key or item; of its nearest container that is there, where it is not. */
  lineOf(path: Path): number {
    let node: unknown = this.document.contents;
    let offset = startOf(node) ?? 0;
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(this.document);
      const next = step(node, key);
      if (!next) break;
      offset = next.offset ?? offset;
      node = next.node;
    }
    return this.lines.linePos(offset).line;
  }
}

function step(node: unknown, key: PropertyKey): { offset: number | undefined; node: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key));
    return pair ? { offset: startOf(pair.key), node: pair.value } : null;
  }
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key];
    return item === undefined ? null : { offset: startOf(item), node: item };
  }
  return null;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function fault(file: string, error: { message: string; linePos?: readonly { line: number }[] }): PackFault {
  const line = error.linePos?.[0]?.line;
  // The library shows the source below its message; the line's number says as much.
  const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  return { file, message, ...(line !== undefined && { line }) };
}

interface PlainIssue {
  readonly path: Path;
  readonly message: string;
}

/** Unknown keys at their own lines; of a choice between shapes, the shape that came nearest. */
function plainIssues(issue: z.core.$ZodIssue): PlainIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not known here' }));
  }
  if (issue.code === 'invalid_union') {
    const shapes = issue.errors.map((issues) => issues.flatMap(plainIssues));
    const depth = (issues: readonly PlainIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
    const [nearest] = shapes.sort((a, b) => depth(b) - depth(a) || a.length - b.length);
    if (nearest && nearest.length > 0) {
      return nearest.map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
    }
  }
  return [{ path: issue.path, message: issue.message }];
}

function pathText(path: Path): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${String(key)}]` : `${i === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Reads and checks a YAML file of a pack. @throws PackError */
export function parseManifest<T>(files: Files, path: string, schema: z.ZodType<T>): T {
  return readManifest(files, path).parse(schema);
}

/** @throws PackError where the file is missing or is no YAML */
export function readManifest(files: Files, path: string): ManifestText {
  const bytes = files.get(path);
  if (!bytes) throw new PackError({ file: path, message: 'is missing' });
  return ManifestText.read(path, bytes);
}
