/**
 * Child processes of the launcher.
 *
 * Two kinds: commands that end by themselves (`run`) and servers that are kept (`startServer`). Servers get a process
 * group of their own, so that Ctrl-C reaches only the launcher, which then stops them in order; and a parent-death
 * signal (setpriv(1), prctl(2) PR_SET_PDEATHSIG), so that they go down in an orderly way even when the launcher is
 * killed by SIGKILL and can't do anything any more.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logs, root, Trouble } from './settings.mjs';

const TAIL_LINES = 25;

/** Commands under way, ended by the shutdown. @type {Set<import('node:child_process').ChildProcess>} */
const underWay = new Set();
let isEnding = false;

/** Ends the commands under way; none is started from now on. */
export function endCommands() {
  isEnding = true;
  for (const child of underWay) child.kill('SIGTERM');
}

/** Full path of a program, or null. The folders of system programs count even where PATH lacks them. */
export function which(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

/** Opens a fresh log; the one before is kept as `<name>.log.1`. */
export function openLog(name) {
  mkdirSync(logs, { recursive: true });
  const path = join(logs, `${name}.log`);
  if (existsSync(path)) renameSync(path, `${path}.1`);
  return { path, fd: openSync(path, 'a') };
}

/** Last lines of a log file. */
export function tailOf(path, lines = TAIL_LINES) {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines);
}

/**
 * Runs a command to its end; its output goes to `.assay/logs/<log>.log`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ log: string, mend?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, mayFail?: boolean }} options
 * @returns {Promise<{ status: number, output: string[], log: string }>} with the last lines of the output
 * @throws {Trouble} with the last lines, unless it may fail
 */
export function run(command, args, { log, mend = '', env = {}, onLine, mayFail = false }) {
  if (isEnding) return Promise.reject(new Trouble('Stopping', ''));
  const { path, fd } = openLog(log);
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  underWay.add(child);
  const tail = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      writeSync(fd, text);
      const lines = (rest + text).split(/[\r\n]+/);
      rest = lines.pop() ?? '';
      for (const line of lines.filter(Boolean)) {
        tail.push(line);
        if (tail.length > TAIL_LINES) tail.shift();
        onLine?.(line);
      }
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Trouble(`${command} could not be run: ${error.message}`, mend)));
    child.on('close', (code) => {
      underWay.delete(child);
      closeSync(fd);
      const status = code ?? 1;
      if (status === 0 || mayFail) resolve({ status, output: tail, log: path });
      else reject(new Trouble(`${command} failed (status ${status})`, mend || `All of it: ${path}`, tail));
    });
  });
}

/**
 * Starts a server and keeps it.
 * @param {{ name: string, command: string, args: readonly string[], env?: NodeJS.ProcessEnv, deathSignal?: 'INT' | 'TERM',
 *   setpriv?: readonly string[], log?: { path: string, fd: number } }} what `setpriv` has further options of setpriv(1)
 */
export function startServer({ name, command, args, env, deathSignal = 'TERM', setpriv = [], log }) {
  const { path, fd } = log ?? openLog(name);
  const guard = which('setpriv');
  const words = guard
    ? [guard, '--pdeathsig', deathSignal, ...setpriv, command, ...args]
    : [command, ...args];
  const child = spawn(words[0], words.slice(1), {
    cwd: root,
    detached: true,
    env: env ?? process.env,
    stdio: ['ignore', fd, fd],
  });
  if (!log) closeSync(fd);
  let running = true;
  const exited = new Promise((resolve) => {
    child.on('error', (error) => resolve(`could not be run: ${error.message}`));
    child.on('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with status ${code}`));
  }).then((how) => {
    running = false;
    return how;
  });
  return {
    name,
    pid: child.pid,
    log: path,
    exited,
    isRunning: () => running,
    /** Asks it to end, and makes it end when it doesn't. */
    async stop(signal = 'SIGTERM', graceMs = 10_000) {
      if (!running) return;
      child.kill(signal);
      await Promise.race([exited, sleep(graceMs, undefined, { ref: false })]);
      if (running) child.kill('SIGKILL');
      await exited;
    },
  };
}

/** True while a process with this id exists. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits until `ready` answers something true; a server that ends before is Trouble. */
export async function untilReady(server, ready, { timeoutMs, mend }) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ready();
    if (answer) return answer;
    const late = Date.now() > deadline;
    if (late || !server.isRunning()) {
      const how = late ? `did not get ready within ${timeoutMs / 1000} s` : await server.exited;
      throw new Trouble(`${server.name} ${how}`, `${mend} All of it: ${server.log}`, tailOf(server.log));
    }
    await sleep(25);
  }
}
