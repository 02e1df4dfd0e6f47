import { resolve } from 'node:path';
import { graders } from '#graders';
import { LocalDatasets } from '#libs/datasets';
import {
  Catalog,
  Clock,
  GraderRegistry,
  GradingJobs,
  GradingQueue,
  Publications,
  RunGradingJob,
  RunPublication,
  Submissions,
  SweepGradingJobs,
  SystemClock,
  type GradingEnd,
  type Lease,
} from '#libs/grading';
import { addToLogContext } from '#libs/logging';
import { isUnreachable, PersistenceModule } from '#libs/persistence';
import { GradingQueueModule } from '#libs/queue';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { GradingProcessor } from './grading.processor';
import { GpuCheck } from './gpu-check';
import { Heart } from './heart';
import { HealthController } from './operations/health.controller';
import { MetricsController, WorkerMetrics } from './operations/worker-metrics';
import { Publisher } from './publisher';
import { SETTINGS, type Settings } from './settings';
import { Sweeper } from './sweeper';

@Module({})
export class WorkerModule implements OnApplicationShutdown {
  constructor(private readonly sandbox: DockerSandbox) {}

  static with(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PersistenceModule.forDatabase(settings.databaseUrl),
        GradingQueueModule.forRedis(settings.redisUrl, settings.queuePrefix),
      ],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: SETTINGS, useValue: settings },
        WorkerMetrics,
        { provide: Clock, useClass: SystemClock },
        {
          provide: DockerSandbox,
          useFactory: () => new DockerSandbox(sandboxSettingsFromEnv(process.env, resolve('sandbox-images'))),
        },
        {
          provide: RunGradingJob,
          inject: [Catalog, Submissions, GradingJobs, DockerSandbox, Clock, WorkerMetrics],
          useFactory: (
            catalog: Catalog,
            submissions: Submissions,
            jobs: GradingJobs,
            sandbox: DockerSandbox,
            clock: Clock,
            metrics: WorkerMetrics,
          ) => {
            const logger = new Logger('RunGradingJob');
            const datasets = new LocalDatasets(settings.datasets);
            const tools = {
              classes: settings.classes,
              sandbox,
              datasets,
              secret: settings.gradingSecret,
              warn: (message: string) => logger.warn(message),
              onClaim: ({ jobId, submissionId }: Lease) => {
                addToLogContext({ jobId, submissionId });
                logger.log('grading begins');
              },
              onEnd: (end: GradingEnd) => metrics.count(end),
              isOutage: isUnreachable,
            };
            return new RunGradingJob(catalog, submissions, jobs, new GraderRegistry(graders), tools, clock);
          },
        },
        {
          provide: RunPublication,
          inject: [Publications, Catalog, DockerSandbox, Clock],
          useFactory: (
            publications: Publications,
            catalog: Catalog,
            sandbox: DockerSandbox,
            clock: Clock,
          ) => {
            const datasets = new LocalDatasets(settings.datasets);
            const tools = { sandbox, datasets, clock, secret: settings.gradingSecret };
            return new RunPublication(publications, catalog, new GraderRegistry(graders), tools, clock);
          },
        },
        {
          provide: SweepGradingJobs,
          inject: [GradingJobs, GradingQueue, Clock],
          useFactory: (...ports: ConstructorParameters<typeof SweepGradingJobs>) =>
            new SweepGradingJobs(...ports),
        },
        GpuCheck,
        GradingProcessor,
        Heart,
        Publisher,
        Sweeper,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sandbox.close();
  }
}
