export * from './evidence';
export * from './grading-job';
export * from './grading-queue';
export * from './role';
export * from './score';
export * from './submission-shape';
export * from './test-case';
export * from './verdict';
