export * from './grader';
export * from './infrastructure-error';
export * from './sandbox';
