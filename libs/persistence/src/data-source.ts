import { migrations } from '#migrations';
import { DataSource, type DataSourceOptions } from 'typeorm';
import {
  AccessTokenEntity,
  AccountLinkEntity,
  EnrollmentEntity,
  IdentityEntity,
  SessionEntity,
  UserEntity,
} from './entities/account.entities';
import {
  AssignmentEntity,
  AssignmentVersionEntity,
  BlobEntity,
  CourseEntity,
  PackFileEntity,
} from './entities/catalog.entities';
import {
  GradeReportEntity,
  GradingEventEntity,
  GradingJobEntity,
  SubmissionEntity,
  SubmissionFileEntity,
} from './entities/submission.entities';

/** @param url `postgres://user:password@host:port/database` */
export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: [
      UserEntity,
      SessionEntity,
      AccessTokenEntity,
      AccountLinkEntity,
      IdentityEntity,
      EnrollmentEntity,
      CourseEntity,
      AssignmentEntity,
      AssignmentVersionEntity,
      PackFileEntity,
      BlobEntity,
      SubmissionEntity,
      SubmissionFileEntity,
      GradingJobEntity,
      GradingEventEntity,
      GradeReportEntity,
    ],
    migrations,
    // Only migrations change the schema, and they need no extension: ids come from the application.
    synchronize: false,
    installExtensions: false,
    applicationName: 'assay',
    extra: { max: 10, connectionTimeoutMillis: 5_000 },
  };
}

/** A connected database, for what runs outside Nest; its owner destroys it. */
export type Database = DataSource;

export function openDatabase(url: string): Promise<Database> {
  return new DataSource(dataSourceOptions(url)).initialize();
}

/** Brings a database to the current schema. A second process that does the same waits, then finds nothing to do. */
export async function migrate(url: string): Promise<void> {
  const source = await openDatabase(url);
  try {
    await source.query('SELECT pg_advisory_lock(7042)');
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}
