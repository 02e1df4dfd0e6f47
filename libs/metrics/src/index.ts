export * from './metrics-server';
export * from './process-metrics';
