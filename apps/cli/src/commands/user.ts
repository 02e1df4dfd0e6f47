import { asInfrastructure } from '#libs/grader-sdk';
import { AccountLinks, linkAddress, SystemClock } from '#libs/grading';
import { Argon2PasswordHasher, openDatabase, PostgresAccounts, PostgresThrottle } from '#libs/persistence';
import { EXIT, UsageError, type ExitStatus } from '../exit';

/** Where `npm start` serves the portal unless it is told otherwise. */
const LOCAL_PORTAL = 'http://127.0.0.1:3000';

/** `assay user reset-link <email>`: prints a link on stdout and nothing else, so that it can be piped to a mailer. */
export async function resetLink(email: string): Promise<ExitStatus> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new UsageError('Set DATABASE_URL to the database that the person is in.');
  const source = await asInfrastructure('connecting to the database', () => openDatabase(url));
  try {
    const links = new AccountLinks(
      new PostgresAccounts(source),
      new Argon2PasswordHasher(),
      new PostgresThrottle(source),
      new SystemClock(),
      null,
      (message) => console.error(message),
    );
    const link = await links.makeOnCommandLine(email);
    if (!link) {
      console.error(`Nobody here has the address ${email}.`);
      return EXIT.refused;
    }
    console.log(linkAddress(process.env['ASSAY_PUBLIC_URL'] ?? LOCAL_PORTAL, link.token));
    console.error(`Good for one password until ${link.expiresAt.toISOString()}.`);
    return EXIT.ok;
  } finally {
    await source.destroy();
  }
}
