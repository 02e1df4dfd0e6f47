import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { asInfrastructure } from '#libs/grader-sdk';
import { BackupError, backupLines, migrate, restoreLines, type BackupSummary } from '#libs/persistence';
import { EXIT, UsageError, type ExitStatus } from '../exit';

/** `assay backup <file>`: everything in the database at one moment, while the platform goes on. */
export async function backup(file: string): Promise<ExitStatus> {
  const url = databaseUrl();
  const unfinished = `${file}.unfinished`;
  await asInfrastructure('backing up', () =>
    pipeline(
      Readable.from(backupLines(url, new Date())),
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600 }),
    ),
  );
  await chmod(unfinished, 0o600);
  await rename(unfinished, file);
  console.log(`${file}: keep the worker's ASSAY_GRADING_SECRET with it, regrades need the same one.`);
  return EXIT.ok;
}

/** `assay restore <file>`: fills an empty database with a backup, and reads it back to compare. */
export async function restore(file: string): Promise<ExitStatus> {
  const url = databaseUrl();
  await asInfrastructure('bringing the database to the current schema', () => migrate(url));
  try {
    const summary = await restoreLines(url, linesOf(file));
    console.log(`restored and compared: ${countsOf(summary)}`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    console.error(`${error.message} Nothing was restored.`);
    return EXIT.refused;
  }
}

function databaseUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new UsageError('Set DATABASE_URL to the database that is meant.');
  return url;
}

/** Split at line feeds only: values may hold other characters that end lines elsewhere. @throws BackupError */
async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createReadStream(file).pipe(createGunzip()).setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of text) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw new BackupError(`The file can't be read: ${String(error)}.`, { cause: error });
  }
}

function countsOf(summary: BackupSummary): string {
  const rows = Object.values(summary).reduce((sum, table) => sum + table.rows, 0);
  return `${String(rows)} rows in ${String(Object.keys(summary).length)} tables, all the same to the byte`;
}
