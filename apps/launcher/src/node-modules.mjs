/**
 * node_modules as the lockfile says. npm keeps a list of what it installed (node_modules/.package-lock.json); comparing
 * it with package-lock.json tells in milliseconds whether `npm ci` is needed, also after a `git pull`.
 */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { root, Trouble } from './settings.mjs';

function packagesIn(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** True when every package of the lockfile is installed in its version; optional ones may be absent. */
export function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  const fits = ([path, { version, optional, devOptional }]) =>
    path === '' || (installed[path] ? installed[path].version === version : Boolean(optional ?? devOptional));
  return Object.entries(wanted).every(fits) && Object.keys(installed).every((path) => path in wanted);
}

export async function installNodeModules(update) {
  if (isInstalled()) return;
  const folder = join(root, 'node_modules');
  if (existsSync(folder) && lstatSync(folder).isSymbolicLink()) {
    // npm ci would empty the folder that the link leads to, under the feet of whoever shares it.
    throw new Trouble(
      'node_modules is a link, and what it leads to is not what package-lock.json says',
      'Run npm ci where the link leads to, or remove the link.',
    );
  }
  update('npm ci, some minutes on a slow line');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    log: 'npm-ci',
    mend: 'Look whether the npm registry can be reached: npm ping',
    onLine: (line) => update(line),
  });
}
