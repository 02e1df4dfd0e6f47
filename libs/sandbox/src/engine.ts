import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { InfrastructureError } from '#libs/grader-sdk';
import type { SandboxSettings } from './settings';

/** A client of the engine that the settings name; no connection is made yet. @throws InfrastructureError */
export function connectEngine(settings: SandboxSettings): Docker {
  const address = settings.engine;
  if (address.startsWith('unix://')) return new Docker({ socketPath: address.slice('unix://'.length) });
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['tcp:', 'http:', 'https:'].includes(url.protocol)) {
    throw new InfrastructureError(
      `DOCKER_HOST is "${address}".`,
      'Set DOCKER_HOST to unix:///path/to/docker.sock or tcp://host:port.',
    );
  }
  const folder = settings.engineCertificates;
  const secure = folder !== undefined || url.protocol === 'https:';
  return new Docker({
    host: url.hostname,
    port: url.port || (secure ? '2376' : '2375'),
    protocol: secure ? 'https' : 'http',
    ...(folder !== undefined && {
      ca: readFileSync(join(folder, 'ca.pem')),
      cert: readFileSync(join(folder, 'cert.pem')),
      key: readFileSync(join(folder, 'key.pem')),
    }),
  });
}

/** The engine's HTTP status code of a failed call, where there was an answer. */
export function statusCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** Runs an engine call; a failure becomes an InfrastructureError that says what was being done and what to do. */
export async function engineCall<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asEngineError(doing, error);
  }
}

function messageOf(error: unknown): string {
  const told = typeof error === 'object' && error !== null && 'message' in error;
  return told && typeof error.message === 'string' ? error.message : String(error);
}

export function asEngineError(doing: string, error: unknown): InfrastructureError {
  if (error instanceof InfrastructureError) return error;
  const text = messageOf(error).trim();
  return new InfrastructureError(`${doing}: ${text}`, mendFor(error, text), { cause: error });
}

function mendFor(error: unknown, text: string): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENOTFOUND'].includes(String(code))) {
    return 'Start the Docker Engine (`systemctl start docker`), or set DOCKER_HOST to where it listens.';
  }
  if (code === 'EACCES') return "Let this user use the engine's socket (group docker), or set DOCKER_HOST.";
  if (/no space left/iu.test(text)) return "Free disk space in the engine's data directory.";
  if (/unknown or invalid runtime|runtime.*not found/iu.test(text)) {
    return 'Register the runtime with the engine, or unset ASSAY_SANDBOX_RUNTIME.';
  }
  return 'See `assay doctor` and the log of the container engine.';
}

/** Treats the answers "already so" (304), "no such container" (404) and "removal in progress" (409) as done. */
export async function unlessAlreadyDone(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (![304, 404, 409].includes(statusCodeOf(error) ?? 0)) throw error;
  }
}
