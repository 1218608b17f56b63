import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const { dependencies, devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const packages = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.includes('jest'));

/** @type {import('jest').Config} */
const config = {
  testEnvironment: '<rootDir>/test/support/packages/environment.cjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    // Loaded once a worker, not once a test file.
    [`/node_modules/(${packages.join('|').replaceAll('.', '\\.')})/.+\\.[cm]?js$`]:
      '<rootDir>/test/support/packages/transform.cjs',
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  transformIgnorePatterns: [],
  globalSetup: '<rootDir>/test/support/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.cjs',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  testTimeout: 30_000,
  // Jest's ES modules are not freed after a test file, in an empty project either: 6 MB a file here. A worker that has
  // grown takes longer to end than Jest waits for, and would be killed: it is replaced before.
  workerIdleMemoryLimit: '700MB',
  // Tests wait for people, for clocks and for Slack about a third of their time.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
};

export default config;
