export * from './grader';
export * from './infrastructure-error';
export * from './sandbox';
export * from './stand-ins';
