import { GradingQueue } from '#libs/grading';
import { BullModule, getQueueToken } from '@nestjs/bull';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { Queue } from 'bull';
import type { GradingMessage } from '#libs/contracts';
import { BullGradingQueue, GRADING_QUEUE } from './bull-grading-queue';
import { redisOptions } from './redis-options';

/**
 * Bull behind the GradingQueue port. Postgres decides how often a job is tried, so Bull never gives up on a stalled one:
 * it delivers again, and the claim in Postgres makes a needless delivery a no-op.
 */
@Module({})
export class GradingQueueModule {
  static forRedis(url: string, prefix: string): DynamicModule {
    const queue = BullModule.registerQueue({
      name: GRADING_QUEUE,
      redis: redisOptions(url),
      prefix,
      settings: { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 1_000 },
    });
    return {
      module: GradingQueueModule,
      imports: [queue],
      providers: [
        {
          provide: GradingQueue,
          inject: [getQueueToken(GRADING_QUEUE)],
          useFactory: (bull: Queue<GradingMessage>) => {
            const logger = new Logger('GradingQueue');
            // Without a listener a lost Redis would end the process; Bull connects again by itself.
            bull.on('error', (error) => logger.warn(`Redis: ${error.message}`));
            return new BullGradingQueue(bull);
          },
        },
      ],
      exports: [GradingQueue, queue],
    };
  }
}
