import type { RegradeSelection } from '#libs/contracts';
import type { Verdict } from '#libs/domain';

/** A graded submission that a run could grade again. */
export interface RegradeCandidate {
  readonly id: string;
  readonly studentId: string;
  readonly receivedAt: Date;
  /** What it counts. */
  readonly points: number;
  /** Of the test that is asked for; null where the report has none of that name. */
  readonly verdict: Verdict | null;
}

/** Which of them a run grades again. */
export function selectRegrades(
  candidates: readonly RegradeCandidate[],
  selection: RegradeSelection,
): readonly RegradeCandidate[] {
  switch (selection.kind) {
    case 'all':
      return candidates;
    case 'latest':
      return firstOfEach(candidates, (a, b) => b.receivedAt.getTime() - a.receivedAt.getTime());
    case 'best':
      return firstOfEach(
        candidates,
        (a, b) => b.points - a.points || a.receivedAt.getTime() - b.receivedAt.getTime(),
      );
    case 'failing':
      return candidates.filter(({ verdict }) => verdict !== null && verdict !== 'correct');
    case 'affected':
      return candidates.filter(({ verdict }) => verdict !== null && verdict !== 'not-run');
    case 'ids':
      return candidates.filter(({ id }) => selection.ids.includes(id));
  }
}

function firstOfEach(
  candidates: readonly RegradeCandidate[],
  order: (a: RegradeCandidate, b: RegradeCandidate) => number,
): readonly RegradeCandidate[] {
  const first = new Map<string, RegradeCandidate>();
  for (const candidate of [...candidates].sort(order)) {
    if (!first.has(candidate.studentId)) first.set(candidate.studentId, candidate);
  }
  return [...first.values()];
}
