export * from './grader';
export * from './infrastructure-error';
export * from './line-frame-reader';
export * from './sandbox';
export * from './stand-ins';
