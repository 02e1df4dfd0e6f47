export * from './bull-grading-queue';
export * from './grading-queue.module';
export * from './in-memory-grading-queue';
export * from './redis-options';
