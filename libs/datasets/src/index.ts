export * from './known-datasets';
export * from './local-datasets';
