import type { WorkerClass } from '#libs/domain';
import { Workers } from '#libs/grading';
import type { DataSource } from 'typeorm';

export class PostgresWorkers extends Workers {
  constructor(private readonly source: DataSource) {
    super();
  }

  async beat(id: string, classes: readonly WorkerClass[], slots: number, now: Date): Promise<void> {
    await this.source.query(
      `INSERT INTO workers (id, classes, slots, seen_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET classes = excluded.classes, slots = excluded.slots, seen_at = excluded.seen_at`,
      [id, classes, slots, now],
    );
    await this.source.query("DELETE FROM workers WHERE seen_at < $1::timestamptz - interval '1 day'", [now]);
  }

  async leave(id: string): Promise<void> {
    await this.source.query('DELETE FROM workers WHERE id = $1', [id]);
  }
}
