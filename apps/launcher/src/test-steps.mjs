/**
 * The steps of `npm test`. Each answers a tally: how many passed, failed and were skipped, and what failed in words.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Tally
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { listContainers } from './docker.mjs';
import { run } from './processes.mjs';
import { dataRoot, root } from './settings.mjs';
import { say } from './terminal.mjs';

const tally = (failures, passed) => ({ passed, failed: failures.length, skipped: 0, failures });

/** A tool that is content or not: one check. */
async function tool(name, command, args, env) {
  const { status, output, log } = await run(command, args, { log: `test-${name}`, env, mayFail: true });
  return status === 0 ? tally([], 1) : tally([`${name} (all of it: ${log})\n${output.join('\n')}`], 0);
}

function npmScript(script) {
  return (env) => tool(script.replace(':', '-'), 'npm', ['run', '--silent', script], env);
}

/** npm writes a lockfile that `npm ci` refuses when its registry lacks a package of another system; see stack notes. */
async function lockIsComplete(env) {
  const { status, output } = await run(
    'npm',
    ['ci', '--dry-run', '--no-audit', '--no-fund', '--ignore-scripts'],
    {
      log: 'test-lock',
      env,
      mayFail: true,
    },
  );
  const missing = output.filter((line) => /Missing:|Invalid:/.test(line));
  return status === 0 && missing.length === 0
    ? tally([], 1)
    : tally([`package-lock.json is not what package.json says\n${output.join('\n')}`], 0);
}

/** Part of what is tested: a fresh clone has no other way to get them. Later runs find them in the Engine. */
async function buildImages(env, update) {
  await run(process.execPath, ['apps/launcher/tasks/images.mjs'], { log: 'images', env, onLine: update });
  return tally([], 1);
}

function shorten(message, most = 60) {
  const lines = message.trimEnd().split('\n');
  return lines.length > most
    ? [...lines.slice(0, most), `… ${lines.length - most} more lines`].join('\n')
    : message;
}

/** One Jest project; its results are read from Jest's own JSON. */
function jest(project, extra = []) {
  return async (env, update) => {
    const results = join(dataRoot, 'test', `${project}.json`);
    mkdirSync(join(dataRoot, 'test'), { recursive: true });
    rmSync(results, { force: true });
    const args = ['--selectProjects', project, '--ci', '--json', `--outputFile=${results}`, ...extra];
    const { output, log } = await run('node_modules/.bin/jest', args, {
      log: `test-${project}`,
      env,
      mayFail: true,
      onLine(line) {
        const [, outcome, file] = /^(PASS|FAIL)\s+\S+\s+(\S+)/.exec(line) ?? [];
        if (outcome === 'FAIL') say(`  FAIL ${file}`);
        if (file) update(`${outcome} ${file}`);
      },
    });
    if (!existsSync(results))
      return tally([`jest ${project} gave no results (${log})\n${output.join('\n')}`], 0);
    return readResults(project, JSON.parse(readFileSync(results, 'utf8')));
  };
}

function readResults(project, results) {
  const failing = results.testResults.filter(({ status }) => status === 'failed');
  const failures = failing.map(({ name, message }) => `${name.slice(root.length + 1)}\n${shorten(message)}`);
  if (results.numTotalTests === 0) failures.push(`${project}: no test was found`);
  // A file that could not even be loaded has no failed test in it, and counts as one.
  const failed =
    results.numFailedTests + results.numRuntimeErrorTestSuites + (results.numTotalTests === 0 ? 1 : 0);
  return {
    passed: results.numPassedTests,
    failed,
    skipped: results.numPendingTests + results.numTodoTests,
    failures,
  };
}

/** Folders of every pack: those of the courses, and those that graders bring as examples. */
function packs() {
  const below = (folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => join(folder, name)) : [];
  const folders = [
    ...below('courses').flatMap(below),
    ...below('graders').flatMap((grader) => below(join(grader, 'examples'))),
  ];
  return folders.filter((folder) => existsSync(join(root, folder, 'assignment.yaml')));
}

/** A pack whose data set this machine lacks can't be checked here, and is counted as skipped. */
async function checkPacks(env, update) {
  const result = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const found = packs();
  for (const pack of found) {
    update(pack, true);
    const args = ['apps/cli/assay.mjs', 'check', pack];
    const log = `test-check-${pack.replaceAll('/', '-')}`;
    const { status, output } = await run(process.execPath, args, { log, env, mayFail: true, onLine: update });
    if (status === 0) {
      result.passed += 1;
    } else if (status === 3 && output.some((line) => /the data set .* is missing/.test(line))) {
      result.skipped += 1;
      say(`  skipped ${pack}: its data set is missing`);
    } else {
      result.failed += 1;
      result.failures.push(`assay check ${pack}\n${output.join('\n')}`);
    }
  }
  return found.length > 0 ? result : tally(['no pack was found'], 0);
}

/** What tests must not leave behind. */
async function findLeaks({ DATABASE_URL, ASSAY_PLATFORM }) {
  const { Client } = createRequire(join(root, 'package.json'))('pg');
  const client = new Client({ connectionString: DATABASE_URL });
  await client.connect();
  const { rows } = await client.query(
    "SELECT datname FROM pg_database WHERE datname LIKE 'assay\\_test\\_%'",
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.end();
  const containers = await listContainers(`assay.platform=${ASSAY_PLATFORM}`);
  const failures = [];
  if (rows.length > 0) failures.push(`left-over databases: ${rows.map(({ datname }) => datname).join(', ')}`);
  if (containers.length > 0) failures.push(`left-over containers: ${containers.join(', ')}`);
  return tally(failures, 2 - failures.length);
}

/** In order: what is quick and finds much comes first. */
export const steps = [
  { name: 'format', run: npmScript('format:check') },
  { name: 'lint', run: npmScript('lint') },
  { name: 'dependency rules', run: npmScript('dependency-rules') },
  { name: 'types', run: npmScript('typecheck') },
  { name: 'lockfile', run: lockIsComplete },
  { name: 'unit tests', run: jest('unit') },
  { name: 'sandbox images', run: buildImages },
  { name: 'integration tests', run: jest('integration', ['--maxWorkers=2']) },
  { name: 'hostile tests', run: jest('hostile', ['--runInBand']) },
  { name: 'end-to-end tests', run: jest('e2e', ['--runInBand']) },
  { name: 'packs', run: checkPacks },
  { name: 'nothing left behind', run: findLeaks },
];
