/**
 * `node engine-proxy.mjs <socket> <engine's socket>`: passes every connection on, byte for byte, until it is killed. For
 * tests that take the container engine away from a worker: all its connections break at once and new ones are refused, as
 * when the engine dies, while the engine itself, which others use too, goes on.
 */
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';

const [, , socket, engine] = process.argv;

rmSync(socket, { force: true });
// Half-open: the engine sends an attached container's output after the end of its input.
createServer({ allowHalfOpen: true }, (client) => {
  const server = connect({ path: engine, allowHalfOpen: true });
  client.pipe(server);
  server.pipe(client);
  client.on('error', () => server.destroy());
  server.on('error', () => client.destroy());
  // Where one side is gone for good (not only at its end), the other must notice.
  client.on('close', () => server.destroy());
  server.on('close', () => client.destroy());
}).listen(socket, () => process.stdout.write('{}\n'));
