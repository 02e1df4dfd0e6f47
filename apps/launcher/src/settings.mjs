/** Paths and settings of the launcher. Everything is read from the environment here and nowhere else. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's root. */
export const root = resolve(import.meta.dirname, '../../..');

/** Where everything is kept that the launcher makes: databases, logs, chosen ports. */
export const dataRoot = resolve(root, process.env.ASSAY_DATA ?? '.assay');

export const logs = join(dataRoot, 'logs');

export const isRoot = process.getuid?.() === 0;

/** The port asked for, or null when any free one will do (3000 is tried first). */
export function askedPort() {
  const text = process.env.ASSAY_PORT ?? process.env.PORT;
  if (!text) return null;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Trouble(`ASSAY_PORT is "${text}", which is no port`, 'Give a number from 1 to 65535.');
  }
  return port;
}

/** A failure that the reader can mend: it is shown without a stack trace. */
export class Trouble extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} mend what to do about it
   * @param {readonly string[]} tail last lines of the log that tells more
   */
  constructor(message, mend, tail = []) {
    super(message);
    this.mend = mend;
    this.tail = tail;
  }
}

/** Refuses what can't work, before anything is installed. */
export function checkMachine() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19) || major > 22) {
    throw new Trouble(
      `Assay runs on Node 20.19 to 22, this is ${process.version}`,
      'Install Node 20 or 22 (https://nodejs.org) and start again.',
    );
  }
  if (process.platform !== 'linux') {
    throw new Trouble(
      `The launcher runs on Linux, this is ${process.platform}`,
      'Use a Linux machine or virtual machine; Debian 12 is what we test on.',
    );
  }
  if (!isRoot && existsSync(dataRoot) && statSync(dataRoot).uid !== process.getuid()) {
    throw new Trouble(
      `${dataRoot} belongs to another user`,
      'Start as the user who started it first, or set ASSAY_DATA to a folder of your own.',
    );
  }
}
