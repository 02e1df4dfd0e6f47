/** Debian packages: installs what is missing, as root; else says what an administrator has to install. */
import { isRoot, Trouble } from './settings.mjs';
import { run, which } from './processes.mjs';

let updated = false;

/**
 * @param {readonly string[]} packages
 * @param {(text: string) => void} update
 * @param {{ recommends?: boolean }} [options]
 */
export async function installPackages(packages, update, { recommends = false } = {}) {
  const command = `apt-get install -y ${packages.join(' ')}`;
  if (!which('apt-get')) {
    throw new Trouble(
      `${packages.join(', ')} is missing`,
      'Install it with the package manager of this system.',
    );
  }
  if (!isRoot) throw new Trouble(`${packages.join(', ')} is missing`, `Install it: sudo ${command}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const mend = `Run it by hand and see: ${command}`;
  if (!updated) {
    update('apt-get update');
    // A mirror that is half way through an update fails now and then: the install below decides.
    await run('apt-get', ['update'], { log: 'apt-update', env, mayFail: true });
    updated = true;
  }
  update(`apt-get install ${packages.join(' ')}`);
  const options = recommends ? [] : ['--no-install-recommends'];
  await run('apt-get', ['install', '-y', ...options, ...packages], {
    log: 'apt-install',
    env,
    mend,
    onLine: (line) => /^(Get:|Unpacking|Setting up)/.test(line) && update(line),
  });
}
