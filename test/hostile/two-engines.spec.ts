/**
 * Two hosts, each with a worker and a container engine of its own. Both grade; when one host dies in the middle, engine and
 * all, the other finishes what it held, and each submission is graded once.
 *
 * Needs a second engine: ASSAY_TEST_SECOND_ENGINE=unix:///… of one that holds the image of the C sandbox (docs/deploy/README.md
 * says how to bring it there).
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Docker from 'dockerode';
import { isFinal } from '#libs/domain';
import { openDatabase } from '#libs/persistence';
import { ApiClient, fileForm, untilFinal } from '../support/http';
import { startMortalPlatform, type MortalPlatform } from '../support/mortal-platform';
import { ada } from '../support/platform';
import { startWorkerProcess, stopProcess } from '../support/worker-process';

const SECOND = process.env['ASSAY_TEST_SECOND_ENGINE'];
const SORT = '/api/courses/intro-ml/assignments/prerequisites/problems/sort/submissions';
const source = readFileSync(resolve('courses/intro-ml/prerequisites/problems/sort/solution/main.c'));
const SUBMISSIONS = 16;

jest.setTimeout(300_000);

(SECOND ? test : test.skip)(
  'two workers on two engines share the work, and one outlives the other',
  async () => {
    const platform = await startMortalPlatform({ ASSAY_WORKER_CONCURRENCY: '2' });
    const second = startWorkerProcess(platform, {
      DOCKER_HOST: SECOND!,
      ASSAY_PLATFORM: `${labelOf(platform)}-second`,
    });
    try {
      const student = await ApiClient.signedIn(platform.url, ada);
      const ids: string[] = [];
      for (let n = 0; n < SUBMISSIONS; n++)
        ids.push(String((await student.post(SORT, fileForm('main.c', source))).json['id']));
      const first = new Docker();
      const other = new Docker({ socketPath: SECOND!.replace('unix://', '') });
      while ((await graded(platform)) < SUBMISSIONS / 4) await new Promise((done) => setTimeout(done, 100));
      expect(await count(first, labelOf(platform))).toBeGreaterThan(0);
      expect(await count(other, `${labelOf(platform)}-second`)).toBeGreaterThan(0);
      // The host is gone: its worker, and the way to its engine.
      await Promise.all([platform.parts.worker.kill(), platform.parts.engine.kill()]);
      for (const id of ids) {
        const { job, points, maxPoints } = await untilFinal(student, id, 120);
        expect({ final: isFinal(job.state), points }).toEqual({ final: true, points: maxPoints });
      }
      expect(await graded(platform)).toBe(SUBMISSIONS);
    } finally {
      await stopProcess(second, 'SIGTERM');
      await platform.parts.engine.start();
      await platform.parts.worker.start();
      await platform.stop();
    }
  },
);

const labelOf = ({ workerEnv }: MortalPlatform) => workerEnv['ASSAY_PLATFORM'] ?? '';

async function count(engine: Docker, platform: string): Promise<number> {
  const filters = { label: [`assay.platform=${platform}`] };
  return (await engine.listContainers({ all: true, filters })).length;
}

async function graded(platform: MortalPlatform): Promise<number> {
  const database = await openDatabase(platform.databaseUrl);
  const [row] = await database.query<{ reports: number }[]>(
    'SELECT count(*)::integer AS reports FROM grade_reports',
  );
  await database.destroy();
  return row?.reports ?? 0;
}
