import type { DataSource } from 'typeorm';

interface Counts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Connections of the pool to the database, and how many requests wait for one. */
export function poolState(source: DataSource): { total: number; idle: number; waiting: number } {
  // TypeORM's PostgresDriver keeps the pool of `pg` here, but types it as `any`.
  const { totalCount, idleCount, waitingCount } = (source.driver as unknown as { master: Counts }).master;
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}
