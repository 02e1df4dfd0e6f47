import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type Docker from 'dockerode';
import { InfrastructureError } from '#libs/grader-sdk';
import { asEngineError, engineCall, statusCodeOf } from './engine';
import { followEngine, type OnProgress } from './follow-engine';

/** A Debian base that was made on this machine out of Debian's packages, for want of a registry. */
const bootstrappedBase = 'assay/base:bookworm';
const pullIdleMs = 15_000;

/**
 * The name of a Debian base image that is present: the wanted one, or one that was bootstrapped before; else the
 * wanted one is pulled, and where no registry answers, a base is bootstrapped. @throws InfrastructureError
 */
export async function ensureBaseImage(
  engine: Docker,
  wanted: string,
  onProgress: OnProgress,
): Promise<string> {
  for (const name of [wanted, bootstrappedBase]) if (await isPresent(engine, name)) return name;
  try {
    onProgress(`Pulling ${wanted}.`);
    await pull(engine, wanted, onProgress);
    return wanted;
  } catch (error) {
    onProgress(`No registry gave ${wanted} (${error instanceof Error ? error.message : String(error)}).`);
  }
  onProgress("Making a base image out of Debian's packages; this takes a minute or two.");
  await bootstrap(engine, onProgress);
  return bootstrappedBase;
}

async function isPresent(engine: Docker, name: string): Promise<boolean> {
  return engineCall('Looking for a base image', async () => {
    try {
      await engine.getImage(name).inspect();
      return true;
    } catch (error) {
      if (statusCodeOf(error) === 404) return false;
      throw error;
    }
  });
}

async function pull(engine: Docker, name: string, onProgress: OnProgress): Promise<void> {
  const doing = `Pulling ${name}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error('no answer')), pullIdleMs);
  const stream = await engineCall(doing, () => engine.pull(name, { abortSignal: abort.signal })).finally(() =>
    clearTimeout(timer),
  );
  await followEngine(doing, stream, onProgress, pullIdleMs);
}

/** mmdebstrap writes a tar of a minimal Debian to its output, which goes straight into the engine. */
async function bootstrap(engine: Docker, onProgress: OnProgress): Promise<void> {
  await installBootstrapper(onProgress);
  const doing = 'Making the base image';
  const maker = spawn('mmdebstrap', ['--quiet', '--variant=minbase', 'bookworm', '-'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(maker, 'close') as Promise<[number | null]>;
  let complaints = '';
  maker.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-2000)));
  try {
    // Name and tag in one: Podman does not look at the parameter `tag`.
    const stream = await engine.importImage(maker.stdout, { repo: bootstrappedBase });
    await followEngine(doing, stream, onProgress);
    const [code] = await exited;
    if (code !== 0) {
      await engine.getImage(bootstrappedBase).remove();
      throw new Error(`mmdebstrap ended with ${String(code)}: ${complaints.trim()}`);
    }
  } catch (error) {
    maker.kill();
    throw asEngineError(doing, error);
  }
}

async function installBootstrapper(onProgress: OnProgress): Promise<void> {
  if (existsSync('/usr/bin/mmdebstrap')) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    onProgress('Installing mmdebstrap.');
    for (const command of [['update'], ['install', '-y', '--no-install-recommends', 'mmdebstrap']]) {
      const apt = spawn('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', ...command], {
        stdio: 'ignore',
      });
      await once(apt, 'close');
    }
    if (existsSync('/usr/bin/mmdebstrap')) return;
  }
  throw new InfrastructureError(
    'There is neither a registry to pull a base image from nor mmdebstrap to make one.',
    'Run `apt-get install mmdebstrap`, or make a Debian 12 image and set ASSAY_SANDBOX_BASE_IMAGE to its name.',
  );
}
