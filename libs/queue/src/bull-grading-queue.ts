import { gradingMessageSchema, type GradingMessage } from '#libs/contracts';
import { asInfrastructure } from '#libs/grader-sdk';
import { GradingQueue } from '#libs/grading';
import type { Queue } from 'bull';

export const GRADING_QUEUE = 'grading';

/** What gets no answer within this long fails; a hint is then left to the sweeper. */
const TIMEOUT_MS = 3_000;

/** The producer's side. The job's id is Bull's id too, so a hint that is given twice is one. */
export class BullGradingQueue extends GradingQueue {
  constructor(private readonly queue: Queue<GradingMessage>) {
    super();
  }

  async add(gradingJobId: string): Promise<void> {
    const message = gradingMessageSchema.parse({ gradingJobId });
    await asInfrastructure('adding to the grading queue', () =>
      withTimeout(
        this.queue.add(message, { jobId: gradingJobId, removeOnComplete: true, removeOnFail: true }),
      ),
    );
  }

  async ping(): Promise<void> {
    await asInfrastructure('asking Redis for a sign of life', () => withTimeout(this.queue.client.ping()));
  }
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis does not answer')), TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // A late failure has nobody left to tell; what was to be added the sweeper adds again.
    work.catch(() => undefined);
  }
}
