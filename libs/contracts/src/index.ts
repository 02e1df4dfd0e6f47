export * from './audit';
export * from './events';
export * from './evidence';
export * from './http';
export * from './manifest';
export * from './problem-details';
export * from './receipt';
export * from './report';
