import type { AddressInfo } from 'node:net';
import { serveMetrics } from './metrics-server';
import { processRegistry, watchPool } from './process-metrics';

it('tells the state of process and pool at /metrics, and answers nothing else', async () => {
  const registry = processRegistry('api');
  watchPool(registry, () => ({ total: 5, idle: 2, waiting: 7 }));
  const server = await serveMetrics(registry, 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${String(port)}${path}`, { method, headers: { connection: 'close' } });
  const answer = await ask('/metrics');
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await answer.text();
  expect(text).toContain('assay_database_connections{state="busy",app="api"} 3');
  expect(text).toContain('assay_database_connections{state="waiting",app="api"} 7');
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/metrics', 'POST')).status).toBe(404);
  await expect(serveMetrics(registry, port, '127.0.0.1')).rejects.toThrow('EADDRINUSE');
  await new Promise((done) => server.close(done));
});
