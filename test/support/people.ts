/** Two courses with the same assignment, and people of every role in each, for tests of who may do what. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { GradeReport } from '#libs/contracts';
import { ACCESS_SCOPES, type AccessScope, type Role } from '#libs/domain';
import { ACCESS_TOKEN_PREFIX } from '#libs/grading';
import {
  PostgresAccounts,
  PostgresCatalog,
  PostgresGradingJobs,
  PostgresLineComments,
  PostgresReviews,
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

const AUTHOR = { name: 'a test', reason: 'to try it out' };
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

  /** An answer of this person in the given course, as if it had just been submitted; optionally with a report. */
  async submissionOf(person: Person, course: string, isGraded: boolean): Promise<string> {
    const id = randomUUID();
    const jobId = randomUUID();
    const now = new Date();
    const { source } = this.platform;
    const [version] = await source.query<{ id: string }[]>(
      `SELECT version.id FROM assignment_versions version
         JOIN assignments ON assignments.id = version.assignment_id JOIN courses ON courses.id = assignments.course_id
        WHERE courses.slug = $1 AND assignments.slug = 'prerequisites'`,
      [course],
    );
    await new PostgresSubmissions(source).record({
      id,
      jobId,
      versionId: version?.id ?? '',
      problemId: 'matrix-product',
      userId: person.id,
      receivedAt: now,
      sha256: '0'.repeat(64),
      content: { files: new Map(), answers: new Map([['c', '[[1]]']]) },
      idempotencyKey: null,
      jobClass: 'cpu',
      supersedes: false,
    });
    if (isGraded) await this.grade(jobId, now);
    return id;
  }

  /** What its student asks about a submission, still open. */
  async regradeRequestOf(submissionId: string): Promise<string> {
    const id = randomUUID();
    const request = { id, submissionId, about: null, text: 'Please look again.' };
    await new PostgresReviews(this.platform.source).request(request, new Date());
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

  private async grade(jobId: string, now: Date): Promise<void> {
    const lease = await this.jobs.claim(jobId, now, 60);
    if (lease) await this.jobs.finish(lease, emptyReport(now), now);
  }
}

function emptyReport(now: Date): GradeReport {
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
    points: 0,
    maxPoints: 20,
    cases: [],
    facts: {},
  };
}
