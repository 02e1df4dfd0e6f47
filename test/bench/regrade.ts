/**
 * What instructors wait for: a regrade run, tried, over 500 submissions of Q2, and the similarity of 300 C programs.
 * `npm run build && node dist/test/bench/regrade.js` with DATABASE_URL of a server (`node apps/launcher/services.mjs`); it makes a
 * database of its own there and drops it. The run is worked off four at a time in this process, as by a worker of four slots.
 */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { graders } from '#graders';
import { GraderRegistry, LoadCourse, SystemClock } from '#libs/grading';
import { openDatabase, PostgresCatalog, PostgresRegradeRuns, type Database } from '#libs/persistence';
import { findSimilar } from '#libs/similarity';
import { Cohort } from '../support/cohort';
import { createTestDatabase } from '../support/services';
import { honestProgram, sourceOf } from '../support/sort-programs';
import { timed } from './statistics';

const SUBMISSIONS = 500;
const PROGRAMS = 300;
const PROBLEM = 'partial-derivatives';

async function main(): Promise<void> {
  const database = await createTestDatabase();
  const source = await openDatabase(database.url);
  try {
    tell(`dry run over ${String(SUBMISSIONS)} submissions of Q2 (at most 60 s)`, await dryRun(source));
  } finally {
    await source.destroy();
    await database.drop();
  }
  const programs = Array.from({ length: PROGRAMS }, (_, n) => ({
    id: String(n),
    text: sourceOf(honestProgram(n)),
  }));
  const request = { language: 'c', programs, templates: [], threshold: 0.6, limit: 500 } as const;
  tell(
    `similarity of ${String(PROGRAMS)} C programs (at most 30 s)`,
    await timed(() => findSimilar(request)),
  );
}

/** Milliseconds until the run is ready to be looked at. */
async function dryRun(source: Database): Promise<number> {
  const course = resolve(__dirname, '../../../courses/intro-ml');
  const registry = new GraderRegistry(graders);
  await new LoadCourse(new PostgresCatalog(source), registry, new SystemClock()).load(course);
  const cohort = await Cohort.of(source, 'intro-ml', SUBMISSIONS);
  const attempts = cohort.students.map((_id, student) => ({
    student,
    answers: { y: '2*y + 2*cos(theta)', theta: `-2*sin(theta)*(cos(theta) + ${String(student % 7)}*y)` },
  }));
  await cohort.seed('prerequisites', PROBLEM, attempts);
  const version = await cohort.catalog.findCurrentAssignment('intro-ml', 'prerequisites');
  if (!version) throw new Error('no assignment');
  const run = {
    ...{ id: randomUUID(), assignment: 'prerequisites', problem: PROBLEM, fromVersionId: null, twice: false },
    toVersionId: version.id,
    jobClass: 'cpu',
    selection: { kind: 'all' },
  } as const;
  const by = {
    ...{ id: cohort.students[0] ?? '', name: 'a bench', reason: 'to measure' },
    courseId: version.course.id,
  };
  return timed(async () => {
    await new PostgresRegradeRuns(source).start(run, by, new Date());
    await cohort.gradeAll();
  });
}

function tell(what: string, ms: number): void {
  console.log(`${what.padEnd(60)} ${(ms / 1_000).toFixed(1)} s`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
