import { GradingSignals } from '#libs/grading';
import { Client } from 'pg';
import { NEWS_CHANNEL } from './grading-events';

const RECONNECT_MS = 1_000;

/** LISTENs on a connection of its own, and connects again when it is lost. Readers also look by themselves now and then. */
export class PostgresSignals extends GradingSignals {
  private readonly listeners = new Map<string, Set<() => void>>();
  private client: Client | null = null;
  private closed = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(
    private readonly url: string,
    private readonly warn: (message: string) => void,
  ) {
    super();
  }

  async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'assay-signals',
      keepAlive: true,
    });
    client.on('error', (error) => this.reconnect(client, error));
    client.on('end', () => this.reconnect(client, new Error('connection ended')));
    client.on('notification', ({ payload }) =>
      this.listeners.get(payload ?? '')?.forEach((onNews) => onNews()),
    );
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${NEWS_CHANNEL}`);
    } catch (error) {
      this.reconnect(client, error);
    }
  }

  subscribe(jobId: string, onNews: () => void): () => void {
    const listeners = this.listeners.get(jobId) ?? new Set();
    this.listeners.set(jobId, listeners.add(onNews));
    return () => {
      listeners.delete(onNews);
      if (listeners.size === 0) this.listeners.delete(jobId);
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private reconnect(failed: Client, error: unknown): void {
    if (this.closed || this.client !== failed) return;
    this.client = null;
    this.warn(`lost the connection for live news, connecting again: ${String(error)}`);
    failed.end().catch(() => undefined);
    this.retry = setTimeout(() => void this.connect(), RECONNECT_MS);
  }
}
