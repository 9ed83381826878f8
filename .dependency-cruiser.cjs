const TESTS = '(\\.test\\.tsx?$|/testing/|/fixtures/)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'the core imports nothing but itself',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(app|components|server|scripts|bench|e2e)/' },
    },
    {
      name: 'the core imports pure libraries only',
      severity: 'error',
      from: { path: '^workflows/', pathNot: TESTS },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'],
        pathNot: '^node_modules/(zod|mingo|temporal-polyfill|temporal-spec)/',
      },
    },
    {
      name: 'components import the server as types only',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components do not import routes',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^app/' },
    },
    {
      name: 'the server imports neither components nor routes',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'only tests import tests',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: TESTS, pathNot: '^node_modules/' },
    },
    {
      name: 'every import is found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
