import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line says that is written while one thing is being done. */
export interface LogContext {
  readonly requestId?: string;
  readonly userId?: string;
  /** Of staff who look as that user. */
  readonly viewerId?: string;
  readonly submissionId?: string;
  readonly jobId?: string;
}

const storage = new AsyncLocalStorage<{ context: LogContext }>();

/** Everything that `work` logs, however deep or late, carries this context. */
export function withLogContext<T>(context: LogContext, work: () => T): T {
  return storage.run({ context }, work);
}

/** Adds what became known in the meantime; does nothing outside `withLogContext`. */
export function addToLogContext(more: LogContext): void {
  const store = storage.getStore();
  if (store) store.context = { ...store.context, ...more };
}

export function logContext(): LogContext {
  return storage.getStore()?.context ?? {};
}
