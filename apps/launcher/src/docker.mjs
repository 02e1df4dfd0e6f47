/**
 * The Docker Engine: used when it answers, started when it doesn't and we may.
 *
 * An Engine that we started is shared by every launcher on the machine, and the last one to leave stops it: each
 * launcher leaves a file named by its process id in /run/assay, and the Engine's own process id lies beside them. An
 * Engine that somebody else started is never in that folder, and is left alone.
 */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installPackages } from './debian.mjs';
import { isAlive, openLog, run, tailOf, which } from './processes.mjs';
import { isRoot, Trouble } from './settings.mjs';

const SOCKET = '/var/run/docker.sock';
const REGISTRY = '/run/assay';
const ENGINE_FILE = join(REGISTRY, 'dockerd');
const STOP_MS = 30_000;

function address() {
  const host = process.env.DOCKER_HOST;
  if (!host) return { socketPath: SOCKET };
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  return { host: hostname, port: port || 2375 };
}

/** @returns {Promise<'ok' | 'denied' | 'silent'>} */
function ping() {
  return new Promise((resolve) => {
    const call = request({ ...address(), path: '/_ping', timeout: 3000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? 'ok' : 'silent');
    });
    call.on('timeout', () => call.destroy());
    call.on('error', (error) => resolve(error.code === 'EACCES' ? 'denied' : 'silent'));
    call.end();
  });
}

/** Names of the containers, running or not, that carry a label. */
export function listContainers(label) {
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  return new Promise((resolve, reject) => {
    const call = request({ ...address(), path: `/containers/json?all=1&filters=${filters}` }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text).map(({ Names }) => Names.join(' '))));
    });
    call.on('error', reject);
    call.end();
  });
}

function isDockerd(pid) {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith('/dockerd');
  } catch {
    return false;
  }
}

/** Process id of the Engine that a launcher started, or null. */
function ourEngine() {
  if (!existsSync(ENGINE_FILE)) return null;
  const pid = Number(readFileSync(ENGINE_FILE, 'utf8'));
  return isDockerd(pid) ? pid : null;
}

function otherLaunchers() {
  return readdirSync(REGISTRY).filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid && isAlive(Number(name)),
  );
}

async function leave() {
  rmSync(join(REGISTRY, `${process.pid}`), { force: true });
  const pid = ourEngine();
  if (!pid || otherLaunchers().length > 0) return;
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; isDockerd(pid) && waited < STOP_MS; waited += 100) await sleep(100);
  rmSync(ENGINE_FILE, { force: true });
}

/** Counts this launcher among the users of an Engine that a launcher started. */
function enrol(shutdown) {
  if (!ourEngine()) return;
  writeFileSync(join(REGISTRY, `${process.pid}`), '');
  shutdown.add('Docker Engine', leave);
}

async function untilAnswers(timeoutMs, mayGoOn = () => true) {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline && mayGoOn(); await sleep(100)) {
    if ((await ping()) === 'ok') return true;
  }
  return false;
}

async function startEngine(update) {
  mkdirSync(REGISTRY, { recursive: true });
  const { path, fd } = openLog('dockerd');
  const engine = spawn(which('dockerd'), [], { detached: true, stdio: ['ignore', fd, fd] });
  let ended = false;
  engine.on('exit', () => (ended = true));
  engine.unref();
  writeFileSync(ENGINE_FILE, `${engine.pid}`);
  update('dockerd is starting');
  if (await untilAnswers(60_000, () => !ended)) return;
  if (!ended) engine.kill('SIGTERM');
  throw new Trouble(
    'The Docker Engine could not be started',
    `All of it: ${path}. Or set DOCKER_HOST to an Engine that runs elsewhere.`,
    tailOf(path),
  );
}

/** A bare system without systemd may lack the control groups that the Engine needs. */
async function mountControlGroups(update) {
  if (existsSync('/sys/fs/cgroup/cgroup.controllers') || existsSync('/sys/fs/cgroup/devices')) return;
  if (!which('cgroupfs-mount')) await installPackages(['cgroupfs-mount'], update);
  await run('cgroupfs-mount', [], { log: 'cgroupfs-mount', mayFail: true });
}

function refuseWhatWeMayNot(state) {
  if (process.env.DOCKER_HOST) {
    throw new Trouble(
      `No Docker Engine answers at DOCKER_HOST=${process.env.DOCKER_HOST}`,
      'Start it, or unset DOCKER_HOST to use an Engine on this machine.',
    );
  }
  if (state === 'denied') {
    throw new Trouble(
      `The Docker Engine at ${SOCKET} does not let this user in`,
      'Run: sudo usermod -aG docker $USER, then sign in again.',
    );
  }
  if (!isRoot) {
    const mend = which('dockerd') ? 'sudo systemctl start docker' : 'sudo apt-get install -y docker.io';
    throw new Trouble('The Docker Engine is not running', `Run: ${mend}`);
  }
}

/**
 * Makes sure that an Engine answers.
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 * @param {(text: string) => void} update
 * @returns {Promise<string>} how it came about
 */
export async function ensureEngine(shutdown, update) {
  const host = process.env.DOCKER_HOST ?? '';
  if (host.startsWith('ssh:') || process.env.DOCKER_TLS_VERIFY) return 'as DOCKER_HOST says';
  const state = await ping();
  if (state === 'ok') {
    enrol(shutdown);
    return 'already running';
  }
  refuseWhatWeMayNot(state);
  if (!which('dockerd')) {
    await installPackages(['docker.io'], update);
    // With systemd the package starts its service by itself.
    if (existsSync('/run/systemd/system') && (await untilAnswers(10_000))) return 'installed';
  }
  if (existsSync('/run/systemd/system')) {
    await run('systemctl', ['start', 'docker'], { log: 'dockerd-service', mayFail: true });
    if (await untilAnswers(10_000)) return 'its service was started';
  }
  await mountControlGroups(update);
  await startEngine(update);
  enrol(shutdown);
  return 'started';
}
