import { gradingMessageSchema, type GradingMessage } from '#libs/contracts';
import { asInfrastructure } from '#libs/grader-sdk';
import type { JobClass, WorkerClass } from '#libs/domain';
import { GradingQueue, type DueJob } from '#libs/grading';
import type { Queue } from 'bull';

/** One for each class of workers. */
export const GRADING_QUEUES = {
  cpu: 'grading',
  gpu: 'grading-gpu',
} as const satisfies Record<WorkerClass, string>;

/** Those who may take a job; what prefers a GPU is told to both, and the claim decides who has it. */
const HINTED = {
  cpu: ['cpu'],
  'gpu-preferred': ['gpu', 'cpu'],
  gpu: ['gpu'],
} as const satisfies Record<JobClass, readonly WorkerClass[]>;

/** What gets no answer within this long fails; a hint is then left to the sweeper. */
const TIMEOUT_MS = 3_000;

/** The producer's side. The job's id is Bull's id too, so a hint that is given twice is one. */
export class BullGradingQueue extends GradingQueue {
  constructor(private readonly queues: Readonly<Record<WorkerClass, Queue<GradingMessage>>>) {
    super();
  }

  async add({ id, jobClass }: DueJob): Promise<void> {
    const message = gradingMessageSchema.parse({ gradingJobId: id });
    const options = { jobId: id, removeOnComplete: true, removeOnFail: true };
    const add = (to: WorkerClass) => this.queues[to].add(message, options);
    await asInfrastructure('adding to the grading queue', () =>
      withTimeout(Promise.all(HINTED[jobClass].map(add))),
    );
  }

  async ping(): Promise<void> {
    await asInfrastructure('asking Redis for a sign of life', () =>
      withTimeout(this.queues.cpu.client.ping()),
    );
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
