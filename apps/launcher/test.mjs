/**
 * `npm test`: installs what is missing, then checks everything, on the real PostgreSQL, Redis, Docker and Chromium.
 * The last line is always `N passed, N failed` (and `, N skipped`); the exit status says the same.
 *
 * Names of steps as arguments run only those: `npm test -- lint "unit tests"`.
 */
import { join } from 'node:path';
import { build } from './src/build.mjs';
import { installPackages } from './src/debian.mjs';
import { holdLock } from './src/lock.mjs';
import { platformEnvironment } from './src/platform.mjs';
import { which } from './src/processes.mjs';
import { startServices } from './src/services.mjs';
import { checkMachine, dataRoot } from './src/settings.mjs';
import { Shutdown } from './src/shutdown.mjs';
import { steps } from './src/test-steps.mjs';
import { bold, green, red, say, startLine, step, tell } from './src/terminal.mjs';

/** Program and the package that has it. The reference programs of tests are compiled here as well as in the sandbox. */
const TOOLS = { chromium: ['chromium'], gcc: ['gcc', 'libc6-dev'] };

async function installTools(update) {
  const missing = Object.keys(TOOLS).filter((program) => !which(program));
  if (missing.length > 0)
    await installPackages(
      missing.flatMap((program) => TOOLS[program]),
      update,
    );
}

async function prepare(shutdown) {
  checkMachine();
  holdLock(join(dataRoot, 'test'), shutdown);
  const services = await startServices(shutdown, { area: 'test', durable: false });
  await step('Tools', installTools);
  await step('Build', build);
  const env = platformEnvironment({ ...services, NODE_ENV: 'test', CI: 'true' });
  env.ASSAY_PLATFORM += '-test';
  return env;
}

/** @returns {Promise<import('./src/test-steps.mjs').Tally>} a step that breaks down is a failure like any other */
async function runStep({ name, run: check }, env) {
  const line = startLine(name);
  const result = await check(env, line.update).catch((error) => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: [[name, ...(error.tail ?? []), error.tail ? error.message : error.stack].join('\n')],
  }));
  const parts = [`${result.passed} passed`];
  if (result.failed > 0) parts.push(`${result.failed} failed`);
  if (result.skipped > 0) parts.push(`${result.skipped} skipped`);
  line.end(result.failed > 0 ? red('✗') : green('✓'), `${parts.join(', ')} · ${line.seconds().toFixed(1)} s`);
  return result;
}

function report(results) {
  for (const failure of results.flatMap(({ failures }) => failures)) {
    say();
    say(red(`✗ ${failure.split('\n')[0]}`));
    for (const text of failure.split('\n').slice(1)) say(`  ${text}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped');
  say();
  say(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return sum('failed') === 0 ? 0 : 1;
}

const chosen = process.argv.slice(2);
const shutdown = new Shutdown();
shutdown.listen();
let status = 1;
try {
  const env = await prepare(shutdown);
  say(bold('Checks'));
  const results = [];
  for (const one of steps.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    results.push(await runStep(one, env));
  }
  await shutdown.run();
  status = report(results);
} catch (error) {
  if (!shutdown.isInterrupted) {
    tell(error);
    await shutdown.run();
    say('0 passed, 1 failed');
  }
}
if (!shutdown.isInterrupted) process.exit(status);
