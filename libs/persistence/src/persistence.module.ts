import {
  Accounts,
  AuditLog,
  Catalog,
  GradingJobs,
  GradingSignals,
  Publications,
  Notifications,
  Groups,
  PersonalData,
  Policies,
  RegradeRuns,
  Reviews,
  Rosters,
  SimilarityCases,
  StudentViews,
  Submissions,
  Throttle,
  Workers,
} from '#libs/grading';
import { Inject, Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { PostgresAuditLog } from './audit';
import { PostgresAccounts } from './postgres-accounts';
import { PostgresCatalog } from './postgres-catalog';
import { PostgresGradingJobs } from './postgres-grading-jobs';
import { PostgresPublications } from './postgres-publications';
import { PostgresNotifications } from './postgres-notifications';
import { PostgresGroups } from './postgres-groups';
import { PostgresPersonalData } from './postgres-personal-data';
import { PostgresPolicies } from './postgres-policies';
import { PostgresRegradeRuns } from './postgres-regrade-runs';
import { PostgresReviews } from './postgres-reviews';
import { PostgresRosters } from './postgres-rosters';
import { PostgresSignals } from './postgres-signals';
import { PostgresSimilarity } from './postgres-similarity';
import { PostgresStudentViews } from './postgres-student-views';
import { PostgresSubmissions } from './postgres-submissions';
import { PostgresThrottle } from './postgres-throttle';
import { PostgresWorkers } from './postgres-workers';

/** Gives the ports of `grading` their Postgres implementations. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(GradingSignals) private readonly signals: PostgresSignals) {}

  static forDatabase(url: string): DynamicModule {
    const logger = new Logger('Persistence');
    const ports = [
      {
        provide: Accounts,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresAccounts(source),
      },
      {
        provide: AuditLog,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresAuditLog(source),
      },
      {
        provide: Catalog,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresCatalog(source),
      },
      {
        provide: Publications,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresPublications(source),
      },
      {
        provide: Notifications,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresNotifications(source),
      },
      {
        provide: Groups,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresGroups(source),
      },
      {
        provide: PersonalData,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresPersonalData(source),
      },
      {
        provide: Policies,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresPolicies(source),
      },
      {
        provide: RegradeRuns,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresRegradeRuns(source),
      },
      {
        provide: Reviews,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresReviews(source),
      },
      {
        provide: Submissions,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresSubmissions(source),
      },
      {
        provide: Rosters,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresRosters(source),
      },
      {
        provide: SimilarityCases,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresSimilarity(source),
      },
      {
        provide: StudentViews,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresStudentViews(source),
      },
      {
        provide: GradingJobs,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresGradingJobs(source),
      },
      {
        provide: Throttle,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresThrottle(source),
      },
      {
        provide: Workers,
        inject: [DataSource],
        useFactory: (source: DataSource) => new PostgresWorkers(source),
      },
      {
        provide: GradingSignals,
        useFactory: async () => {
          const signals = new PostgresSignals(url, (message) => logger.warn(message));
          await signals.connect();
          return signals;
        },
      },
    ];
    return {
      module: PersistenceModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url), retryAttempts: 30, retryDelay: 1_000 })],
      providers: ports,
      exports: ports.map(({ provide }) => provide),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.signals.close();
  }
}
