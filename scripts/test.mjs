// npm test. Only Node's own modules until the packages are there.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildStale } from './build-stale.mjs'
import { checkNode } from './check-node.mjs'
import { countTests, totalsLine } from './count-tests.mjs'
import { findChromium } from './find-chromium.mjs'
import { installMissing } from './install-missing.mjs'

const E2E = ['--config', 'vitest.e2e.config.ts']
const NO_BROWSER =
  'No browser found for the browser tests, so they are skipped. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.'
checkNode()
process.chdir(resolve(import.meta.dirname, '..'))
// Tests never run on somebody's own settings, nor on their data.
for (const [, name] of readFileSync('.env.example', 'utf8').matchAll(/^#([A-Z_]+)=/gm))
  delete process.env[name]
if (!installMissing({ withDevelopment: true })) end([{ passed: 0, failed: 1, skipped: 0 }])

const only = process.argv.slice(2)
const chromium = findChromium()
const inside = runVitest(only)
end([inside, chromium ? runInBrowser(chromium) : skipInBrowser()])

function runInBrowser(path) {
  process.env.CHROMIUM_PATH = path
  if (!buildStale()) return { passed: 0, failed: 1, skipped: 0 }
  return runVitest([...E2E, ...only])
}

function skipInBrowser() {
  const listed = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'list', '--json', ...E2E, ...only],
    {
      env: { ...process.env, NODE_ENV: 'test' },
      encoding: 'utf8',
    },
  )
  console.log(`\n${NO_BROWSER}`)
  const start = listed.stdout.indexOf('[')
  return { passed: 0, failed: 0, skipped: start < 0 ? 0 : JSON.parse(listed.stdout.slice(start)).length }
}

function runVitest(options) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-report-'))
  const file = join(folder, 'report.json')
  const reporting = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    '--passWithNoTests',
  ]
  const run = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...reporting, ...options],
    {
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'test' },
    },
  )
  const counts = countTests(readReport(file), run.status)
  rmSync(folder, { recursive: true })
  return counts
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function end(counts) {
  console.log(`\n${totalsLine(counts)}`)
  process.exit(counts.some(({ failed }) => failed > 0) ? 1 : 0)
}
