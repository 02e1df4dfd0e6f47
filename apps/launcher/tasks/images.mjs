/** Builds the sandbox images that are missing or whose sources changed; prints what happens, line by line. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';

const folder = resolve(import.meta.dirname, '../../../sandbox-images');
const images = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'Dockerfile')));

const sandbox = new DockerSandbox(sandboxSettingsFromEnv(process.env, folder));
try {
  for (const image of images) await sandbox.images.ensure(image, (line) => console.log(`${image}: ${line}`));
} finally {
  await sandbox.close();
}
