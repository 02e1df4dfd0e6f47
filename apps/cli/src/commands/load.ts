import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import { ROLES } from '#libs/domain';
import { asInfrastructure } from '#libs/grader-sdk';
import { COMMAND_LINE, GraderRegistry, LoadCourse, SystemClock } from '#libs/grading';
import {
  Argon2PasswordHasher,
  openDatabase,
  type Database,
  PostgresAccounts,
  PostgresCatalog,
} from '#libs/persistence';
import { z } from 'zod';
import { EXIT, UsageError, type ExitStatus } from '../exit';
import { ROOT } from '../tools';

const demoAccountsSchema = z.array(
  z.object({ role: z.enum(ROLES), name: z.string(), email: z.email(), password: z.string() }),
);

/** `assay load <course>`: publishes a course folder's packs into the database, on demand with the demo accounts. */
export async function load(
  folder: string,
  options: { demo?: boolean; message?: string },
): Promise<ExitStatus> {
  const url = process.env['DATABASE_URL'];
  if (!url)
    throw new UsageError('Set DATABASE_URL to the database to load into (npm start does all of this).');
  const source = await asInfrastructure('connecting to the database', () => openDatabase(url));
  try {
    const loadCourse = new LoadCourse(
      new PostgresCatalog(source),
      new GraderRegistry(graders),
      new SystemClock(),
    );
    const { slug, assignments } = await loadCourse.load(resolve(folder), options.message);
    for (const assignment of assignments) {
      const news = assignment.isNew ? 'published' : 'unchanged';
      console.log(`${slug}/${assignment.slug}: version ${String(assignment.version)}, ${news}`);
    }
    if (options.demo === true) await createDemoAccounts(source, slug);
  } finally {
    await source.destroy();
  }
  return EXIT.ok;
}

async function createDemoAccounts(source: Database, course: string): Promise<void> {
  const text = await readFile(join(ROOT, 'apps/cli/demo-accounts.json'), 'utf8');
  const accounts = new PostgresAccounts(source);
  const hasher = new Argon2PasswordHasher();
  for (const { role, name, email, password } of demoAccountsSchema.parse(JSON.parse(text))) {
    const user = await accounts.saveUser({ email, name, passwordHash: await hasher.hash(password) });
    await accounts.enroll(user.id, course, role, { ...COMMAND_LINE, reason: 'demo account' });
    console.log(`demo account ${email} (${role})`);
  }
}
