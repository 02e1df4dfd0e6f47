import { matchFiles, readText } from './match-files';

const file = (name: string, content: BlobPart = 'x'): File => new File([content], name);
const names = ({ taken }: ReturnType<typeof matchFiles>): [string, string][] =>
  taken.map((match) => [match.file.name, match.name]);

describe('matchFiles', () => {
  it('goes by name, whatever the case', () => {
    const matches = matchFiles(['sort.c', 'notes.txt'], [file('Notes.txt'), file('SORT.C')]);
    expect(names(matches)).toEqual([
      ['Notes.txt', 'notes.txt'],
      ['SORT.C', 'sort.c'],
    ]);
    expect(matches.notes).toEqual([]);
  });

  it('renames the only file of a kind, and says so', () => {
    const matches = matchFiles(['sort.c', 'notes.txt'], [file('my homework.c')]);
    expect(names(matches)).toEqual([['my homework.c', 'sort.c']]);
    expect(matches.notes).toEqual(['my homework.c is handed in as sort.c.']);
  });

  it('never guesses between two, and never overwrites a named match', () => {
    expect(names(matchFiles(['a.c', 'b.c'], [file('x.c')]))).toEqual([]);
    const matches = matchFiles(['sort.c'], [file('old.c'), file('sort.c')]);
    expect(names(matches)).toEqual([['sort.c', 'sort.c']]);
    expect(matches.notes).toEqual(['old.c was left out: this problem asks for sort.c.']);
  });
});

describe('readText', () => {
  it('keeps a byte order mark and line ends', async () => {
    const read = await readText(file('a.c', '\ufeffint x;\r\n'), 100);
    expect(read).toEqual({ text: '\ufeffint x;\r\n' });
  });

  it.each([
    ['empty', '', 10, /is empty/],
    ['too large', 'xxxxxxxxxxx', 10, /too large: at most 10 bytes/],
    ['not UTF-8', new Uint8Array([0x66, 0xff, 0x66]), 10, /not UTF-8/],
  ])('refuses what is %s', async (_, content, maxBytes, why) => {
    const read = await readText(file('a.c', content), maxBytes);
    expect(read).toEqual({ problem: expect.stringMatching(why) as string });
  });
});
