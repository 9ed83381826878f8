import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('the import rule reads the modules that it judges', () => {
  const cruise = spawnSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'workflows',
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  const sources = JSON.parse(cruise.stdout).modules.map((module) => module.source)
  expect(sources).toContain('workflows/catalogue.ts')
  expect(sources).toContain('node_modules/zod/index.js')
})
