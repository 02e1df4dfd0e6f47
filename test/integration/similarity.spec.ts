/** Copies among honest programs: found whatever was renamed or moved, and nobody else with them. */
import { COPY_SCORE, findSimilar, TooHardToCompare, type Program } from '#libs/similarity';
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
  const began = performance.now();
  const programs = [{ id: 'odd', text }, { id: 'odd too', text: `${text} ` }, honest[0]!, copies[0]!];
  const report = await compare(programs, { threshold: 0.5 });
  expect(report.left.length === 0 || report.left.includes('odd')).toBe(true);
  expect(performance.now() - began).toBeLessThan(20_000);
});

it('is ended at its deadline', async () => {
  const request = { language: 'c', templates: [], threshold: 0, limit: 10 } as const;
  const limits = { seconds: 0.01, memoryMiB: 256 };
  await expect(findSimilar({ ...request, programs: honest }, limits)).rejects.toThrow(TooHardToCompare);
});
