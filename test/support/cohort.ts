/** A course full of students with graded work, for tests and benchmarks of what is done to all of them at once. */
import { randomUUID } from 'node:crypto';
import { graders } from '#graders';
import type { Datasets } from '#libs/grader-sdk';
import { DeadSandbox } from '#libs/grader-sdk';
import { describeContent, GraderRegistry, Pack, RunGradingJob, SystemClock } from '#libs/grading';
import { PostgresCatalog, PostgresGradingJobs, PostgresSubmissions, type Database } from '#libs/persistence';

const AUTHOR = { name: 'a test', reason: 'to try it out' };
const SLOTS = 4;

export interface Attempt {
  readonly id: string;
  /** Counts from 0. */
  readonly student: number;
}

export class Cohort {
  readonly catalog: PostgresCatalog;
  readonly submissions: PostgresSubmissions;
  readonly jobs: PostgresGradingJobs;
  private readonly registry = new GraderRegistry(graders);

  private constructor(
    private readonly source: Database,
    private readonly course: string,
    readonly students: readonly string[],
  ) {
    this.catalog = new PostgresCatalog(source);
    this.submissions = new PostgresSubmissions(source);
    this.jobs = new PostgresGradingJobs(source);
  }

  static async of(source: Database, course: string, count: number): Promise<Cohort> {
    const rows = await source.query<{ id: string }[]>(
      `WITH student AS (
         INSERT INTO users (id, email, name, created_at)
         SELECT gen_random_uuid(), 'student-' || n || '@cohort.example', 'Student ' || n, now()
           FROM generate_series(1, $2) n RETURNING id, name)
       INSERT INTO enrollments (user_id, course_id, role)
       SELECT student.id, course.id, 'student' FROM student, courses course WHERE course.slug = $1
       RETURNING user_id AS id`,
      [course, count],
    );
    return new Cohort(
      source,
      course,
      rows.map(({ id }) => id),
    );
  }

  /** Publishes a pack of this manifest alone; answers the version's number. */
  async publish(slug: string, manifest: string, reason = AUTHOR.reason): Promise<number> {
    const pack = Pack.fromFiles(new Map([['assignment.yaml', new TextEncoder().encode(manifest)]]));
    const author = { ...AUTHOR, reason };
    return (await this.catalog.publish(this.course, slug, 99, pack, new Date(), author)).number;
  }

  /** Stores answers as if they had just been handed in, for the current version. */
  async submit(
    slug: string,
    problemId: string,
    student: number,
    answers: Readonly<Record<string, string>>,
  ): Promise<Attempt> {
    const version = await this.catalog.findCurrentAssignment(this.course, slug);
    const userId = this.students[student];
    if (!version || userId === undefined) throw new Error(`no ${slug}, or no student ${String(student)}`);
    const id = randomUUID();
    const content = { files: new Map(), answers: new Map(Object.entries(answers)) };
    await this.submissions.record({
      ...{ id, jobId: randomUUID(), versionId: version.id, problemId, userId, content },
      ...{ receivedAt: new Date(), idempotencyKey: null, supersedes: false, jobClass: 'cpu' },
      sha256: describeContent(content).sha256,
    });
    return { id, student };
  }

  /** Grades whatever waits, four at a time, as workers do but for the queue. */
  async gradeAll(): Promise<void> {
    const warn = (message: string) => {
      throw new Error(message);
    };
    const tools = {
      sandbox: new DeadSandbox(),
      datasets: NO_DATASETS,
      secret: 'a secret of the tests',
      classes: ['cpu'] as const,
      warn,
      onClaim: () => undefined,
      onEnd: () => undefined,
      isOutage: () => false,
    };
    const { catalog, submissions, jobs, registry } = this;
    const worker = new RunGradingJob(catalog, submissions, jobs, registry, tools, new SystemClock());
    const { signal } = new AbortController();
    let left = await this.waiting();
    const slot = async () => {
      while (left-- > 0) await worker.runNext(signal);
    };
    await Promise.all(Array.from({ length: SLOTS }, slot));
  }

  private async waiting(): Promise<number> {
    const [row] = await this.source.query<{ jobs: number }[]>(
      "SELECT count(*)::integer AS jobs FROM grading_jobs WHERE state = 'queued'",
    );
    return row?.jobs ?? 0;
  }
}

const NO_DATASETS: Datasets = {
  locate: (name) => Promise.reject(new Error(`no data set ${name}`)),
};
