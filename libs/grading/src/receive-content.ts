import { createHash } from 'node:crypto';
import type { SubmittedFile } from '#libs/contracts';
import type { AnswerField, ExpectedFile, SubmissionShape } from '#libs/domain';
import type { SubmissionContent } from './ports/submissions';
import { accept, refuse, type Result } from './result';

/** What arrived, unchecked. File names are a stranger's text: they are compared, never used as paths. */
export interface ReceivedContent {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly answers: ReadonlyMap<string, string>;
}

/** Checks what arrived against what the problem asks for. Nothing is stored before this has said yes. */
export function receiveContent(received: ReceivedContent, shape: SubmissionShape): Result<SubmissionContent> {
  return shape.kind === 'answers'
    ? receiveAnswers(received, shape.fields)
    : receiveFiles(received, shape.files);
}

function receiveAnswers(
  received: ReceivedContent,
  fields: readonly AnswerField[],
): Result<SubmissionContent> {
  const names = fields.map(({ name }) => name).join(', ');
  if (received.files.length > 0) {
    return refuse(
      'invalid',
      'submission.unexpected-file',
      `This problem takes answers (${names}), no files.`,
    );
  }
  const unknown = [...received.answers.keys()].find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) {
    return refuse(
      'invalid',
      'submission.unknown-answer',
      `There is no answer field "${unknown.slice(0, 60)}"; use ${names}.`,
    );
  }
  const answers = new Map<string, string>();
  for (const { name, maxLength } of fields) {
    const text = received.answers.get(name) ?? '';
    if (text.length > maxLength) {
      const detail = `The answer "${name}" has ${String(text.length)} characters; at most ${String(maxLength)} are read. Shorten it.`;
      return refuse('too-large', 'submission.answer-too-long', detail);
    }
    if (text.includes('\0')) {
      return refuse(
        'invalid',
        'submission.not-text',
        `The answer "${name}" holds a NUL character. Type it as plain text.`,
      );
    }
    answers.set(name, text);
  }
  if ([...answers.values()].every((text) => text.trim() === '')) {
    return refuse(
      'invalid',
      'submission.empty',
      `There is no answer yet. Fill in ${names} and submit again.`,
    );
  }
  return accept({ files: new Map(), answers });
}

function receiveFiles(
  received: ReceivedContent,
  expected: readonly ExpectedFile[],
): Result<SubmissionContent> {
  const wanted = expected.map(({ name }) => name).join(', ');
  if (received.answers.size > 0) {
    return refuse(
      'invalid',
      'submission.unknown-answer',
      `This problem takes files (${wanted}), no answers.`,
    );
  }
  const files = new Map<string, Uint8Array>();
  for (const { name, bytes } of received.files) {
    const match = matchFile(name, received.files.length, expected);
    if (!match) {
      return refuse(
        'invalid',
        'submission.unexpected-file',
        `"${printable(name)}" is not asked for. Upload ${wanted}.`,
      );
    }
    if (files.has(match.name)) {
      return refuse(
        'invalid',
        'submission.duplicate-file',
        `${match.name} arrived twice. Upload each file once.`,
      );
    }
    const refusal = checkFile(match, bytes);
    if (refusal) return refusal;
    files.set(match.name, bytes);
  }
  const missing = expected.find((file) => file.required && !files.has(file.name));
  if (missing) {
    return refuse(
      'invalid',
      'submission.file-missing',
      `${missing.name} is missing. Choose the file and submit again.`,
    );
  }
  return accept({ files, answers: new Map() });
}

/** By name; where one file is asked for and one comes, its ending is enough (`sort.c` for `main.c`). */
function matchFile(
  name: string,
  received: number,
  expected: readonly ExpectedFile[],
): ExpectedFile | undefined {
  const exact = expected.find((file) => file.name === name);
  if (exact || received > 1 || expected.length > 1) return exact;
  const ending = (of: string) => of.slice(of.lastIndexOf('.')).toLowerCase();
  return expected.find((file) => name.includes('.') && ending(file.name) === ending(name));
}

function checkFile(expected: ExpectedFile, bytes: Uint8Array): ReturnType<typeof refuse> | null {
  const { name, maxBytes } = expected;
  if (bytes.length === 0) {
    return refuse(
      'invalid',
      'submission.file-empty',
      `${name} has 0 bytes. Save your work and upload it again.`,
    );
  }
  if (bytes.length > maxBytes) {
    const detail = `${name} has ${String(bytes.length)} bytes; at most ${String(maxBytes)} are taken. Upload the source only.`;
    return refuse('too-large', 'submission.file-too-large', detail);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw new TypeError('NUL');
  } catch {
    return refuse(
      'invalid',
      'submission.not-utf8',
      `${name} is not UTF-8 text. Save it with the encoding UTF-8 and upload it again.`,
    );
  }
  return null;
}

function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}

/** The files of a submission as a report lists them; answers count as files named after their field. */
export function describeContent(content: SubmissionContent): { files: SubmittedFile[]; sha256: string } {
  const all = new Map([
    ...content.files,
    ...[...content.answers].map(([name, text]) => [`${name}.txt`, new TextEncoder().encode(text)] as const),
  ]);
  const files = [...all]
    .map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = createHash('sha256');
  for (const { name, sha256 } of files) hash.update(`${String(Buffer.byteLength(name))}:${name}${sha256}`);
  return { files, sha256: hash.digest('hex') };
}

/** Reads a folder of a pack (a solution or a sample) as if a student had sent it: answers lie in `<field>.txt`. */
export function contentFromFolder(
  folder: ReadonlyMap<string, Uint8Array>,
  shape: SubmissionShape,
): ReceivedContent {
  const files = [...folder].filter(([name]) => name !== 'expect.yaml');
  if (shape.kind === 'files')
    return { files: files.map(([name, bytes]) => ({ name, bytes })), answers: new Map() };
  const decoder = new TextDecoder();
  const single = shape.fields.length === 1 && files.length === 1 ? shape.fields[0] : undefined;
  return {
    files: [],
    answers: new Map(
      files.map(([name, bytes]) => [
        single?.name ?? name.replace(/\.[^.]*$/, ''),
        decoder.decode(bytes).replace(/\r?\n$/, ''),
      ]),
    ),
  };
}
