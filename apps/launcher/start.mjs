/**
 * `npm start`: from a bare machine to a running platform, and down again on Ctrl-C. Runs before `npm ci`, so it and
 * everything in ./src imports nothing but Node itself.
 */
import { join } from 'node:path';
import { ApiClient } from './src/api-client.mjs';
import { build } from './src/build.mjs';
import { findDataSets } from './src/data-sets.mjs';
import { freePort, Kept } from './src/embedded.mjs';
import { holdLock } from './src/lock.mjs';
import { platformEnvironment, startPlatform } from './src/platform.mjs';
import { run } from './src/processes.mjs';
import { startServices } from './src/services.mjs';
import { askedPort, checkMachine, dataRoot, Trouble } from './src/settings.mjs';
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
async function choosePort() {
  const asked = askedPort();
  if (asked === null) return new Kept(dataRoot).port('api', 3000);
  if ((await freePort(asked)) === asked) return asked;
  throw new Trouble(`Port ${asked} is in use`, 'Stop what listens there, or set ASSAY_PORT to another one.');
}

function announce(base, accounts) {
  say();
  say(bold(`Assay is at ${base}`));
  for (const { name, role, email, password } of accounts) {
    say(`  ${role.padEnd(10)}  ${email.padEnd(26)}  ${password.padEnd(18)}  ${dim(name)}`);
  }
  say(dim(`  API: ${base}/api/docs   Logs: ${join(dataRoot, 'logs')}   Ctrl-C stops everything.`));
  say();
}

async function start(shutdown, signal) {
  checkMachine();
  holdLock(dataRoot, shutdown);
  const services = await startServices(shutdown);
  await step('Build', build);
  const sets = await step('Data sets', (update) => findDataSets(update, signal));
  const port = await choosePort();
  const env = platformEnvironment({ ...services, PORT: `${port}`, ASSAY_DATASETS: sets.folder });
  await Promise.all([
    step('Sandbox images', async (update) => void (await task('images', env, update))),
    step('Migrations', async (update) => void (await task('migrate', env, update))),
  ]);
  const load = ['load', `courses/${COURSE}`, ...(withDemo ? ['--demo'] : [])];
  const platform = startPlatform(env, shutdown);
  await Promise.all([
    step(`Course ${COURSE}`, async (update) => void (await assay(load, 'load', env, update))),
    step('Api and worker', () => platform.untilReady()),
  ]);
  return { base: `http://127.0.0.1:${port}`, sets };
}

const shutdown = new Shutdown();
const abort = new AbortController();
shutdown.listen();
try {
  const { base, sets } = await start(shutdown, abort.signal);
  shutdown.statusOnSignal = 0;
  shutdown.add('reference solutions', () => abort.abort());
  const accounts = withDemo ? demoAccounts : [];
  announce(base, accounts);
  if (withDemo) {
    await showReferenceSolutions({
      api: new ApiClient(base),
      course: COURSE,
      student: accounts.find(({ role }) => role === 'student'),
      missing: sets.missing,
      signal: abort.signal,
    });
    announce(base, accounts);
  }
} catch (error) {
  if (!shutdown.isInterrupted) {
    tell(error);
    await shutdown.run();
    process.exit(1);
  }
}
