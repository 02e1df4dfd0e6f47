/** The HTTP API as any client sees it (OpenAPI at /api/docs). */

/** An answer that is no success, in the words of its problem+json. */
export class Refused extends Error {
  constructor(status, { title = '', detail = '', code = '' } = {}) {
    super(detail || title || `HTTP ${status}`);
    this.status = status;
    this.code = code;
  }
}

export class ApiClient {
  #base;
  #cookie = '';

  /** @param {string} base for example http://127.0.0.1:3000 */
  constructor(base) {
    this.#base = base;
  }

  async #call(path, options = {}) {
    const response = await fetch(`${this.#base}/api${path}`, {
      ...options,
      headers: { ...options.headers, cookie: this.#cookie, origin: this.#base },
    });
    if (response.ok) return response;
    const body = await response.text();
    const isProblem = response.headers.get('content-type')?.includes('problem+json');
    throw new Refused(response.status, isProblem ? JSON.parse(body) : { detail: body.slice(0, 200) });
  }

  async get(path) {
    return (await this.#call(path)).json();
  }

  async signIn(email, password) {
    const response = await this.#call('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    return response.json();
  }

  /**
   * @param {string} problem `<course>/<assignment>/<problem>` as paths of the API name them
   * @param {{ answers: Record<string, string> } | { files: Map<string, Buffer> }} work
   */
  async submit(path, work, idempotencyKey) {
    const headers = { 'idempotency-key': idempotencyKey };
    if ('answers' in work) {
      const body = JSON.stringify(work);
      headers['content-type'] = 'application/json';
      return (await this.#call(path, { method: 'POST', headers, body })).json();
    }
    const body = new FormData();
    for (const [name, bytes] of work.files) body.append('files', new Blob([bytes]), name);
    return (await this.#call(path, { method: 'POST', headers, body })).json();
  }

  /**
   * The live feed (Server-Sent Events), until it ends.
   * @returns {AsyncGenerator<{ event: string, data: unknown }>}
   */
  async *events(submissionId, signal) {
    const response = await this.#call(`/submissions/${submissionId}/events`, {
      headers: { accept: 'text/event-stream' },
      signal,
    });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name) =>
          block
            .split(/\r?\n/)
            .filter((line) => line.startsWith(`${name}:`))
            .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
            .join('\n');
        const data = field('data');
        if (data) yield { event: field('event') || 'message', data: JSON.parse(data) };
      }
    }
  }
}
