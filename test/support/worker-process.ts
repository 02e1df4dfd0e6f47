/** Workers in processes of their own, for tests that kill them. They run what was built: `npm run build` first. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Platform } from './platform';

/** Tests and benches run in the repository's root. */
const ROOT = resolve();

export function startWorkerProcess(
  platform: Pick<Platform, 'workerEnv'>,
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const { DOCKER_HOST, ...inherited } = process.env;
  return spawn(process.execPath, [join(ROOT, 'dist/apps/worker/src/main.js')], {
    cwd: ROOT,
    env: { ...inherited, ...(DOCKER_HOST && { DOCKER_HOST }), ...platform.workerEnv, ...env },
    stdio: 'ignore',
  });
}

/** Resolves when it has ended. */
export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
}

/** Ids of this platform's containers, in whatever state. */
export function containersOf(platform: Pick<Platform, 'workerEnv'>): string[] {
  const filter = `label=assay.platform=${platform.workerEnv['ASSAY_PLATFORM'] ?? ''}`;
  return execFileSync('docker', ['ps', '-aq', '--filter', filter], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}
