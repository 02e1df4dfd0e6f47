import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Who started a container: host boot, pid namespace, process id and its start time, so that another process on the
 * same host can tell whether the starter still lives. Off Linux it is random, and only age tells.
 */
export function bootId(): string {
  const place = placeOf();
  const started = startTimeOf(process.pid);
  if (place === undefined || started === undefined) return `elsewhere-${randomBytes(8).toString('hex')}`;
  return `${place}-${process.pid}-${started}`;
}

/** Whether the process that `boot` names lives; undefined where that can't be seen from here. */
export function isAlive(boot: string): boolean | undefined {
  const match = /^(?<place>.+)-(?<pid>\d+)-(?<started>\d+)$/u.exec(boot)?.groups;
  if (!match || match['place'] !== placeOf()) return undefined;
  return startTimeOf(Number(match['pid'])) === match['started'];
}

function placeOf(): string | undefined {
  try {
    const host = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    const namespace = /\d+/u.exec(readlinkSync('/proc/self/ns/pid'))?.[0];
    return namespace && `${host}-${namespace}`;
  } catch {
    return undefined;
  }
}

/** Clock ticks since the host booted: field 22 of /proc/pid/stat, counted after the name, which may hold anything. */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
