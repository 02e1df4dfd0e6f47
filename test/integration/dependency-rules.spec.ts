/**
 * The dependency rules themselves are tested: into a copy of the sources a violation of every rule is planted, and
 * each must be caught by the rule that it breaks. A rule without a plant fails here too.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../..');
const folders = ['apps', 'libs', 'graders', 'migrations'];

interface Plant {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  /** Further files that the violation needs. */
  readonly beside?: Readonly<Record<string, string>>;
}

const imports = (name: string): string => `import * as x from '${name}';\nexport const y = x;\n`;
const reachOf = (library: string, name: string): Plant => ({
  rule: `reach-of-${library}`,
  file: `libs/${library}/src/planted-reach.ts`,
  text: imports(name),
});

const plants: readonly Plant[] = [
  {
    rule: 'no-cycles',
    file: 'libs/domain/src/planted-hen.ts',
    text: "import type { Egg } from './planted-egg';\nexport interface Hen { egg: Egg }\n",
    beside: {
      'libs/domain/src/planted-egg.ts':
        "import type { Hen } from './planted-hen';\nexport interface Egg { hen: Hen }\n",
    },
  },
  { rule: 'resolvable', file: 'libs/domain/src/planted-nowhere.ts', text: imports('./no-such-file') },
  reachOf('domain', '#libs/contracts'),
  reachOf('contracts', '#libs/grading'),
  reachOf('grader-sdk', '#libs/contracts'),
  reachOf('mathematics', '#libs/grader-sdk'),
  reachOf('numeric', '#libs/contracts'),
  reachOf('grading', '#libs/persistence'),
  reachOf('persistence', '#libs/queue'),
  reachOf('queue', '#libs/persistence'),
  reachOf('sandbox', '#libs/contracts'),
  reachOf('datasets', '#libs/contracts'),
  reachOf('uploads', '#libs/grading'),
  reachOf('similarity', '#libs/grading'),
  reachOf('logging', '#libs/grading'),
  reachOf('metrics', '#libs/grading'),
  {
    rule: 'new-library-has-a-reach',
    file: 'libs/planted/src/index.ts',
    text: imports('node:fs'),
  },
  { rule: 'domain-is-pure', file: 'libs/domain/src/planted-fs.ts', text: imports('node:fs') },
  { rule: 'domain-is-pure', file: 'libs/domain/src/planted-zod.ts', text: imports('zod') },
  {
    rule: 'grader-reach',
    file: 'graders/planted/src/grader.ts',
    text: imports('#libs/grading'),
  },
  {
    rule: 'graders-apart',
    file: 'graders/planted/src/neighbour.ts',
    text: imports('../../other/src/grader'),
    beside: { 'graders/other/src/grader.ts': 'export const grader = 1;\n' },
  },
  { rule: 'graders-apart', file: 'graders/planted/src/list.ts', text: imports('#graders') },
  {
    rule: 'graders-by-list',
    file: 'apps/worker/src/planted-grader.ts',
    text: imports('../../../graders/other/src/grader'),
  },
  {
    rule: 'library-by-index',
    file: 'apps/worker/src/planted-inside.ts',
    text: imports('../../../libs/domain/src/score'),
  },
  {
    rule: 'library-by-name',
    file: 'libs/contracts/src/planted-path.ts',
    text: imports('../../domain/src/index'),
  },
  { rule: 'not-own-index', file: 'libs/domain/src/planted-self.ts', text: imports('./index') },
  { rule: 'not-own-index', file: 'libs/domain/src/planted-name.ts', text: imports('#libs/domain') },
  {
    rule: 'entities-stay-in-persistence',
    file: 'migrations/planted-entity.ts',
    text: imports('../libs/persistence/src/entities/planted.entity'),
    beside: { 'libs/persistence/src/entities/planted.entity.ts': 'export const entity = 1;\n' },
  },
  {
    rule: 'apps-apart',
    file: 'apps/worker/src/planted-app.ts',
    text: imports('../../api/src/planted-reach'),
  },
  { rule: 'portal-reach', file: 'apps/portal/src/planted.ts', text: imports('#libs/grading') },
  {
    rule: 'api-never-reaches-the-sandbox',
    file: 'apps/api/src/planted-direct.ts',
    text: imports('#libs/sandbox'),
  },
  {
    rule: 'api-never-reaches-the-sandbox',
    file: 'apps/api/src/planted-reach.ts',
    text: imports('./planted-middle'),
    beside: { 'apps/api/src/planted-middle.ts': imports('#libs/sandbox') },
  },
  {
    rule: 'dockerode-in-sandbox-only',
    file: 'apps/worker/src/planted-docker.ts',
    text: imports('dockerode'),
  },
  {
    rule: 'framework-at-the-edges',
    file: 'libs/grading/src/planted-nest.ts',
    text: imports('@nestjs/common'),
  },
  { rule: 'database-in-persistence-only', file: 'apps/api/src/planted-sql.ts', text: imports('pg') },
  { rule: 'launcher-needs-nothing', file: 'apps/launcher/src/planted.mjs', text: imports('zod') },
  {
    rule: 'no-development-dependency-at-run-time',
    file: 'libs/contracts/src/planted-dev.ts',
    text: imports('fast-check'),
  },
];

const cruiseSchema = z.object({
  summary: z.object({
    error: z.number(),
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});
type Cruise = z.infer<typeof cruiseSchema>['summary'];

function cruise(folder: string): Cruise {
  const depcruise = join(root, 'node_modules/.bin/depcruise');
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(depcruise, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!stdout.startsWith('{')) throw new Error(`depcruise: ${stdout}${stderr}`);
  return cruiseSchema.parse(JSON.parse(stdout)).summary;
}

function write(folder: string, file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

describe('dependency rules', () => {
  let copy: string;
  let planted: Cruise;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'assay-rules-'));
    for (const folder of folders) {
      cpSync(join(root, folder), join(copy, folder), {
        recursive: true,
        filter: (path) => !/\/(?:node_modules|examples|dist)$/.test(path),
      });
    }
    for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json', '.dependency-cruiser.cjs']) {
      cpSync(join(root, file), join(copy, file));
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const { file, text, beside = {} } of plants) {
      for (const [path, content] of Object.entries({ ...beside, [file]: text })) write(copy, path, content);
    }
    planted = cruise(copy);
  }, 120_000);

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('are kept by the sources as they are', () => {
    const summary = cruise(root);
    expect(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(20);
  }, 120_000);

  it.each(plants)('$rule catches $file', ({ rule, file, beside = {} }) => {
    const files = [file, ...Object.keys(beside)];
    const caught = planted.violations.filter(({ from }) => files.includes(from));
    expect(caught.map((violation) => violation.rule.name)).toContain(rule);
  });

  it('each have a plant', () => {
    const rules = z
      .object({ forbidden: z.array(z.object({ name: z.string() })) })
      .parse(createRequire(__filename)(join(root, '.dependency-cruiser.cjs')));
    const withPlant = new Set(plants.map(({ rule }) => rule));
    expect(rules.forbidden.map(({ name }) => name).filter((name) => !withPlant.has(name))).toEqual([]);
  });
});
