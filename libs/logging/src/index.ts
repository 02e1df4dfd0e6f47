export * from './log-context';
export * from './platform-logger';
