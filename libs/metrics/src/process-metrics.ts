import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** A registry with what every process tells: CPU, memory, garbage collection, lag of the event loop. */
export function processRegistry(app: 'api' | 'worker'): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Connections of a pool to the database. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}

/** Tells a pool's state as it is when it is asked. */
export function watchPool(registry: Registry, state: () => PoolState): void {
  new Gauge({
    name: 'assay_database_connections',
    help: 'Connections of the pool to PostgreSQL, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = state();
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
}
