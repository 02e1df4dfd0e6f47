/**
 * A container engine that answers by a script, written by hand after the reference of Docker's API 1.41 (paths, statuses
 * and bodies), and keeps what it was asked. Its containers hold a supervisor that says one thing for each step. For what
 * needs hardware that few machines have: GPUs.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface ScriptedAnswers {
  /** What a step prints. */
  readonly stdout: string;
  /** What the engine says to the start of a container with device requests; undefined: it starts. */
  readonly startError?: string;
}

const nonceBytes = 16;
const headerBytes = 24;
const type = { hello: 1, go: 6, ready: 16, stdout: 17, result: 19 };

export class ScriptedEngine {
  readonly asked: Asked[] = [];
  private readonly server: Server;
  private readonly ended = new Map<string, Promise<void>>();
  private count = 0;

  constructor(private readonly answers: ScriptedAnswers) {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => this.attach(request, socket));
  }

  listen(socketPath: string): Promise<void> {
    return new Promise((done) => this.server.listen(socketPath, done));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const path = (request.url ?? '').replace(/\?.*$/u, '');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.asked.push({ method: request.method ?? '', path, body });
    const [status, answer] = await this.reply(`${request.method ?? ''} ${path}`, body);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  private async reply(call: string, body: unknown): Promise<[number, unknown]> {
    if (call === 'GET /version') return [200, { Version: '20.10.24', ApiVersion: '1.41', Arch: 'amd64' }];
    if (call.startsWith('GET /images/')) return [200, { Id: `sha256:${'ab'.repeat(32)}` }];
    if (call === 'POST /containers/create') return [201, { Id: `container-${++this.count}`, Warnings: [] }];
    if (call.endsWith('/start')) return this.start();
    if (call.endsWith('/wait')) {
      await this.ended.get(/container-\d+/u.exec(call)?.[0] ?? '');
      return [200, { StatusCode: 0 }];
    }
    if (call.startsWith('DELETE') || call.endsWith('/kill')) return [204, undefined];
    return [404, { message: `page not found: ${call} ${JSON.stringify(body)}` }];
  }

  private start(): [number, unknown] {
    const created = this.asked.filter(({ path }) => path === '/containers/create').at(-1);
    const wantsDevice = JSON.stringify(created?.body).includes('DeviceRequests');
    const { startError } = this.answers;
    return wantsDevice && startError !== undefined ? [500, { message: startError }] : [204, undefined];
  }

  private attach(request: IncomingMessage, socket: Duplex): void {
    this.asked.push({ method: 'POST', path: (request.url ?? '').replace(/\?.*$/u, ''), body: undefined });
    const id = /container-\d+/u.exec(request.url ?? '')?.[0] ?? '';
    this.ended.set(id, new Promise((done) => socket.once('close', () => done())));
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    socket.write(
      'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
    );
    let pending = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= headerBytes) {
        const end = headerBytes + pending.readUInt32LE(nonceBytes + 4);
        if (pending.length < end) return;
        this.supervise(pending.subarray(0, end), socket);
        pending = pending.subarray(end);
      }
    });
  }

  private supervise(frame: Buffer, socket: Duplex): void {
    const say = (kind: number, payload: Buffer): void => {
      const header = Buffer.alloc(8 + headerBytes);
      header.writeUInt8(1, 0); // stdout of the container
      header.writeUInt32BE(headerBytes + payload.length, 4);
      frame.copy(header, 8, 0, nonceBytes);
      header.writeUInt32LE(kind, 8 + nonceBytes);
      header.writeUInt32LE(payload.length, 8 + nonceBytes + 4);
      socket.write(Buffer.concat([header, payload]));
    };
    const kind = frame.readUInt32LE(nonceBytes);
    if (kind === type.hello) say(type.ready, frame.subarray(headerBytes));
    if (kind === type.go) {
      say(type.stdout, Buffer.from(this.answers.stdout));
      say(type.result, Buffer.alloc(32));
    }
  }
}
