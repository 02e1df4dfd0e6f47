import { sampleExpectationSchema, type ProblemManifest, type SampleExpectation } from '#libs/contracts';
import { roundPoints, VERDICTS } from '#libs/domain';
import type { ConfiguredGrader, Files } from '#libs/grader-sdk';
import { contentFromFolder, receiveContent } from '../receive-content';
import type { GraderRegistry } from './grader-registry';
import { readManifest } from './manifest-text';
import type { Pack } from './pack';
import { PackError, type PackFault } from './pack-error';

/** A problem of a pack that can be run. */
export interface InspectedProblem {
  readonly problem: ProblemManifest;
  readonly grader: ConfiguredGrader;
  /** By sample. */
  readonly expectations: ReadonlyMap<string, SampleExpectation>;
}

const KNOWN = new Set(['statement.md', 'starter', 'solution', 'checks', 'samples']);
/** Points are rounded to hundredths. */
const CENT = 0.005;

/**
 * Everything about a pack that can be found by reading it: configs, missing and surplus files, points, expectations. Runs nothing.
 * @throws PackError with all that it found
 */
export function inspectPack(pack: Pack, graders: GraderRegistry): readonly InspectedProblem[] {
  const faults = [...totalFaults(pack), ...strangeFiles(pack)];
  const problems = pack.manifest.problems.flatMap((problem, index): InspectedProblem[] => {
    faults.push(...folderFaults(pack, problem, index));
    try {
      const grader = graders.configure(problem, pack);
      faults.push(...graderFaults(pack, problem, index, grader));
      const { expectations, faults: more } = readExpectations(pack, problem, grader);
      faults.push(...more);
      return [{ problem, grader, expectations }];
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      faults.push(...error.faults);
      return [];
    }
  });
  if (faults.length > 0) throw new PackError(faults);
  return problems;
}

function totalFaults({ manifest, text }: Pack): PackFault[] {
  if (manifest.points === undefined) return [];
  const sum = roundPoints(manifest.problems.reduce((total, { points }) => total + points, 0));
  if (Math.abs(sum - manifest.points) < CENT) return [];
  const message = `the assignment says ${String(manifest.points)}, but its problems give ${String(sum)}`;
  return [text.fault(['points'], message)];
}

/** What lies in `problems/` and belongs to nothing. */
function strangeFiles({ files, manifest }: Pack): PackFault[] {
  const strange = new Map<string, string>();
  for (const path of files.keys()) {
    const [top, id = '', inner = ''] = path.split('/');
    if (top !== 'problems') continue;
    if (!manifest.problems.some((problem) => problem.id === id)) {
      strange.set(`problems/${id}`, 'assignment.yaml has no such problem');
    } else if (!KNOWN.has(inner)) {
      strange.set(`problems/${id}/${inner}`, `nothing reads it; a problem has ${[...KNOWN].join(', ')}`);
    }
  }
  return [...strange].map(([file, message]) => ({ file, message }));
}

/** The solution is what a pack is tested by; a statement may be left out where the handout says it all. */
function folderFaults(pack: Pack, { id }: ProblemManifest, index: number): PackFault[] {
  if (pack.folder(id, 'solution').size > 0) return [];
  return [pack.text.fault(['problems', index, 'id'], `problems/${id}/solution is missing`, Infinity)];
}

function graderFaults(
  pack: Pack,
  problem: ProblemManifest,
  index: number,
  grader: ConfiguredGrader,
): PackFault[] {
  const place = ['problems', index];
  const faults = grader
    .inspect(pack.folder(problem.id, 'checks'))
    .map(({ file, path, message }) =>
      file === undefined
        ? pack.text.fault(
            [...place, 'config', ...(path ?? [])],
            `problem "${problem.id}": ${message}`,
            Infinity,
          )
        : { file: `problems/${problem.id}/${file}`, message },
    );
  if (!grader.plan.some(({ maxPoints }) => maxPoints > 0)) {
    faults.push(
      pack.text.fault(
        [...place, 'config'],
        `problem "${problem.id}" gives ${String(problem.points)} points, but no case of it gives any`,
        Infinity,
      ),
    );
  }
  if (problem.starterPoints !== undefined && problem.starterPoints > problem.points) {
    faults.push(pack.text.fault([...place, 'starterPoints'], 'more than the problem gives', place.length));
  }
  const solution = pack.folder(problem.id, 'solution');
  if (solution.size > 0) faults.push(...handedInFaults(solution, grader, `problems/${problem.id}/solution`));
  return faults;
}

/** A solution must be something that students could hand in. */
function handedInFaults(folder: Files, { shape }: ConfiguredGrader, file: string): PackFault[] {
  const received = receiveContent(contentFromFolder(folder, shape), shape);
  return received.ok ? [] : [{ file, message: received.refusal.detail }];
}

function readExpectations(
  pack: Pack,
  { id }: ProblemManifest,
  grader: ConfiguredGrader,
): { expectations: Map<string, SampleExpectation>; faults: PackFault[] } {
  const expectations = new Map<string, SampleExpectation>();
  const faults: PackFault[] = [];
  for (const name of pack.sampleNames(id)) {
    try {
      expectations.set(name, readExpectation(pack, `problems/${id}/samples/${name}/expect.yaml`, grader));
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      faults.push(...error.faults);
    }
  }
  return { expectations, faults };
}

function readExpectation(pack: Pack, path: string, { plan }: ConfiguredGrader): SampleExpectation {
  const text = readManifest(pack.files, path);
  const expected = text.parse(sampleExpectationSchema);
  const planned = roundPoints(plan.reduce((sum, { maxPoints }) => sum + maxPoints, 0));
  const most = typeof expected.points === 'object' ? expected.points.max : expected.points;
  const faults = Object.entries(expected.verdicts).flatMap(([name, verdict]) => {
    const at = ['verdicts', name];
    if (!plan.some((testCase) => testCase.name === name)) return [text.fault(at, 'there is no such case', 1)];
    return VERDICTS.some((known) => known === verdict)
      ? []
      : [text.fault(at, `there is no verdict "${verdict}"; there are ${VERDICTS.join(', ')}`, 1)];
  });
  if (most !== undefined && most > planned + CENT) {
    faults.push(text.fault(['points'], `all cases together give ${String(planned)}`));
  }
  if (expected.outcome === 'graded' && most === undefined && Object.keys(expected.verdicts).length === 0) {
    faults.push({
      file: path,
      message: 'expects nothing: give points, verdicts or the outcome not-gradable',
    });
  }
  if (faults.length > 0) throw new PackError(faults);
  return expected;
}
