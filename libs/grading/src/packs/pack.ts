import { createHash } from 'node:crypto';
import { assignmentManifestSchema, type AssignmentManifest, type ProblemManifest } from '#libs/contracts';
import type { Files } from '#libs/grader-sdk';
import { type ManifestText, readManifest } from './manifest-text';
import { PackError } from './pack-error';

const MANIFEST = 'assignment.yaml';

/** An assignment pack: its files by path relative to the pack's folder, and its checked manifest. */
export class Pack {
  private constructor(
    readonly files: Files,
    readonly manifest: AssignmentManifest,
    /** The manifest with its lines. */
    readonly text: ManifestText,
    /** Over all paths and contents, so that two packs with one digest grade alike. */
    readonly sha256: string,
  ) {}

  /** @throws PackError */
  static fromFiles(files: Files): Pack {
    const text = readManifest(files, MANIFEST);
    return new Pack(files, text.parse(assignmentManifestSchema), text, digest(files));
  }

  get handout(): string {
    return this.textOf('handout.md');
  }

  findProblem(id: string): ProblemManifest | null {
    return this.manifest.problems.find((problem) => problem.id === id) ?? null;
  }

  /** @throws PackError when the pack has no such problem. */
  getProblem(id: string): ProblemManifest {
    const problem = this.findProblem(id);
    if (problem) return problem;
    const known = this.manifest.problems.map((each) => each.id).join(', ');
    throw new PackError(`there is no problem "${id}" in this pack; it has ${known}`);
  }

  statementOf(problemId: string): string {
    return this.textOf(`problems/${problemId}/statement.md`);
  }

  /** The files of a problem's folder (`starter`, `solution`, `checks`, `samples/<name>`), by path relative to it. */
  folder(problemId: string, name: string): Files {
    const prefix = `problems/${problemId}/${name}/`;
    return new Map(
      [...this.files].flatMap(([path, bytes]) =>
        path.startsWith(prefix) ? [[path.slice(prefix.length), bytes]] : [],
      ),
    );
  }

  sampleNames(problemId: string): readonly string[] {
    return [
      ...new Set([...this.folder(problemId, 'samples').keys()].map((path) => path.split('/')[0] ?? '')),
    ].sort();
  }

  private textOf(path: string): string {
    const bytes = this.files.get(path);
    return bytes ? new TextDecoder().decode(bytes) : '';
  }
}

function digest(files: Files): string {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const content = createHash('sha256')
      .update(files.get(path) ?? new Uint8Array())
      .digest('hex');
    hash.update(`${String(Buffer.byteLength(path))}:${path}${content}`);
  }
  return hash.digest('hex');
}
