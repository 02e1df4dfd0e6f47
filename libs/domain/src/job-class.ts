/** What a worker's host has: `gpu` where it has a GPU that gradings may use, `cpu` where it takes work that needs none. */
export const WORKER_CLASSES = ['cpu', 'gpu'] as const;
export type WorkerClass = (typeof WORKER_CLASSES)[number];

/** What a job asks of its worker. `gpu-preferred` runs on a GPU while a worker has one, else on a CPU. */
export const JOB_CLASSES = ['cpu', 'gpu-preferred', 'gpu'] as const;
export type JobClass = (typeof JOB_CLASSES)[number];

/**
 * The jobs that a worker may take. `isGpuAlive`: whether any live worker has a GPU. A host with a GPU can be kept for what
 * needs it, by the class `gpu` alone; then everything else goes to others.
 */
export function jobClassesOf(worker: readonly WorkerClass[], isGpuAlive: boolean): readonly JobClass[] {
  return JOB_CLASSES.filter((job) => worker.includes(workerClassOf(job, isGpuAlive)));
}

/** The class of the workers that a job goes to. */
export function workerClassOf(job: JobClass, isGpuAlive: boolean): WorkerClass {
  switch (job) {
    case 'cpu':
      return 'cpu';
    case 'gpu':
      return 'gpu';
    case 'gpu-preferred':
      return isGpuAlive ? 'gpu' : 'cpu';
  }
}
