/**
 * Compares programs in a thread of its own.
 *
 * Theory of operation. The programs are students', so a parser may be led astray by them: it may take for ever, or take all
 * memory. The thread therefore has a deadline, after which it is ended wherever it hangs, and a heap that V8 bounds
 * (resourceLimits; Node manual, worker_threads). It executes nothing of what it reads, reads no file but the grammar, and
 * answers plain data. Memory of a WebAssembly grammar is bounded by WebAssembly itself and goes with the thread.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { SimilarityReport, SimilarityRequest } from './request';

export interface SimilarityLimits {
  readonly seconds: number;
  readonly memoryMiB: number;
}

const LIMITS: SimilarityLimits = { seconds: 120, memoryMiB: 1_024 };

/** The programs could not be compared within the limits. */
export class TooHardToCompare extends Error {
  override readonly name = 'TooHardToCompare';
}

/** @throws TooHardToCompare @throws Error where the thread can't be started, or has a bug. */
export async function findSimilar(
  request: SimilarityRequest,
  limits: SimilarityLimits = LIMITS,
): Promise<SimilarityReport> {
  const worker = start({
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<SimilarityReport>((resolve, reject) => {
      const late = () => reject(new TooHardToCompare(`not compared within ${String(limits.seconds)} s`));
      timer = setTimeout(late, limits.seconds * 1_000);
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TooHardToCompare(error.message) : error),
      );
      worker.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** In a build the thread is a .js file. Where the sources run untranslated (the tests), it first learns to read TypeScript. */
function start(options: WorkerOptions): Worker {
  const built = join(__dirname, 'similarity.worker.js');
  if (existsSync(built)) return new Worker(built, options);
  const source = join(__dirname, 'similarity.worker.ts');
  return new Worker(`${LEARN_TYPESCRIPT}\nrequire(${JSON.stringify(source)});`, { ...options, eval: true });
}

const LEARN_TYPESCRIPT = `
const { transformFileSync } = require('@swc/core');
require.extensions['.ts'] = (module, file) =>
  module._compile(
    transformFileSync(file, {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    }).code,
    file,
  );`;
