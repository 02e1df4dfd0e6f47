import { join } from 'node:path';
import { DockerSandbox, probeSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';

const images = join(__dirname, '../../sandbox-images');
const sandbox = new DockerSandbox({
  ...sandboxSettingsFromEnv(process.env, images),
  platform: `assay-probes-${process.pid}`,
  warmContainers: 0,
});

afterAll(() => sandbox.close(), 60_000);

test(
  'every way out that the doctor probes is shut, in every image',
  async () => {
    const results = await probeSandbox(sandbox, images, new AbortController().signal);
    for (const image of ['c', 'cpp', 'python', 'pytorch']) {
      expect(results.filter((result) => result.image === image).length).toBeGreaterThan(40);
    }
    expect(results.filter(({ shut }) => !shut)).toEqual([]);
  },
  15 * 60_000,
);
