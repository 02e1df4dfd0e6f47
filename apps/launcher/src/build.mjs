/** Builds what changed. A stamp beside each result holds the digest of the sources that it was made from. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { root } from './settings.mjs';

const dist = join(root, 'dist');

/** @type {{ name: string, stamp: string, sources: string[], keep: string[], build: [string, string[]] }[]} */
const targets = [
  {
    name: 'server',
    stamp: join(dist, '.server-sources'),
    sources: [
      'apps/api',
      'apps/cli',
      'apps/worker',
      'libs',
      'graders',
      'migrations',
      'test/bench',
      'tsconfig.base.json',
      'tsconfig.build.json',
    ],
    keep: ['portal', '.portal-sources'],
    build: ['node_modules/.bin/tsc', ['-p', 'tsconfig.build.json']],
  },
  {
    name: 'portal',
    stamp: join(dist, '.portal-sources'),
    sources: ['apps/portal', 'libs/contracts', 'libs/domain'],
    keep: [],
    build: ['node_modules/.bin/vite', ['build', 'apps/portal']],
  },
];

const isSource = (name) => !/^(?:node_modules|dist|examples|__snapshots__)$|\.spec\.tsx?$|\.md$/.test(name);

function addToDigest(digest, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    digest.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
    return;
  }
  for (const name of readdirSync(path).filter(isSource).sort()) addToDigest(digest, join(path, name));
}

function digestOf(sources) {
  const digest = createHash('sha256');
  for (const source of [...sources, 'package.json', 'package-lock.json'])
    addToDigest(digest, join(root, source));
  return digest.digest('hex');
}

/** Deleted sources must not live on as compiled files: a migration that is gone would still run. */
function removeOld({ keep, stamp }) {
  if (keep.length === 0 || !existsSync(dist)) return rmSync(stamp, { force: true });
  for (const name of readdirSync(dist)) {
    if (!keep.includes(name)) rmSync(join(dist, name), { recursive: true });
  }
}

/**
 * @param {(text: string) => void} update
 * @returns {Promise<string>} what was done
 */
export async function build(update) {
  const built = [];
  for (const target of targets) {
    const digest = digestOf(target.sources);
    if (existsSync(target.stamp) && readFileSync(target.stamp, 'utf8') === digest) continue;
    update(target.name);
    removeOld(target);
    const [command, args] = target.build;
    await run(join(root, command), args, { log: `build-${target.name}`, onLine: update });
    mkdirSync(dist, { recursive: true });
    writeFileSync(target.stamp, digest);
    built.push(target.name);
  }
  return built.length > 0 ? built.join(' and ') : 'up to date';
}
