/** One launcher at a time for a data folder: two would fight about the same database files. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './processes.mjs';
import { Trouble } from './settings.mjs';

/** A process id can be given again after a restart of the machine: the command line tells whether it is a launcher. */
function isLauncher(pid) {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/launcher/');
  } catch {
    return false;
  }
}

/**
 * @param {string} folder the data folder
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 * @throws {Trouble} when another launcher holds it
 */
export function holdLock(folder, shutdown) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'launcher.pid');
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : null;
  if (holder && holder !== process.pid && isLauncher(holder)) {
    throw new Trouble(
      `Assay is running here already (process ${holder})`,
      'Use that one, or stop it first; ASSAY_DATA=<another folder> starts a second one beside it.',
    );
  }
  writeFileSync(path, `${process.pid}\n`);
  shutdown.add('lock', () => rmSync(path, { force: true }));
}
