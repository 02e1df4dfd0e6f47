#!/usr/bin/env node
/** The `assay` command. Plain JavaScript: it builds the rest when that has not been done yet. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const main = join(root, 'dist/apps/cli/src/main.js');

if (!existsSync(join(root, 'node_modules'))) {
  console.error(
    'The dependencies are not installed yet. Run `npm ci` (or `npm start`, which does it) first.',
  );
  process.exit(3);
}
if (!existsSync(main)) {
  const { build } = await import('../launcher/src/build.mjs');
  await build((text) => process.stderr.write(`building: ${text}\n`));
}
await import(pathToFileURL(main).href);
