/**
 * Who may import whom: docs/decisions/002-imports.md says why, test/integration/dependency-rules.spec.ts plants a
 * violation of every rule and sees it caught. Type imports count like any other.
 */

/** What each library may import besides itself and npm packages. */
const libraries = {
  domain: [],
  contracts: ['domain'],
  'grader-sdk': ['domain'],
  mathematics: ['domain'],
  numeric: ['domain', 'grader-sdk'],
  grading: ['domain', 'contracts', 'grader-sdk'],
  persistence: ['domain', 'contracts', 'grader-sdk', 'grading'],
  queue: ['domain', 'contracts', 'grader-sdk', 'grading'],
  sandbox: ['domain', 'grader-sdk'],
  datasets: ['domain', 'grader-sdk'],
  uploads: [],
  similarity: [],
  logging: [],
  metrics: [],
};

const either = (names) => `(?:${names.join('|')})`;

/** Only these folders of `libs` and `graders` are in reach of `from`. */
function reach(name, comment, from, allowed, others = 'apps|graders|migrations') {
  const known = allowed.length > 0 ? `(?!${either(allowed)}/)` : '';
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from },
    to: { path: `^(?:${others})/|^libs/${known}` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle makes the order of loading matter and the parts inseparable.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...Object.entries(libraries).map(([name, allowed]) =>
      reach(
        `reach-of-${name}`,
        `libs/${name} imports of this repository only: ${[name, ...allowed].join(', ')}.`,
        `^libs/${name}/`,
        [name, ...allowed],
        name === 'persistence' ? 'apps|graders' : undefined,
      ),
    ),
    {
      name: 'new-library-has-a-reach',
      comment: 'A library that this file does not know: say above what it may import.',
      severity: 'error',
      from: { path: `^libs/(?!${either(Object.keys(libraries))}/)` },
      to: {},
    },
    {
      name: 'domain-is-pure',
      comment: 'The rules of the domain depend on nothing, not even on Node.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/domain/' },
    },
    {
      name: 'grader-reach',
      comment: 'A grader imports grader-sdk, domain, mathematics, numeric and npm packages.',
      severity: 'error',
      from: { path: '^graders/[^/]+/' },
      to: { path: '^(?:apps|migrations)/|^libs/(?!(?:grader-sdk|domain|mathematics|numeric)/)' },
    },
    {
      name: 'graders-apart',
      comment: 'A grader never imports another grader, nor the list of them.',
      severity: 'error',
      from: { path: '^graders/([^/]+)/' },
      to: { path: '^graders/', pathNot: '^graders/$1/' },
    },
    {
      name: 'graders-by-list',
      comment: 'Others know graders only through the list graders/index.ts.',
      severity: 'error',
      from: { pathNot: '^graders/' },
      to: { path: '^graders/', pathNot: '^graders/index\\.ts$' },
    },
    {
      name: 'library-by-index',
      comment: 'Other packages import a library by its index only.',
      severity: 'error',
      from: { path: '^(apps|graders|migrations|libs/[^/]+)/' },
      to: { path: '^libs/', pathNot: '^$1/|^libs/[^/]+/src/(?:index|testing)\\.ts$' },
    },
    {
      name: 'library-by-name',
      comment: 'Other packages write #libs/<name>, which works in Node, Jest and TypeScript alike.',
      severity: 'error',
      from: { path: '^(apps|graders|migrations|libs/[^/]+)/' },
      to: { path: '^libs/', pathNot: '^$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'not-own-index',
      comment: 'A library that imports its own index is a cycle in waiting.',
      severity: 'error',
      // Specs, and the kit that tests graders, use a library as others do.
      from: { path: '^libs/([^/]+)/', pathNot: '(?:\\.spec|/testing)\\.ts$' },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'entities-stay-in-persistence',
      comment: 'Tables are nobody else’s business: the index gives out repositories, not entities.',
      severity: 'error',
      from: { path: '^libs/persistence/src/index\\.ts$|^(?!libs/persistence/)' },
      to: { path: '^libs/persistence/src/(?:entities/|.*\\.entity\\.ts$)' },
    },
    {
      name: 'apps-apart',
      comment:
        'Applications share code through libraries. (Only the assay command has itself built by the launcher.)',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/|^apps/launcher/src/build\\.mjs$' },
    },
    {
      name: 'portal-reach',
      comment: 'The portal runs in browsers: of this repository it knows the contracts only.',
      severity: 'error',
      from: { path: '^apps/portal/' },
      to: { path: '^(?:graders|migrations)/|^libs/(?!contracts/)' },
    },
    {
      name: 'api-never-reaches-the-sandbox',
      comment:
        'The process that faces the network must have no way to the Docker socket, not even through others.',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: '^libs/sandbox/|node_modules/dockerode/', reachable: true },
    },
    {
      name: 'dockerode-in-sandbox-only',
      comment: 'One library speaks to the Docker Engine.',
      severity: 'error',
      from: { pathNot: '^libs/sandbox/' },
      to: { path: 'node_modules/(?:@types/)?dockerode/' },
    },
    {
      name: 'framework-at-the-edges',
      comment:
        'Decorators and injection stay in apps, persistence and queue; logging is the framework’s logger.',
      severity: 'error',
      from: { pathNot: '^apps/|^libs/(?:persistence|queue|logging)/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'database-in-persistence-only',
      comment: 'Tables and SQL stay behind the repositories; only a health check asks the database itself.',
      severity: 'error',
      from: { pathNot: '^libs/persistence/|^migrations/|^apps/[^/]+/src/operations/' },
      to: { path: 'node_modules/(?:typeorm|pg|@types/pg)/' },
    },
    {
      name: 'launcher-needs-nothing',
      comment: 'The launcher runs before npm ci: Node itself is all there is.',
      severity: 'error',
      // Its tasks are processes of their own, started after the build.
      from: { path: '^apps/launcher/', pathNot: '^apps/launcher/tasks/' },
      to: { pathNot: '^apps/launcher/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'no-development-dependency-at-run-time',
      comment:
        'A package that a deployment does not install. (The portal is bundled: its packages are built in.)',
      severity: 'error',
      from: { pathNot: '^apps/portal/|\\.spec\\.ts$|/testing\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|coverage|examples|\\.assay)/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'node', 'import', 'require', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
};
