/** A course full of students with graded work, for tests and benchmarks of what is done to all of them at once. */
import { randomUUID } from 'node:crypto';
import { graders } from '#graders';
import type { GradeReport } from '#libs/contracts';
import { DeadSandbox, type Datasets } from '#libs/grader-sdk';
import {
  describeContent,
  GraderRegistry,
  gradeSubmission,
  Pack,
  pointsOf,
  RunGradingJob,
  SystemClock,
  type AssignmentVersion,
} from '#libs/grading';
import { PostgresCatalog, PostgresGradingJobs, PostgresSubmissions, type Database } from '#libs/persistence';

const AUTHOR = { name: 'a test', reason: 'to try it out' };
const SLOTS = 4;
const SECRET = 'a secret of the tests';

/** $1 version, $2 problem, $3 what is to be stored. Each is a second younger than the one before it. */
const SEED = `
  WITH given AS (
    SELECT place, (item ->> 'id')::uuid AS id, (item ->> 'user')::uuid AS user_id, item ->> 'sha256' AS sha256,
           item -> 'answers' AS answers, item -> 'report' AS report, item -> 'points' AS points,
           now() - interval '1 day' + make_interval(secs => place) AS at, gen_random_uuid() AS job_id
      FROM json_array_elements($3::json) WITH ORDINALITY AS listed (item, place)),
  answer AS (
    SELECT given.id, field.key, convert_to(field.value, 'UTF8') AS bytes FROM given, json_each_text(given.answers) field),
  blob AS (
    INSERT INTO blobs (sha256, bytes) SELECT DISTINCT encode(sha256(bytes), 'hex'), bytes FROM answer
    ON CONFLICT DO NOTHING),
  submission AS (
    INSERT INTO submissions (id, version_id, problem_id, user_id, received_at, sha256)
    SELECT id, $1, $2, user_id, at, sha256 FROM given),
  author AS (INSERT INTO submission_authors (submission_id, user_id) SELECT id, user_id FROM given),
  file AS (
    INSERT INTO submission_files (submission_id, name, kind, blob_sha256, bytes)
    SELECT id, key, 'answer', encode(sha256(bytes), 'hex'), length(bytes) FROM answer),
  job AS (
    INSERT INTO grading_jobs (id, submission_id, course_id, assignment_id, user_id, state, message, created_at, due_at,
                              started_at, finished_at)
    SELECT job_id, given.id, assignment.course_id, assignment.id, user_id, 'graded', 'Graded.', at, at, at, at
      FROM given JOIN assignment_versions version ON version.id = $1
      JOIN assignments assignment ON assignment.id = version.assignment_id)
  INSERT INTO grade_reports (job_id, submission_id, report, points, created_at)
  SELECT job_id, id, report, points, at FROM given`;

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
      ...{ receivedAt: new Date(), idempotencyKey: null, supersedes: false, jobClass: 'cpu', asGroup: false },
      sha256: describeContent(content).sha256,
    });
    return { id, student };
  }

  /**
   * Stores graded submissions in a few statements: what equal answers earn is worked out once. All else is as if each had been
   * handed in and graded.
   */
  async seed(
    slug: string,
    problemId: string,
    attempts: readonly { readonly student: number; readonly answers: Readonly<Record<string, string>> }[],
  ): Promise<void> {
    const version = await this.catalog.findCurrentAssignment(this.course, slug);
    if (!version) throw new Error(`no ${slug}`);
    const known = new Map<string, Promise<GradeReport>>();
    const rows = attempts.map(async ({ student, answers }) => {
      const key = JSON.stringify(answers);
      const grading = known.get(key) ?? this.grade(version, problemId, answers);
      known.set(key, grading);
      const report = await grading;
      const id = randomUUID();
      const own = { ...report, submission: { ...report.submission, id } };
      const points = pointsOf(report);
      return {
        id,
        user: this.students[student],
        sha256: report.submission.sha256,
        answers,
        report: own,
        points,
      };
    });
    await this.source.query(SEED, [version.id, problemId, JSON.stringify(await Promise.all(rows))]);
  }

  private async grade(
    { slug, number, pack }: AssignmentVersion,
    problemId: string,
    answers: Readonly<Record<string, string>>,
  ): Promise<GradeReport> {
    const problem = pack.getProblem(problemId);
    const content = { files: new Map<string, Uint8Array>(), answers: new Map(Object.entries(answers)) };
    return gradeSubmission(
      {
        ...{ submissionId: '', assignment: slug, version: number, content, pack, problem },
        grader: this.registry.configure(problem),
      },
      { sandbox: new DeadSandbox(), datasets: NO_DATASETS, secret: SECRET, clock: new SystemClock() },
      { onCase: () => Promise.resolve(), onProgress: () => undefined },
      new AbortController().signal,
    );
  }

  /** Grades whatever waits, four at a time, as workers do but for the queue. */
  async gradeAll(): Promise<void> {
    const warn = (message: string) => {
      throw new Error(message);
    };
    const tools = {
      sandbox: new DeadSandbox(),
      datasets: NO_DATASETS,
      secret: SECRET,
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
