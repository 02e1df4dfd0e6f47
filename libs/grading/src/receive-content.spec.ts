import type { SubmissionShape } from '#libs/domain';
import { contentFromFolder, describeContent, receiveContent, type ReceivedContent } from './receive-content';

const bytes = (text: string) => new TextEncoder().encode(text);
const oneFile: SubmissionShape = {
  kind: 'files',
  files: [{ name: 'main.c', language: 'c', maxBytes: 10, required: true }],
};
const twoFiles: SubmissionShape = {
  kind: 'files',
  files: [
    { name: 'main.c', language: 'c', maxBytes: 10, required: true },
    { name: 'notes.txt', language: 'text', maxBytes: 10, required: false },
  ],
};
const answers: SubmissionShape = {
  kind: 'answers',
  fields: ['y', 'theta'].map((name) => ({ name, label: name, input: 'formula', maxLength: 5 })),
};
const upload = (...names: readonly string[]): ReceivedContent => ({
  files: names.map((name) => ({ name, bytes: bytes('x') })),
  answers: new Map(),
});
const answer = (entries: Record<string, string>): ReceivedContent => ({
  files: [],
  answers: new Map(Object.entries(entries)),
});

function codeOf(received: ReceivedContent, shape: SubmissionShape): string {
  const result = receiveContent(received, shape);
  return result.ok ? 'accepted' : result.refusal.code;
}

describe('files', () => {
  it.each([
    [['main.c'], oneFile, 'accepted'],
    [['my sort (2).C'], oneFile, 'accepted'],
    [['main.py'], oneFile, 'submission.unexpected-file'],
    [['c'], oneFile, 'submission.unexpected-file'],
    [['sort.c'], twoFiles, 'submission.unexpected-file'],
    [['main.c', 'notes.txt'], twoFiles, 'accepted'],
    [['notes.txt'], twoFiles, 'submission.file-missing'],
    [['main.c', 'main.c'], twoFiles, 'submission.duplicate-file'],
    [[], oneFile, 'submission.file-missing'],
  ])('%j', (names, shape, code) => expect(codeOf(upload(...names), shape)).toBe(code));

  it('are stored under the expected name, whatever a stranger calls them', () => {
    const result = receiveContent(upload('../../../etc/cron.d/x.c'), oneFile);
    expect(result.ok && [...result.value.files.keys()]).toEqual(['main.c']);
  });

  it.each([
    ['nothing in it', new Uint8Array(), 'submission.file-empty'],
    ['too much in it', bytes('x'.repeat(11)), 'submission.file-too-large'],
    ['UTF-16 in it', new Uint8Array([0xff, 0xfe, 0x61, 0]), 'submission.not-utf8'],
    ['a NUL in it', bytes('a\0b'), 'submission.not-utf8'],
  ])('with %s are refused', (_what, content, code) => {
    expect(codeOf({ files: [{ name: 'main.c', bytes: content }], answers: new Map() }, oneFile)).toBe(code);
  });
});

describe('answers', () => {
  it.each([
    [{ y: '1', theta: '2' }, 'accepted'],
    [{ y: '1' }, 'accepted'],
    [{ y: ' ', theta: '\n' }, 'submission.empty'],
    [{}, 'submission.empty'],
    [{ constructor: '1' }, 'submission.unknown-answer'],
    [{ y: '123456' }, 'submission.answer-too-long'],
    [{ y: 'a\0' }, 'submission.not-text'],
  ])('%j', (entries, code) => expect(codeOf(answer(entries), answers)).toBe(code));

  it('are no files, and files are no answers', () => {
    expect(codeOf(upload('y.txt'), answers)).toBe('submission.unexpected-file');
    expect(codeOf(answer({ y: '1' }), oneFile)).toBe('submission.unknown-answer');
  });
});

describe('a folder of a pack', () => {
  it('is read as a student would send it', () => {
    const folder = new Map([
      ['expect.yaml', bytes('points: 1')],
      ['y.txt', bytes('2y\n')],
      ['theta.txt', bytes('0')],
    ]);
    expect(contentFromFolder(folder, answers).answers).toEqual(
      new Map([
        ['y', '2y'],
        ['theta', '0'],
      ]),
    );
  });
});

describe('describeContent', () => {
  it('tells apart what only looks alike', () => {
    const of = (entries: [string, string][]) =>
      describeContent({
        files: new Map(entries.map(([name, text]) => [name, bytes(text)])),
        answers: new Map(),
      }).sha256;
    expect(
      new Set([
        of([['a', 'bc']]),
        of([['ab', 'c']]),
        of([
          ['a', 'b'],
          ['c', ''],
        ]),
      ]).size,
    ).toBe(3);
    expect(
      of([
        ['a', '1'],
        ['b', '2'],
      ]),
    ).toBe(
      of([
        ['b', '2'],
        ['a', '1'],
      ]),
    );
  });
});
