/** Copies among honest programs: found whatever was renamed or moved, and nobody else with them. */
import { auditListSchema, similarityListSchema } from '#libs/contracts';
import { COPY_SCORE, findSimilar, TooHardToCompare, type Program } from '#libs/similarity';
import { ApiClient, fileForm } from '../support/http';
import { People } from '../support/people';
import { startPlatform, ivo, type Platform } from '../support/platform';
import { disguised, honestProgram, sourceOf } from '../support/sort-programs';

const COPIED = [3, 17, 42, 58, 71, 99];

const honest: Program[] = Array.from({ length: 100 }, (_, n) => ({
  id: `honest-${String(n)}`,
  text: sourceOf(honestProgram(n)),
}));
const copies: Program[] = COPIED.map((n) => ({
  id: `copy-${String(n)}`,
  text: sourceOf(disguised(honestProgram(n), n)),
}));
const compare = (programs: readonly Program[], more: object = {}) =>
  findSimilar({ language: 'c', programs, templates: [], threshold: 0, limit: 100_000, ...more });

it('finds renamed and re-ordered copies among 100 honest programs, and no honest pair', async () => {
  const { pairs, left } = await compare([...honest, ...copies]);
  expect(left).toEqual([]);
  const found = pairs.filter(({ score }) => score >= COPY_SCORE);
  const names = found.map(({ left: a, right: b }) => [a, b].sort().join(' '));
  expect(names.sort()).toEqual(COPIED.map((n) => `copy-${String(n)} honest-${String(n)}`).sort());
  const pair = found.find(({ left: a, right: b }) => `${a} ${b}`.includes('copy-58'))!;
  expect(pair.longest).toBeGreaterThan(3);
  const linesOf = (id: string) =>
    [...honest, ...copies].find((program) => program.id === id)!.text.split('\n').length;
  for (const { left: a, right: b } of pair.fragments) {
    expect(a.from >= 1 && a.from <= a.to && a.to <= linesOf(pair.left)).toBe(true);
    expect(b.from >= 1 && b.from <= b.to && b.to <= linesOf(pair.right)).toBe(true);
  }
});

it('what everybody was given counts for nothing', async () => {
  const [given, one, two] = [honest[5]!, honest[6]!, honest[9]!];
  const with_ = (own: Program): Program => ({ ...own, text: `${own.text}\n${given.text}` });
  const programs = [with_(one), with_(two)];
  const scoreOf = async (templates: readonly string[]) =>
    (await compare(programs, { templates })).pairs[0]?.score ?? 0;
  const [bare] = (await compare([one, two])).pairs;
  expect(await scoreOf([])).toBeGreaterThan(0.4);
  expect(Math.abs((await scoreOf([given.text])) - (bare?.score ?? 0))).toBeLessThan(0.1);
});

it('reads Python as well', async () => {
  const text = (name: string, list: string) => `
def ${name}(${list}):
    # sort it
    if len(${list}) < 2:
        return ${list}
    middle = len(${list}) // 2
    left, right = ${name}(${list}[:middle]), ${name}(${list}[middle:])
    merged = []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right
`;
  const other = `
import heapq
class Sorter:
    def __init__(self, items): self.heap = [x for x in items]; heapq.heapify(self.heap)
    def __iter__(self):
        while self.heap: yield heapq.heappop(self.heap)
def main():
    for line in open("numbers"): print(*Sorter(int(word) for word in line.split()), sep=", ", end="!")
if __name__ == "__main__": main()
`;
  const { pairs } = await compare(
    [
      { id: 'a', text: text('merge_sort', 'values') },
      { id: 'b', text: text('f', 'x') },
      { id: 'c', text: other },
    ],
    { language: 'python' },
  );
  expect(pairs.filter(({ score }) => score >= COPY_SCORE)).toMatchObject([
    { left: 'a', right: 'b', score: 1 },
  ]);
});

it.each([
  ['nothing', ''],
  ['brackets in brackets', `int x = ${'('.repeat(50_000)}1${')'.repeat(50_000)};`],
  ['unclosed brackets', '{('.repeat(40_000)],
  ['no program at all', '\u0000\u0001\ud800 �'.repeat(5_000)],
  ['the same statement for ever', 'int f(void) { a[i] = b[j] + c; return a[i]; }\n'.repeat(20_000)],
])('hostile text stalls nobody: %s', async (_what, text) => {
  const programs = [{ id: 'odd', text }, { id: 'odd too', text: `${text} ` }, honest[0]!, copies[0]!];
  const report = await compare(programs, { threshold: 0.5 });
  expect(report.left.length === 0 || report.left.includes('odd')).toBe(true);
});

it('is ended at its deadline', async () => {
  const request = { language: 'c', templates: [], threshold: 0, limit: 10 } as const;
  const limits = { seconds: 0.01, memoryMiB: 256 };
  await expect(findSimilar({ ...request, programs: honest }, limits)).rejects.toThrow(TooHardToCompare);
});

describe('on the platform', () => {
  const COURSE = '/api/courses/intro-ml';
  const SORT = `${COURSE}/assignments/prerequisites`;
  let platform: Platform;
  let staff: ApiClient;

  beforeAll(async () => {
    platform = await startPlatform({ worker: false });
    staff = await ApiClient.signedIn(platform.url, ivo);
    const people = new People(platform, 'no hash');
    const texts = [honest[58], copies[3], honest[7], honest[8]].map((program) => program?.text ?? '');
    for (const [n, text] of texts.entries()) {
      const student = new ApiClient(
        platform.url,
        await people.sessionOf(await people.add('student', 'intro-ml', `student-${String(n)}`)),
      );
      const submit = (source: string) =>
        student.post(`${SORT}/problems/sort/submissions`, fileForm('main.c', source));
      // What was handed in before counts for nothing: it was the same of all.
      expect((await submit(honest[3]?.text ?? '')).status).toBe(202);
      expect((await submit(text)).status).toBe(202);
    }
  });
  afterAll(() => platform.stop());

  const compareAll = () => staff.post(`${SORT}/similarity`, { problem: 'sort' });
  const list = async () =>
    similarityListSchema.parse((await staff.get(`${COURSE}/similarity-cases`)).json).cases;

  it('staff see the latest of each student that are alike, side by side, and decide; no grade changes', async () => {
    expect((await compareAll()).json).toEqual({ programs: 4, leftOut: 0, cases: 1, found: 1 });
    const [found, ...others] = await list();
    expect(others).toEqual([]);
    expect([found?.left.student.name, found?.right.student.name].sort()).toEqual(['student-0', 'student-1']);
    expect(found).toMatchObject({ state: 'open', file: 'main.c', decided: null });
    expect(found?.fragments.length).toBeGreaterThan(0);

    const decide = (body: object) =>
      staff.post(`${COURSE}/similarity-cases/${found?.id ?? ''}/decision`, body);
    const decision = {
      state: 'confirmed',
      statement: 'We worked together.',
      reason: 'Both say so.',
      seen: 'open',
    };
    expect((await decide(decision)).json).toMatchObject({
      ...{ state: 'confirmed', statement: 'We worked together.', decided: { by: ivo.name } },
    });
    expect((await decide({ ...decision, state: 'dismissed' })).json).toMatchObject({
      code: 'similarity.decided-meanwhile',
    });
    expect((await compareAll()).json).toMatchObject({ cases: 0, found: 1 });
    expect(await list()).toMatchObject([{ state: 'confirmed', reason: 'Both say so.' }]);
    const { entries } = auditListSchema.parse((await staff.get(`${COURSE}/audit`)).json);
    expect(entries.filter(({ action }) => action === 'similarity.decided')).toMatchObject([
      { before: { state: 'open' }, after: { state: 'confirmed' }, reason: 'Both say so.' },
    ]);
    const adjusted = await platform.source.query<unknown[]>('SELECT FROM adjustments');
    expect(adjusted).toEqual([]);
  });

  it('answers are no programs', async () => {
    const answer = await staff.post(`${SORT}/similarity`, { problem: 'matrix-product' });
    expect(answer.json).toMatchObject({ status: 422, code: 'similarity.no-programs' });
  });
});
