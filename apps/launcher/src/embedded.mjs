/** What the embedded servers have in common: their password, their ports, and the user that they run as. */
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { isRoot } from './settings.mjs';

/** Debian's `nobody`, in every Debian's /etc/passwd. */
const NOBODY = 65534;

/** Who a server runs as when we are root: the owner of its folder, where a user made that before; else `nobody`. */
function serverUser(folder) {
  const { uid, gid } = existsSync(folder) ? statSync(folder) : { uid: 0, gid: 0 };
  return uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid };
}

/** A folder of the server's own. */
export function ownFolder(path) {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  if (!isRoot) return;
  const { uid, gid } = serverUser(path);
  chownSync(path, uid, gid);
}

/** Writes a file that only the server of this folder reads. */
export function ownFile(path, text, folder) {
  writeFileSync(path, text, { mode: 0o600 });
  if (!isRoot) return;
  const { uid, gid } = serverUser(folder);
  chownSync(path, uid, gid);
}

function othersMayEnter(path) {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Options of setpriv(1) to run as an unprivileged user: PostgreSQL refuses to run as root, and nothing else needs to.
 * When the folders lie under one that only root may enter (/root, typically), the process keeps the two capabilities
 * that pass through it, and no other.
 * @param {string} own the server's own folder
 * @param {string} program
 */
export function unprivileged(own, program) {
  if (!isRoot) return [];
  const { uid, gid } = serverUser(own);
  const user = ['--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups'];
  const folders = [own, program];
  // The folder itself is the server's own: its parents count.
  if (folders.every((folder) => othersMayEnter(dirname(folder)))) return user;
  const capabilities = '+dac_override,+dac_read_search';
  // access(2) drops them for a user that isn't root, and initdb asks access(2), unless told not to.
  const bits = ['--securebits', '+no_setuid_fixup'];
  return [...user, ...bits, '--inh-caps', capabilities, '--ambient-caps', capabilities];
}

function canListen(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const chosen = probe.address().port;
      probe.close(() => resolve(chosen));
    });
  });
}

/** The port wanted when it is free on this machine, else any free one. */
export async function freePort(wanted) {
  return (wanted ? await canListen(wanted) : null) ?? (await canListen(0));
}

/**
 * Secrets and ports, kept in `<dir>/services.json` so that addresses stay the same from start to start. The servers
 * listen on 127.0.0.1 only, but other users of the machine can reach that: hence a password.
 */
export class Kept {
  #path;
  #values;

  constructor(dir) {
    mkdirSync(dir, { recursive: true });
    this.#path = join(dir, 'services.json');
    this.#values = existsSync(this.#path) ? JSON.parse(readFileSync(this.#path, 'utf8')) : {};
    this.#values.password ??= randomBytes(18).toString('base64url');
    this.#values.gradingSecret ??= randomBytes(32).toString('base64url');
    this.#save();
  }

  get password() {
    return this.#values.password;
  }

  /** Keys the hidden inputs of graders: another one would make regrades see other inputs. */
  get gradingSecret() {
    return this.#values.gradingSecret;
  }

  /** Whether the course was loaded once. */
  get hasCourse() {
    return this.#values.hasCourse === true;
  }

  rememberCourse() {
    this.#values.hasCourse = true;
    this.#save();
  }

  /** The port of before, or the usual one, when it is free. */
  async port(name, usual) {
    this.#values[name] = await freePort(this.#values[name] ?? usual);
    this.#save();
    return this.#values[name];
  }

  #save() {
    writeFileSync(this.#path, `${JSON.stringify(this.#values, null, 2)}\n`, { mode: 0o600 });
  }
}
