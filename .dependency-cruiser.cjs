// Who may import whom (docs/adr/0001-layout.md). A folder may import itself, and what is listed beside it.
const MAY_IMPORT = {
  domain: [],
  views: ['domain'],
  db: ['domain'],
  services: ['db', 'domain'],
  slack: ['domain'],
  connectors: ['domain'],
  handlers: ['services', 'views', 'slack', 'domain'],
  jobs: ['services', 'views', 'slack', 'connectors', 'domain'],
  cli: ['services', 'views', 'slack', 'connectors', 'db', 'domain'],
};

// Rules and views are given the time as a value.
const TIMELESS = ['domain', 'views'];

const folders = Object.entries(MAY_IMPORT).map(([folder, others]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import ${['itself', ...others].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}(/|\\.ts$)` },
  to: {
    path: '^(src|test|sandbox|scripts|bench)/',
    pathNot: [
      `^src/(${[folder, ...others].join('|')})/`,
      ...(TIMELESS.includes(folder) ? [] : ['^src/clock\\.ts$']),
      // The command line reads its variables and says its errors itself.
      ...(folder === 'cli' ? ['^src/config\\.ts$', '^src/logger\\.ts$'] : []),
    ],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...folders,
    {
      name: 'domain-is-pure',
      comment: 'The rules know no Slack, no Prisma, no clock and no I/O.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: {
        path: '^(node_modules|node:)|^[a-z@]',
        pathNot: ['^src/domain/', 'node_modules/(zod|date-fns|@date-fns/tz|dinero\\.js)/'],
      },
    },
    {
      name: 'prisma-in-db-only',
      severity: 'error',
      from: { path: '^(src|sandbox|scripts)/', pathNot: '^src/db/' },
      to: { path: 'node_modules/(@prisma|prisma|pg)/|^src/db/generated/' },
    },
    {
      name: 'config-from-the-top',
      comment: 'Whatever reads the environment reads it once, at the top.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|process|bot|logger|start-failure|cli)(/|\\.ts$)' },
      to: { path: '^src/config\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-the-top',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|process)\\.ts$' },
      to: { path: '^src/(app|process|bot)\\.ts$' },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sandbox|test|bench|scripts)/' },
    },
    { name: 'sandbox-knows-no-bot', severity: 'error', from: { path: '^sandbox/' }, to: { path: '^src/' } },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: '^src/db/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/db/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
