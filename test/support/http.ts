import {
  gradingEventSchema,
  submissionSchema,
  type GradingEvent,
  type SubmissionView,
} from '#libs/contracts';
import { isFinal } from '#libs/domain';
import type { Account } from './platform';

/** A browser's or script's view of the api: keeps the session cookie, never throws for a status. */
export class ApiClient {
  private cookie: string | null = null;

  constructor(
    private readonly base: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  static async signedIn(base: string, { email, password }: Account): Promise<ApiClient> {
    const client = new ApiClient(base);
    const { status } = await client.post('/api/session', { email, password });
    if (status !== 201) throw new Error(`${email} can't sign in: ${String(status)}`);
    return client;
  }

  /** The cookie as it is sent, to be kept or stolen. */
  sessionCookie(): string {
    return this.cookie ?? '';
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    if (body instanceof FormData) return this.send('POST', path, body, headers);
    return this.send('POST', path, body === undefined ? undefined : JSON.stringify(body), {
      'content-type': 'application/json',
      ...headers,
    });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path);
  }

  async send(
    method: string,
    path: string,
    body?: string | FormData,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(this.base + path, {
      method,
      headers: { ...this.headers, ...(this.cookie !== null && { cookie: this.cookie }), ...headers },
      ...(body !== undefined && { body }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? null;
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : null) as Record<string, unknown>,
    };
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null where the answer isn't JSON. */
  readonly json: Record<string, unknown>;
}

/** A form with one file, as the portal sends it. */
export function fileForm(name: string, content: string | Uint8Array): FormData {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  return form;
}

/** Asks again and again until the submission is in a final state; answers the last view. */
export async function untilFinal(client: ApiClient, id: string, seconds = 60): Promise<SubmissionView> {
  return until(client, id, ({ job }) => isFinal(job.state), seconds);
}

/** @throws Error with the last view when `holds` stays false for too long. */
export async function until(
  client: ApiClient,
  id: string,
  holds: (view: SubmissionView) => boolean,
  seconds = 60,
): Promise<SubmissionView> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const view = submissionSchema.parse((await client.get(`/api/submissions/${id}`)).json);
    if (holds(view)) return view;
    if (Date.now() > deadline)
      throw new Error(`still ${JSON.stringify(view.job)} after ${String(seconds)} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The Server-Sent Events of a submission, to their end. */
export function parseEvents(text: string): { snapshot: unknown; events: GradingEvent[] } {
  const data = (block: string) => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as unknown;
  const blocks = text.split('\n\n').filter((block) => block.includes('data: '));
  return {
    snapshot: data(blocks.find((block) => block.startsWith('event: snapshot')) ?? ''),
    events: blocks
      .filter((block) => block.startsWith('id: '))
      .map((block) => gradingEventSchema.parse(data(block))),
  };
}
