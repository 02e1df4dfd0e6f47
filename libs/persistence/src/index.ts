export * from './argon2-password-hasher';
export { migrate, openDatabase, type Database } from './data-source';
export * from './persistence.module';
export * from './postgres-accounts';
export * from './postgres-catalog';
export * from './postgres-grading-jobs';
export * from './postgres-signals';
export * from './postgres-submissions';
export * from './postgres-throttle';
