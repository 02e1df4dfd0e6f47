import { createPrivateKey, type KeyObject } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asInfrastructure } from '#libs/grader-sdk';
import { ExportPersonalData, IssueReceipt, ReadPolicies, ReviewSubmission, SystemClock } from '#libs/grading';
import {
  PostgresAccounts,
  PostgresCatalog,
  PostgresPersonalData,
  PostgresPolicies,
  PostgresReviews,
  PostgresSubmissions,
  type Database,
} from '#libs/persistence';
import { writeZip } from '#libs/uploads';
import { EXIT, type ExitStatus } from '../exit';
import { ROOT } from '../tools';
import { withDatabase } from './user';

/** `assay export-personal-data <email> [file]`: what the person could download in the portal, for who can't sign in. */
export function exportPersonalData(email: string, file: string): Promise<ExitStatus> {
  return withDatabase(async (source) => {
    const user = await new PostgresAccounts(source).findByEmail(email.toLowerCase());
    if (!user) {
      console.error(`Nobody here has the address ${email}.`);
      return EXIT.refused;
    }
    const unfinished = `${file}.unfinished`;
    const { id, name } = user;
    const files = exporterOf(source).filesOf({ id, name, email: user.email });
    await asInfrastructure('writing what is kept about this person', () =>
      pipeline(Readable.from(writeZip(files)), createWriteStream(unfinished, { mode: 0o600 })),
    );
    await rename(unfinished, file);
    console.log(`${file}: all that is kept about ${user.email}`);
    return EXIT.ok;
  });
}

function exporterOf(source: Database): ExportPersonalData {
  const accounts = new PostgresAccounts(source);
  const catalog = new PostgresCatalog(source);
  const submissions = new PostgresSubmissions(source);
  const policies = new ReadPolicies(catalog, new PostgresPolicies(source));
  const clock = new SystemClock();
  const reviews = new ReviewSubmission(
    accounts,
    catalog,
    submissions,
    new PostgresReviews(source),
    policies,
    clock,
  );
  const key = receiptKey();
  if (!key) console.error('Without receipts: set ASSAY_RECEIPT_KEY to the file of the key that signs them.');
  const receipts = key && new IssueReceipt(accounts, catalog, submissions, key);
  return new ExportPersonalData(
    new PostgresPersonalData(source),
    submissions,
    policies,
    reviews,
    receipts,
    clock,
  );
}

/** The api's own key; a new one would sign receipts that nobody believes. */
function receiptKey(): KeyObject | null {
  const data = resolve(ROOT, process.env['ASSAY_DATA'] ?? '.assay');
  const file = process.env['ASSAY_RECEIPT_KEY'] ?? join(data, 'receipt-key.pem');
  return existsSync(file) ? createPrivateKey(readFileSync(file)) : null;
}
