export * from './array-frame';
export * from './backend';
export * from './evaluator';
export { NO_PREDICTION } from './forward';
export * from './idx';
export * from './matrix';
export * from './mnist-data';
export * from './network';
export * from './reference-gradients';
