/**
 * Unit tests lie beside the code (`*.spec.ts`); tests that use the real Postgres, Redis, Docker or Chromium lie in test/.
 * Nest 12, openid-client and react-intl ship ES modules only, which Jest can't load on Node 20, so swc turns these packages into CommonJS.
 */
const esmPackages = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'jose',
  'openid-client',
  'oauth4webapi',
  'react-intl',
  '@formatjs',
  'intl-messageformat',
].join('|');
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'require', 'default'] },
  transform: { '^.+\\.(ts|tsx|m?js)$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.assay/'],
  setupFilesAfterEnv: ['<rootDir>/test/support/fail-on-console-error.ts'],
};

const withServers = {
  ...base,
  setupFilesAfterEnv: [...base.setupFilesAfterEnv, '<rootDir>/test/support/long-timeout.ts'],
};

module.exports = {
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/graders/**/*.spec.ts',
        '<rootDir>/apps/**/*.spec.ts',
      ],
    },
    { ...withServers, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...withServers, displayName: 'hostile', testMatch: ['<rootDir>/test/hostile/**/*.spec.ts'] },
    { ...withServers, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
  ],
};
