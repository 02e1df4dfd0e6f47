/** Two courses with the same assignment, and people of every role in each, for tests of who may do what. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { GradeReport } from '#libs/contracts';
import { ACCESS_SCOPES, type AccessScope, type Role } from '#libs/domain';
import { ACCESS_TOKEN_PREFIX, Pack } from '#libs/grading';
import {
  PostgresAccounts,
  PostgresCatalog,
  PostgresGradingJobs,
  PostgresLineComments,
  PostgresGroups,
  PostgresPolicies,
  PostgresPublications,
  PostgresRegradeRuns,
  PostgresReviews,
  PostgresSimilarity,
  PostgresSubmissions,
} from '#libs/persistence';
import type { Platform } from './platform';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: Role | 'stranger';
  /** Null for a stranger. */
  readonly course: string | null;
}

export interface AttemptDetails {
  readonly assignment?: string;
  readonly receivedAt?: Date;
  /** Of the report. */
  readonly points?: number;
}

const AUTHOR = { name: 'a test', reason: 'to try it out' };
/** Of the group that `publishGroupWork` starts. */
export const EVERYBODYS_CODE = 'EVERYB0DY';
const HOUR_MS = 3_600_000;
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

export class People {
  private readonly accounts: PostgresAccounts;
  private readonly jobs: PostgresGradingJobs;

  /** @param passwordHash of the password that everybody has */
  constructor(
    private readonly platform: Platform,
    private readonly passwordHash: string,
  ) {
    this.accounts = new PostgresAccounts(platform.source);
    this.jobs = new PostgresGradingJobs(platform.source);
  }

  /** A second course with an assignment of the first. */
  async copyCourse(from: string, assignment: string, to: string): Promise<void> {
    const catalog = new PostgresCatalog(this.platform.source);
    const version = await catalog.findCurrentAssignment(from, assignment);
    if (!version) throw new Error(`no assignment ${assignment}`);
    await catalog.saveCourse({ slug: to, title: 'Another course' });
    await catalog.publish(to, assignment, 0, version.pack, new Date(), AUTHOR);
  }

  /** The same assignment again as `pair-work`, on which so many may work together; optionally with a group. */
  async publishGroupWork(course: string, maximum: number, founder: Person | null = null): Promise<void> {
    const catalog = new PostgresCatalog(this.platform.source);
    const version = await catalog.findCurrentAssignment(course, 'prerequisites');
    if (!version) throw new Error(`no assignment in ${course}`);
    const files = new Map(version.pack.files);
    const manifest = Buffer.from(files.get('assignment.yaml') ?? []).toString();
    files.set('assignment.yaml', Buffer.from(`groups: { maximum: ${String(maximum)} }\n${manifest}`));
    await catalog.publish(course, 'pair-work', 90, Pack.fromFiles(files), new Date(), AUTHOR);
    if (!founder) return;
    const work = { courseId: version.course.id, assignment: 'pair-work', maximum };
    const group = { id: randomUUID(), name: 'Everybody', joinCode: EVERYBODYS_CODE };
    await new PostgresGroups(this.platform.source).start(work, group, { ...founder, name: '' }, new Date());
  }

  /** Puts somebody into the group with everybody's code, or into none. */
  async setGroup(person: Person, course: string, isMember: boolean): Promise<void> {
    const { source } = this.platform;
    await source.query('DELETE FROM group_members WHERE user_id = $1', [person.id]);
    if (!isMember) return;
    await source.query(
      `INSERT INTO group_members (assignment_id, user_id, group_id, joined_at)
       SELECT assignment_id, $1, student_groups.id, now() FROM student_groups
         JOIN assignments ON assignments.id = assignment_id JOIN courses ON courses.id = course_id
        WHERE join_code = $2 AND courses.slug = $3`,
      [person.id, EVERYBODYS_CODE, course],
    );
  }

  async add(role: Person['role'], course: string | null, name: string = role): Promise<Person> {
    const email = `${name}@${course ?? 'nowhere'}.example`;
    const { id } = await this.accounts.saveUser({ email, name, passwordHash: this.passwordHash });
    if (course !== null && role !== 'stranger') await this.accounts.enroll(id, course, role, AUTHOR);
    return { id, email, role, course };
  }

  /** Header of a fresh session, written to the database directly: signing in costs time. */
  async sessionOf(person: Person): Promise<Readonly<Record<string, string>>> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + HOUR_MS);
    const session = { tokenHash: hashOf(token), userId: person.id, expiresAt };
    await this.accounts.createSession(session, null);
    return { cookie: `assay_session=${token}` };
  }

  async accessTokenOf(
    person: Person,
    scopes: readonly AccessScope[] = ACCESS_SCOPES,
  ): Promise<{ id: string; headers: Readonly<Record<string, string>> }> {
    const token = ACCESS_TOKEN_PREFIX + randomBytes(32).toString('base64url');
    const { id } = await this.accounts.createAccessToken({
      userId: person.id,
      name: 'script',
      scopes,
      tokenHash: hashOf(token),
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + HOUR_MS),
    });
    return { id, headers: { authorization: `Bearer ${token}` } };
  }

  /** The prerequisites as another assignment of a course, with more lines in its manifest. */
  async publish(course: string, slug: string, lines: string): Promise<void> {
    const catalog = new PostgresCatalog(this.platform.source);
    const version = await catalog.findCurrentAssignment('intro-ml', 'prerequisites');
    if (!version) throw new Error('no prerequisites');
    const manifest = version.pack.files.get('assignment.yaml') ?? new Uint8Array();
    const changed = new TextEncoder().encode(`${lines}\n${new TextDecoder().decode(manifest)}`);
    const pack = Pack.fromFiles(new Map(version.pack.files).set('assignment.yaml', changed));
    await catalog.publish(course, slug, 1, pack, new Date(), AUTHOR);
  }

  /** An answer of this person in the given course, as if it had just been submitted; optionally with a report. */
  async submissionOf(
    person: Person,
    course: string,
    isGraded: boolean,
    { assignment = 'prerequisites', receivedAt = new Date(), points = 0 }: AttemptDetails = {},
  ): Promise<string> {
    const id = randomUUID();
    const jobId = randomUUID();
    const { source } = this.platform;
    const [version] = await source.query<{ id: string }[]>(
      `SELECT version.id FROM assignment_versions version
         JOIN assignments ON assignments.id = version.assignment_id JOIN courses ON courses.id = assignments.course_id
        WHERE courses.slug = $1 AND assignments.slug = $2 ORDER BY version.number DESC LIMIT 1`,
      [course, assignment],
    );
    await new PostgresSubmissions(source).record({
      id,
      jobId,
      versionId: version?.id ?? '',
      problemId: 'matrix-product',
      userId: person.id,
      receivedAt,
      sha256: '0'.repeat(64),
      content: { files: new Map(), answers: new Map([['c', '[[1]]']]) },
      idempotencyKey: null,
      asGroup: true,
      jobClass: 'cpu',
      supersedes: false,
    });
    if (isGraded) await this.grade(jobId, points);
    return id;
  }

  /** More time for this person in a course. */
  async extensionOf(person: Person, course: string, assignment: string | null = null): Promise<string> {
    const id = randomUUID();
    const [{ id: courseId } = { id: '' }] = await this.platform.source.query<{ id: string }[]>(
      'SELECT id FROM courses WHERE slug = $1',
      [course],
    );
    const extension = {
      id,
      target: { kind: 'student' as const, id: person.id },
      assignment,
      minutes: 60,
      dueAt: null,
    };
    const by = { ...AUTHOR, id: person.id, courseId };
    await new PostgresPolicies(this.platform.source).grant(extension, by, new Date());
    return id;
  }

  /** What its student asks about a submission, still open. */
  async regradeRequestOf(submissionId: string): Promise<string> {
    const id = randomUUID();
    const request = { id, submissionId, about: null, text: 'Please look again.' };
    await new PostgresReviews(this.platform.source).request(request, new Date());
    return id;
  }

  /** A pack that this person sent in, and that has passed its checks. */
  async publicationOf(person: Person, course: string): Promise<string> {
    const { source } = this.platform;
    const version = await new PostgresCatalog(source).findCurrentAssignment(course, 'prerequisites');
    const id = randomUUID();
    await new PostgresPublications(source).request({
      id,
      courseSlug: course,
      assignment: 'prerequisites',
      files: version?.pack.files ?? new Map(),
      publishes: false,
      userId: person.id,
      requestedAt: new Date(),
    });
    await source.query("UPDATE publications SET state = 'passed' WHERE id = $1", [id]);
    return id;
  }

  /** Two submissions of this person's in the course, said to be alike. */
  async similarityCaseOf(person: Person, course: string): Promise<string> {
    const ids = [
      await this.submissionOf(person, course, true),
      await this.submissionOf(person, course, true),
    ];
    const [left = '', right = ''] = ids.sort();
    const { source } = this.platform;
    const version = await new PostgresCatalog(source).findVersion(course, 'prerequisites', 1);
    const courseId = version?.course.id ?? '';
    const place = { courseId, assignment: 'prerequisites', problem: 'sort', file: 'main.c' };
    const pair = { left, right, score: 1, longest: 9, fragments: [] };
    const by = { ...AUTHOR, id: person.id, courseId };
    await new PostgresSimilarity(source).save(place, [pair], by, new Date());
    const [row] = await source.query<{ id: string }[]>(
      'SELECT id FROM similarity_cases WHERE left_submission_id = $1',
      [left],
    );
    return row?.id ?? '';
  }

  /** A run that grades this person's submissions in the course again, still running. */
  async regradeRunOf(person: Person, course: string): Promise<string> {
    const submission = await this.submissionOf(person, course, true);
    const version = await new PostgresCatalog(this.platform.source).findVersion(course, 'prerequisites', 1);
    if (!version) throw new Error(`no version in ${course}`);
    const id = randomUUID();
    await new PostgresRegradeRuns(this.platform.source).start(
      {
        ...{ id, assignment: 'prerequisites', problem: 'matrix-product', twice: false, fromVersionId: null },
        toVersionId: version.id,
        jobClass: 'cpu',
        selection: { kind: 'ids', ids: [submission] },
      },
      { ...AUTHOR, id: person.id, courseId: version.course.id },
      new Date(),
    );
    return id;
  }

  /** What this person wrote about the first line of somebody's answer. */
  async commentOf(author: Person, submissionId: string): Promise<string> {
    const id = randomUUID();
    const comment = {
      id,
      submissionId,
      file: 'c.txt',
      line: 1,
      text: 'Why?',
      authorId: author.id,
      savedId: null,
    };
    await new PostgresLineComments(this.platform.source).add(comment, new Date());
    return id;
  }

  /** What this person keeps for the problem of `submissionOf`. */
  async savedCommentOf(author: Person, course: string): Promise<string> {
    const id = randomUUID();
    const place = { course, assignment: 'prerequisites', problem: 'matrix-product' };
    const comment = { id, text: 'Say why.', authorId: author.id };
    await new PostgresLineComments(this.platform.source).save(place, comment, new Date());
    return id;
  }

  /** A report, as if a worker had made it, for what was handed in otherwise. */
  async gradeSubmission(id: string): Promise<void> {
    const [job] = await this.platform.source.query<{ id: string }[]>(
      'SELECT id FROM grading_jobs WHERE submission_id = $1',
      [id],
    );
    await this.grade(job?.id ?? '', 0);
  }

  private async grade(jobId: string, points: number): Promise<void> {
    const now = new Date();
    const lease = await this.jobs.claim(jobId, now, 60);
    if (lease) await this.jobs.finish(lease, reportWith(points, now), now);
  }
}

function reportWith(points: number, now: Date): GradeReport {
  const sha256 = '0'.repeat(64);
  return {
    schemaVersion: 1,
    outcome: 'graded',
    submission: { id: 'none', sha256, files: [] },
    problem: {
      assignment: 'prerequisites',
      id: 'matrix-product',
      title: 'A matrix product',
      packSha256: sha256,
    },
    grader: { id: 'matrix', version: '1' },
    imageDigest: null,
    seed: 'a seed',
    startedAt: now.toISOString(),
    finishedAt: now.toISOString(),
    points,
    maxPoints: 20,
    cases: [],
    facts: {},
  };
}
