import { WORKER_CLASSES } from '#libs/domain';
import { GradingQueue } from '#libs/grading';
import { BullModule, getQueueToken } from '@nestjs/bull';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { Queue } from 'bull';
import type { GradingMessage } from '#libs/contracts';
import { BullGradingQueue, GRADING_QUEUES } from './bull-grading-queue';
import { redisOptions } from './redis-options';

/**
 * Bull behind the GradingQueue port. Postgres decides how often a job is tried, so Bull never gives up on a stalled one:
 * it delivers again, and the claim in Postgres makes a needless delivery a no-op.
 */
@Module({})
export class GradingQueueModule {
  static forRedis(url: string, prefix: string): DynamicModule {
    const queues = BullModule.registerQueue(
      ...WORKER_CLASSES.map((workerClass) => ({
        name: GRADING_QUEUES[workerClass],
        redis: redisOptions(url),
        prefix,
        settings: { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 1_000 },
      })),
    );
    return {
      module: GradingQueueModule,
      imports: [queues],
      providers: [
        {
          provide: GradingQueue,
          inject: [getQueueToken(GRADING_QUEUES.cpu), getQueueToken(GRADING_QUEUES.gpu)],
          useFactory: (cpu: Queue<GradingMessage>, gpu: Queue<GradingMessage>) => {
            const logger = new Logger('GradingQueue');
            // Without a listener a lost Redis would end the process; Bull connects again by itself.
            for (const bull of [cpu, gpu])
              bull.on('error', (error) => logger.warn(`Redis: ${error.message}`));
            return new BullGradingQueue({ cpu, gpu });
          },
        },
      ],
      exports: [GradingQueue, queues],
    };
  }
}
