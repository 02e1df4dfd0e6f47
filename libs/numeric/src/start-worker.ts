import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts `<folder>/<name>` as a worker thread. In a build that is a .js file. Where the sources run untranslated
 * (the tests), a thread would not know TypeScript, so it first learns to read it with the tests' own translator.
 */
export function startWorker(folder: string, name: string, options: WorkerOptions): Worker {
  const built = join(folder, `${name}.js`);
  if (existsSync(built)) return new Worker(built, options);
  const source = join(folder, `${name}.ts`);
  return new Worker(`${LEARN_TYPESCRIPT}\nrequire(${JSON.stringify(source)});`, { ...options, eval: true });
}

const LEARN_TYPESCRIPT = `
const { transformFileSync } = require('@swc/core');
require.extensions['.ts'] = (module, file) =>
  module._compile(
    transformFileSync(file, {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }).code,
    file,
  );`;
