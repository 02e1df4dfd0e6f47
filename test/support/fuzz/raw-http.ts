import { connect } from 'node:net';

export interface RawAnswer {
  /** 0: the server closed the connection without an answer. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface RawRequest {
  readonly method: string;
  /** As it goes over the wire, already percent-encoded or deliberately not. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends bytes as they are: clients such as fetch refuse to send most of what an attacker sends. A stream of events is left
 * after its head.
 * @throws Error when no answer comes in time
 */
export function sendRaw(port: number, request: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    let received = 0;
    socket.setTimeout(TIMEOUT_MS, () => {
      reject(new Error('no answer in time'));
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < 4_096 && Buffer.concat(chunks).includes('text/event-stream')) socket.destroy();
    });
    // A server that has answered may close while the rest of a large body is still on its way.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(parse(Buffer.concat(chunks))));
    socket.write(bytesOf(request));
  });
}

function bytesOf({ method, target, headers, body }: RawRequest): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

function parse(bytes: Buffer): RawAnswer {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    contentType: /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? '',
    body: end < 0 ? '' : text.slice(end + 4),
  };
}

/** For a log: what was sent, shortened. */
export function describe({ method, target, headers, body }: RawRequest): string {
  const shown = headers.map(([name, value]) => `${name}: ${value.slice(0, 80)}`).join('; ');
  return `${method} ${target.slice(0, 300)} [${JSON.stringify(shown)}] ${JSON.stringify(body.subarray(0, 300).toString('utf8'))}`;
}
