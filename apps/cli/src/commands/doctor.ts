import { join } from 'node:path';
import { KNOWN_DATASETS } from '#libs/datasets';
import { InfrastructureError, type SandboxImage } from '#libs/grader-sdk';
import { openDatabase } from '#libs/persistence';
import { redisOptions } from '#libs/queue';
import { probeSandbox, type GpuDevice } from '#libs/sandbox';
import Bull from 'bull';
import { EXIT, type ExitStatus } from '../exit';
import { datasets, dockerSandbox, ROOT, withGradingTools } from '../tools';

interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'missing' | 'optional';
  readonly detail: string;
  readonly mend: string | null;
}

const IMAGES: readonly SandboxImage[] = ['c', 'cpp', 'python', 'pytorch'];
const ANSWER_MS = 5_000;

/**
 * `assay doctor`: looks at everything that grading and serving need. Status 3 when something needed is missing, and with
 * `--sandbox` when any probe finds a way out of the sandbox open.
 */
export async function doctor(options: { json?: boolean; sandbox?: boolean }): Promise<ExitStatus> {
  if (options.sandbox === true) return probe(options.json === true);
  const findings = (await Promise.all([engineAndImages(), database(), redis(), dataSets()])).flat();
  if (options.json === true) console.log(JSON.stringify(findings));
  else for (const { what, state, detail, mend } of findings) print(what, state, detail, mend);
  return findings.some(({ state }) => state === 'missing') ? EXIT.platform : EXIT.ok;
}

async function probe(asJson: boolean): Promise<ExitStatus> {
  const results = await withGradingTools(({ sandbox }, signal) =>
    probeSandbox(sandbox, join(ROOT, 'sandbox-images'), signal),
  );
  if (asJson) console.log(JSON.stringify(results));
  for (const { image, question, shut, detail } of asJson ? [] : results) {
    console.log(
      `${shut ? '✓ shut' : '✗ OPEN'}  ${image.padEnd(7)}  ${question}${detail === undefined ? '' : ` (${detail})`}`,
    );
  }
  const open = results.filter(({ shut }) => !shut);
  if (!asJson) console.log(`${String(results.length - open.length)} shut, ${String(open.length)} open`);
  return open.length === 0 ? EXIT.ok : EXIT.platform;
}

function print(what: string, state: Finding['state'], detail: string, mend: string | null): void {
  const mark = { ok: '✓', missing: '✗', optional: '–' }[state];
  console.log(`${mark} ${what.padEnd(20)} ${detail}`);
  if (mend !== null) console.log(`  ${' '.repeat(20)} → ${mend}`);
}

async function engineAndImages(): Promise<Finding[]> {
  const sandbox = dockerSandbox(false);
  try {
    const images = await Promise.all(
      IMAGES.map(async (image): Promise<Finding> => {
        const id = await sandbox.images.find(image);
        const what = `image ${image}`;
        if (id !== undefined) return { what, state: 'ok', detail: id, mend: null };
        return {
          what,
          state: 'missing',
          detail: 'not built',
          mend: 'Run npm start; it builds what is missing.',
        };
      }),
    );
    return [...images, gpuFinding(await sandbox.gpuDevices())];
  } catch (error) {
    return [
      failure(
        'Docker Engine',
        error,
        'Start the Docker Engine, or set DOCKER_HOST; npm start does it as root.',
      ),
    ];
  } finally {
    await sandbox.close();
  }
}

function gpuFinding(devices: readonly GpuDevice[]): Finding {
  const names = devices.map(({ name }) => name).join(', ');
  if (names !== '') return { what: 'GPU', state: 'ok', detail: names, mend: null };
  const mend = 'Grading runs on the CPU. For a GPU, install its driver and the NVIDIA container toolkit.';
  return { what: 'GPU', state: 'optional', detail: 'none that containers can use', mend };
}

async function database(): Promise<Finding[]> {
  const url = process.env['DATABASE_URL'];
  if (!url)
    return [
      unset('database', 'DATABASE_URL', 'npm start brings its own PostgreSQL; assay grade needs none.'),
    ];
  try {
    const source = await openDatabase(url);
    const [row] = await source
      .query<{ version: string }[]>('SHOW server_version')
      .finally(() => source.destroy());
    return [{ what: 'database', state: 'ok', detail: `PostgreSQL ${JSON.stringify(row)}`, mend: null }];
  } catch (error) {
    return [
      failure('database', error, 'Check DATABASE_URL, and that the server runs and lets this machine in.'),
    ];
  }
}

async function redis(): Promise<Finding[]> {
  const url = process.env['REDIS_URL'];
  if (!url) return [unset('Redis', 'REDIS_URL', 'npm start brings its own Redis; assay grade needs none.')];
  const queue = new Bull('doctor', { redis: { ...redisOptions(url), retryStrategy: () => null } });
  queue.on('error', () => undefined);
  try {
    await Promise.race([
      queue.isReady(),
      new Promise((_resolve, reject) => setTimeout(() => reject(new Error('no answer')), ANSWER_MS).unref()),
    ]);
    return [{ what: 'Redis', state: 'ok', detail: 'answers', mend: null }];
  } catch (error) {
    return [failure('Redis', error, 'Check REDIS_URL, and that the server runs and lets this machine in.')];
  } finally {
    await queue.close().catch(() => undefined);
  }
}

async function dataSets(): Promise<Finding[]> {
  const found = datasets();
  return Promise.all(
    KNOWN_DATASETS.map(async ({ name }): Promise<Finding> => {
      try {
        return { what: `data set ${name}`, state: 'ok', detail: await found.locate(name), mend: null };
      } catch (error) {
        return { ...failure(`data set ${name}`, error, 'Set ASSAY_DATASETS.'), state: 'optional' };
      }
    }),
  );
}

function unset(what: string, variable: string, mend: string): Finding {
  return { what, state: 'optional', detail: `${variable} is not set`, mend };
}

function failure(what: string, error: unknown, mend: string): Finding {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    what,
    state: 'missing',
    detail,
    mend: (error instanceof InfrastructureError ? error.mend : undefined) ?? mend,
  };
}
