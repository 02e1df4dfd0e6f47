import { enrolledSchema, lineSchema } from '#libs/contracts';
import { asInfrastructure } from '#libs/grader-sdk';
import {
  AccountLinks,
  COMMAND_LINE,
  LINK_HOURS,
  linkAddress,
  SystemClock,
  type AccountLink,
} from '#libs/grading';
import {
  Argon2PasswordHasher,
  openDatabase,
  PostgresAccounts,
  PostgresRosters,
  PostgresThrottle,
  type Database,
} from '#libs/persistence';
import { z } from 'zod';
import { EXIT, UsageError, type ExitStatus } from '../exit';

/** Where `npm start` serves the portal unless it is told otherwise. */
const LOCAL_PORTAL = 'http://127.0.0.1:3000';

const personSchema = z.object({
  email: z.email('is no e-mail address').max(254).toLowerCase(),
  role: enrolledSchema.shape.role,
  name: lineSchema,
});

/** `assay user reset-link <email>`: prints a link on stdout and nothing else, so that it can be piped to a mailer. */
export function resetLink(email: string): Promise<ExitStatus> {
  return withDatabase(async (source) => {
    const link = await linksOf(source).makeOnCommandLine(email);
    if (!link) {
      console.error(`Nobody here has the address ${email}.`);
      return EXIT.refused;
    }
    print(link);
    return EXIT.ok;
  });
}

/** `assay user enroll <email> <course> <role>`: the first instructor of a course comes this way, the others by roster. */
export async function enroll(email: string, course: string, role: string, name: string): Promise<ExitStatus> {
  const parsed = personSchema.safeParse({ email, role, name });
  if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
  const person = parsed.data;
  return withDatabase(async (source) => {
    if (!(await isCourse(source, course))) {
      throw new UsageError(`There is no course ${course}; \`assay load\` makes one of a folder.`);
    }
    const author = { ...COMMAND_LINE, reason: 'enrolled on the command line' };
    const rosters = new PostgresRosters(source);
    const before = (await rosters.members(course)).find((member) => member.email === person.email);
    const { section = '', labels = [], studentId = '' } = before ?? {};
    const after = { role: person.role, section, labels, studentId };
    const [newcomer] = await rosters.apply(course, [{ ...person, after }], author, new Date());
    console.error(`${person.email} is ${person.role} of ${course}.`);
    if (newcomer) print(await linksOf(source).make(newcomer, LINK_HOURS.invitation, author));
    return EXIT.ok;
  });
}

/** @throws UsageError where DATABASE_URL is missing */
export async function withDatabase(work: (source: Database) => Promise<ExitStatus>): Promise<ExitStatus> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new UsageError('Set DATABASE_URL to the database that the people are in.');
  const source = await asInfrastructure('connecting to the database', () => openDatabase(url));
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

async function isCourse(source: Database, slug: string): Promise<boolean> {
  const found = await source.query<unknown[]>('SELECT 1 FROM courses WHERE slug = $1', [slug]);
  return found.length > 0;
}

function linksOf(source: Database): AccountLinks {
  return new AccountLinks(
    new PostgresAccounts(source),
    new Argon2PasswordHasher(),
    new PostgresThrottle(source),
    new SystemClock(),
    null,
    (message) => console.error(message),
  );
}

function print({ token, expiresAt }: AccountLink): void {
  console.log(linkAddress(process.env['ASSAY_PUBLIC_URL'] ?? LOCAL_PORTAL, token));
  console.error(`Good for one password until ${expiresAt.toISOString()}.`);
}
