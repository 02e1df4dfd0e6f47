import { Throttle, type Limit } from '#libs/grading';
import type { DataSource } from 'typeorm';

/**
 * The generic cell rate algorithm (ITU-T I.371, in the form of a virtual schedule): one instant a key says all. Each `take`
 * moves it on by the limit's interval; it may run ahead of the clock by the burst, no further. One statement under the row's
 * lock, so that any number of processes share the count.
 */
export class PostgresThrottle extends Throttle {
  constructor(private readonly source: DataSource) {
    super();
  }

  async take(limit: Limit, key: string, now: Date): Promise<number> {
    const parameters = [rowKey(limit, key), now, limit.everySeconds, limit.burst];
    const taken = await this.source.query<unknown[]>(
      `INSERT INTO throttles AS throttle (key, free_at) VALUES ($1, $2::timestamptz + make_interval(secs => $3))
       ON CONFLICT (key) DO UPDATE SET free_at = greatest(throttle.free_at, $2) + make_interval(secs => $3)
         WHERE greatest(throttle.free_at, $2) + make_interval(secs => $3) <= $2 + make_interval(secs => $3 * $4)
       RETURNING key`,
      parameters,
    );
    if (taken.length > 0) return 0;
    const [row] = await this.source.query<{ seconds: number }[]>(
      `SELECT ceil(extract(epoch FROM free_at - $2) - $3::double precision * ($4 - 1))::integer AS seconds
         FROM throttles WHERE key = $1`,
      parameters,
    );
    return Math.max(1, row?.seconds ?? 1);
  }

  async giveBack(limit: Limit, key: string): Promise<void> {
    await this.source.query(
      'UPDATE throttles SET free_at = free_at - make_interval(secs => $2) WHERE key = $1',
      [rowKey(limit, key), limit.everySeconds],
    );
  }

  async reset(limit: Limit, key: string): Promise<void> {
    await this.source.query('DELETE FROM throttles WHERE key = $1', [rowKey(limit, key)]);
  }

  async sweep(now: Date): Promise<void> {
    await this.source.query('DELETE FROM throttles WHERE free_at < $1', [now]);
  }
}

function rowKey(limit: Limit, key: string): string {
  return `${limit.name}:${key}`;
}
