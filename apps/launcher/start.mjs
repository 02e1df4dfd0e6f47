/**
 * `npm start`: from a bare machine to a running platform, and down again on Ctrl-C. Runs before `npm ci`, so it and
 * everything in ./src imports nothing but Node itself.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from './src/api-client.mjs';
import { build } from './src/build.mjs';
import { freePort, Kept } from './src/embedded.mjs';
import { holdLock } from './src/lock.mjs';
import { platformEnvironment, startPlatform } from './src/platform.mjs';
import { run } from './src/processes.mjs';
import { startServices } from './src/services.mjs';
import { askedPort, checkMachine, dataRoot, root, Trouble } from './src/settings.mjs';
import { showReferenceSolutions } from './src/showcase.mjs';
import { Shutdown } from './src/shutdown.mjs';
import { bold, dim, say, step, tell } from './src/terminal.mjs';

const COURSE = 'intro-ml';
const withDemo = process.env.ASSAY_DEMO !== '0';

const task = (name, env, update) =>
  run(process.execPath, [join('apps/launcher/tasks', `${name}.mjs`)], { log: name, env, onLine: update });
const assay = (args, log, env, update) =>
  run(process.execPath, ['apps/cli/assay.mjs', ...args], { log, env, onLine: update });

/** The port asked for, which must be free; else the last one, 3000, or any. */
async function choosePort(kept) {
  const asked = askedPort();
  if (asked === null) return kept.port('api', 3000);
  if ((await freePort(asked)) === asked) return asked;
  throw new Trouble(`Port ${asked} is in use`, 'Stop what listens there, or set ASSAY_PORT to another one.');
}

function demoAccounts() {
  return JSON.parse(readFileSync(join(root, 'apps/cli/demo-accounts.json'), 'utf8'));
}

async function signedIn(base, wanted) {
  const { email, password } = demoAccounts().find(({ role }) => role === wanted);
  const client = new ApiClient(base);
  await client.signIn(email, password);
  return client;
}

function announce(base) {
  say();
  say(bold(`Assay is at ${base}`));
  for (const { name, role, email, password } of withDemo ? demoAccounts() : []) {
    say(`  ${role.padEnd(12)}${email.padEnd(28)}password ${password.padEnd(20)}${dim(name)}`);
  }
  say(dim(`  API: ${base}/api/docs   Logs: ${join(dataRoot, 'logs')}   Ctrl-C stops everything.`));
  say();
}

/** @returns {Promise<Map<string, string>>} the data sets that are missing, and for each what to do */
async function findDataSets(env, update) {
  const missing = new Map();
  await task('datasets', env, (line) => {
    const found = JSON.parse(line);
    update(found.name);
    if (found.missing) missing.set(found.name, found.missing);
  });
  return missing;
}

/** Everything that must be there before the platform starts. */
async function prepare(shutdown) {
  checkMachine();
  askedPort();
  holdLock(dataRoot, shutdown);
  const services = await startServices(shutdown);
  await step('Build', build);
  const kept = new Kept(dataRoot);
  const env = platformEnvironment({
    ...services,
    PORT: `${await choosePort(kept)}`,
    ASSAY_WORKER_PORT: `${await kept.port('worker', 3001)}`,
    ASSAY_GRADING_SECRET: process.env.ASSAY_GRADING_SECRET ?? kept.gradingSecret,
  });
  await step('Migrations', async (update) => void (await task('migrate', env, update)));
  return { env, kept };
}

/**
 * Starts the platform, with its sandbox images and its course. The first time these come first, so that whoever finds
 * the port open finds all of it; later they are there already, and the port opens sooner.
 */
async function serve({ env, kept }, shutdown) {
  const args = ['load', `courses/${COURSE}`, ...(withDemo ? ['--demo'] : [])];
  const fill = () =>
    Promise.all([
      step('Sandbox images', async (update) => void (await task('images', env, update))),
      step('Course', async (update) => void (await assay(args, 'load', env, update))),
    ]);
  const isFirst = !kept.hasCourse;
  if (isFirst) await fill();
  await step('Api and worker', () => startPlatform(env, shutdown).untilReady());
  if (!isFirst) await fill();
  kept.rememberCourse();
}

const shutdown = new Shutdown();
const abort = new AbortController();
shutdown.listen();
try {
  const prepared = await prepare(shutdown);
  await serve(prepared, shutdown);
  const { env } = prepared;
  const base = `http://127.0.0.1:${env.PORT}`;
  shutdown.statusOnSignal = 0;
  shutdown.add('reference solutions', () => abort.abort());
  announce(base);
  if (withDemo) {
    const missing = await step('Data sets', (update) => findDataSets(env, update));
    const [student, staff] = await Promise.all([signedIn(base, 'student'), signedIn(base, 'assistant')]);
    await showReferenceSolutions({
      clients: { student, staff },
      course: COURSE,
      missing,
      signal: abort.signal,
    });
    announce(base);
  }
} catch (error) {
  if (!shutdown.isInterrupted) {
    tell(error);
    await shutdown.run();
    process.exit(1);
  }
}
