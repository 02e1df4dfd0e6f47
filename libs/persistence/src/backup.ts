/**
 * Backup and restore of the database, for where there is no pg_dump: the embedded server has none.
 *
 * Theory of operation: one REPEATABLE READ transaction sees one moment of all tables, however long reading takes. Every value
 * is written as PostgreSQL's own text of it, so that what is read back is the same to the byte, `json` included. Each table
 * has a digest over its rows in the order of its key; a restore is one transaction, which checks the digests of what it read,
 * then those of what it wrote, and leaves nothing behind when one differs.
 *
 * A backup is lines of JSON: a head, then for each table its name and columns and one array a row, then an end with rows and
 * digests of all tables. A file that breaks off has no end.
 */
import { createHash, type Hash } from 'node:crypto';
import { Client } from 'pg';
import { z } from 'zod';

/** What means nothing elsewhere: counts of knocks, living workers; and what lets people in, which ends with the database: sessions, links. */
const LEFT_OUT = ['throttles', 'workers', 'sessions', 'account_links', 'migrations'];
/** Rows hold files of some MiB: few at a time. */
const BATCH = 50;

const headSchema = z.strictObject({
  assayBackup: z.literal(1),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.string()),
});
const tableSchema = z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) });
const rowSchema = z.array(z.string().nullable());
const summarySchema = z.record(z.string(), z.object({ rows: z.number().int(), sha256: z.string() }));
const endSchema = z.strictObject({ end: summarySchema });
export type BackupSummary = z.infer<typeof summarySchema>;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}
type Row = z.infer<typeof rowSchema>;

/** The file is no whole backup, or does not fit this database. Nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** The lines of a backup of the database as it is at this moment. */
export async function* backupLines(url: string, now: Date): AsyncGenerator<string> {
  const client = await open(url, 'ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    yield line({ assayBackup: 1, createdAt: now.toISOString(), migrations: await migrationsOf(client) });
    const summary: BackupSummary = {};
    for (const table of await tablesOf(client)) {
      yield line({ table: table.name, columns: table.columns });
      const digest = new RowDigest();
      for await (const row of rowsOf(client, table)) {
        digest.add(row);
        yield line(row);
      }
      summary[table.name] = digest.summary();
    }
    yield line({ end: summary });
  } finally {
    await client.end();
  }
}

/**
 * Fills a migrated, empty database with a backup; answers what it holds afterwards.
 * @throws BackupError and leaves the database empty
 */
export async function restoreLines(url: string, lines: AsyncIterable<string>): Promise<BackupSummary> {
  const client = await open(url, 'ISOLATION LEVEL SERIALIZABLE');
  try {
    const tables = await tablesOf(client);
    await mustBeEmpty(client, tables);
    const promised = await insertAll(client, new Map(tables.map((table) => [table.name, table])), lines);
    for (const table of tables) {
      const digest = new RowDigest();
      for await (const row of rowsOf(client, table)) digest.add(row);
      mustBeSame(table.name, digest.summary(), promised);
    }
    await client.query('COMMIT');
    return promised;
  } finally {
    // Without a commit the server forgets everything.
    await client.end();
  }
}

async function insertAll(
  client: Client,
  tables: ReadonlyMap<string, Table>,
  lines: AsyncIterable<string>,
): Promise<BackupSummary> {
  let table: Table | null = null;
  let digest = new RowDigest();
  let batch: Row[] = [];
  let isFirst = true;
  const read: BackupSummary = {};
  const flush = async () => {
    if (table && batch.length > 0) await insert(client, table, batch);
    batch = [];
  };
  for await (const text of lines) {
    const value = parse(text);
    if (isFirst) {
      await mustFit(client, value);
      isFirst = false;
    } else if (Array.isArray(value)) {
      const row = checked(rowSchema, value);
      digest.add(row);
      if (batch.push(row) === BATCH) await flush();
    } else {
      await flush();
      if (table) read[table.name] = digest.summary();
      const end = endSchema.safeParse(value);
      if (end.success) {
        for (const name of Object.keys(end.data.end)) mustBeSame(name, read[name], end.data.end);
        return end.data.end;
      }
      table = knownTable(tables, value);
      digest = new RowDigest();
    }
  }
  throw new BackupError('The file breaks off: it has no end. Use another backup.');
}

function knownTable(tables: ReadonlyMap<string, Table>, value: unknown): Table {
  const { table, columns } = checked(tableSchema, value);
  const known = tables.get(table);
  if (known?.columns.join() !== columns.join()) {
    throw new BackupError(`The table "${table}" of the backup is another one here.`);
  }
  return known;
}

async function insert(client: Client, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const places = rows.map(
    (_row, r) => `(${columns.map((_column, c) => `$${String(r * columns.length + c + 1)}`).join()})`,
  );
  const into = columns.map((column) => client.escapeIdentifier(column)).join();
  await client.query(
    `INSERT INTO ${client.escapeIdentifier(name)} (${into}) VALUES ${places.join()}`,
    rows.flat(),
  );
}

/** A connection in a transaction, where values have one text only. */
async function open(url: string, mode: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'assay-backup' });
  await client.connect();
  await client.query(`BEGIN TRANSACTION ${mode}`);
  await client.query("SET LOCAL TimeZone = 'UTC'");
  await client.query("SET LOCAL DateStyle = 'ISO, YMD'");
  await client.query("SET LOCAL bytea_output = 'hex'");
  await client.query('SET LOCAL extra_float_digits = 3');
  return client;
}

async function* rowsOf(client: Client, { name, columns, key }: Table): AsyncGenerator<Row> {
  const quoted = (column: string) => `${client.escapeIdentifier(column)}::text`;
  // By bytes: two servers may sort the same letters differently.
  const order = key.map((column) => `${quoted(column)} COLLATE "C"`).join();
  await client.query(
    `DECLARE backup NO SCROLL CURSOR FOR
       SELECT ${columns.map(quoted).join()} FROM ${client.escapeIdentifier(name)} ORDER BY ${order}`,
  );
  for (;;) {
    const { rows } = await client.query<Row>({
      text: `FETCH ${String(BATCH)} FROM backup`,
      rowMode: 'array',
    });
    if (rows.length === 0) break;
    yield* rows;
  }
  await client.query('CLOSE backup');
}

/** Tables in an order in which each follows those that it refers to. */
async function tablesOf(client: Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    `SELECT class.relname AS name,
            (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
              WHERE attrelid = class.oid AND attnum > 0 AND NOT attisdropped) AS columns,
            (SELECT array_agg(attname::text ORDER BY position) FROM pg_constraint primary_key
               CROSS JOIN unnest(conkey) WITH ORDINALITY AS part (attnum, position)
               JOIN pg_attribute USING (attnum)
              WHERE primary_key.conrelid = class.oid AND contype = 'p' AND attrelid = class.oid) AS key,
            coalesce((SELECT array_agg(confrelid::regclass::text) FROM pg_constraint
              WHERE conrelid = class.oid AND contype = 'f' AND confrelid <> class.oid), '{}') AS refers
       FROM pg_class class
      WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> ALL ($1)
      ORDER BY relname`,
    [LEFT_OUT],
  );
  const ordered: typeof rows = [];
  while (ordered.length < rows.length) {
    const next = rows.find(
      (table) =>
        !ordered.includes(table) && table.refers.every((name) => ordered.some((done) => done.name === name)),
    );
    if (!next) throw new Error('tables refer to each other in a circle');
    ordered.push(next);
  }
  return ordered;
}

async function migrationsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

async function mustFit(client: Client, value: unknown): Promise<void> {
  const { migrations } = checked(headSchema, value);
  const here = await migrationsOf(client);
  if (migrations.join() === here.join()) return;
  throw new BackupError(
    `The backup has ${String(migrations.length)} migrations, this database ${String(here.length)}: restore with the version of Assay that made it.`,
  );
}

async function mustBeEmpty(client: Client, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT 1 FROM ${client.escapeIdentifier(name)} LIMIT 1`);
    if (rows.length > 0) {
      throw new BackupError(`The table "${name}" is not empty. Restore into an empty database only.`);
    }
  }
}

function mustBeSame(table: string, found: BackupSummary[string] | undefined, promised: BackupSummary): void {
  const expected = promised[table];
  if (expected && found?.rows === expected.rows && found.sha256 === expected.sha256) return;
  throw new BackupError(
    `The table "${table}" is not what the backup says: the file is damaged. Use another one.`,
  );
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new BackupError(`This is no backup of Assay, or a damaged one: ${z.prettifyError(parsed.error)}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BackupError('The file is damaged: one of its lines is no JSON. Use another backup.');
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

class RowDigest {
  private readonly hash: Hash = createHash('sha256');
  private rows = 0;

  add(row: Row): void {
    this.hash.update(line(row));
    this.rows += 1;
  }

  summary(): BackupSummary[string] {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}
