import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf } from './build-stale.mjs'
import { isSupported } from './check-node.mjs'
import { missingEntries } from './complete-lock.mjs'
import { countTests, totalsLine } from './count-tests.mjs'
import { findChromium } from './find-chromium.mjs'
import { isInstalled } from './install-missing.mjs'
import { setMode } from './set-mode.mjs'

let folder
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-scripts-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.1.0', true],
])('Node %s is supported: %s', (version, supported) => {
  expect(isSupported(version)).toBe(supported)
})

describe('packages', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/next': { version: '16.4.6' },
      'node_modules/vitest': { version: '4.1.12', dev: true },
      'node_modules/darwin-only': { version: '1.0.0', optional: true },
    },
  }
  const next = { 'node_modules/next': { version: '16.4.6' } }

  test.each([
    ['nothing installed', undefined, true, false],
    ['everything that can be here', { ...next, 'node_modules/vitest': { version: '4.1.12' } }, true, true],
    ['no tools, and none needed', next, false, true],
    ['no tools, but needed', next, true, false],
    ['an older version', { 'node_modules/next': { version: '16.0.0' } }, false, false],
  ])('%s', (_promise, packages, withDevelopment, installed) => {
    expect(isInstalled({ wanted, installed: packages && { packages }, withDevelopment })).toBe(installed)
  })
})

describe('the lock', () => {
  test('names the packages of every machine, or `npm ci` refuses it', () => {
    const missing = missingEntries(JSON.parse(readFileSync('package-lock.json', 'utf8')))
    expect(Object.keys(missing), 'run `npm run lock:complete`').toEqual([])
  })

  test('is completed with the machine that a package is named after', () => {
    const optionalDependencies = {
      'tool-linux-arm64-musl': '1.0.0',
      'tool-darwin-x64': '1.0.0',
      present: '1.0.0',
    }
    const packages = {
      'node_modules/a/node_modules/tool': { optionalDependencies, dev: true },
      'node_modules/a/node_modules/present': {},
    }
    expect(missingEntries({ packages })).toEqual({
      'node_modules/tool-linux-arm64-musl': {
        version: '1.0.0',
        cpu: ['arm64'],
        libc: ['musl'],
        os: ['linux'],
        dev: true,
        optional: true,
      },
      'node_modules/tool-darwin-x64': {
        version: '1.0.0',
        cpu: ['x64'],
        os: ['darwin'],
        dev: true,
        optional: true,
      },
    })
  })
})

test('a build is stale when content or names change, and not when only tests do', () => {
  const root = join(folder, 'app')
  mkdirSync(join(root, 'deep'), { recursive: true })
  writeFileSync(join(root, 'deep/page.tsx'), 'one')
  const first = hashOf([root, join(folder, 'absent')])
  writeFileSync(join(root, 'deep/page.test.tsx'), 'test')
  expect(hashOf([root])).toBe(first)
  writeFileSync(join(root, 'deep/page.tsx'), 'two')
  const second = hashOf([root])
  expect(second).not.toBe(first)
  writeFileSync(join(root, 'deep/other.tsx'), '')
  expect(hashOf([root])).not.toBe(second)
})

test('a mode that nobody chose is production with the embedded database allowed; one that somebody chose stays', () => {
  const modeOf = (env) => {
    setMode(env)
    return env
  }
  expect(modeOf({})).toMatchObject({ NODE_ENV: 'production', ALLOW_EMBEDDED: '1' })
  expect(modeOf({ SWITCHYARD_DEV: '1' })).toMatchObject({ NODE_ENV: 'development' })
  expect(modeOf({ NODE_ENV: 'production' }).ALLOW_EMBEDDED).toBeUndefined()
  expect(modeOf({}).NEXT_TELEMETRY_DISABLED).toBe('1')
})

describe('the browser', () => {
  test('is the one that is named, when it can be run', () => {
    const browser = join(folder, 'chromium')
    writeFileSync(browser, '', { mode: 0o755 })
    expect(findChromium({ CHROMIUM_PATH: browser }, [])).toBe(browser)
    expect(findChromium({ PATH: `/nowhere:${folder}` }, [])).toBe(browser)
    expect(findChromium({ CHROMIUM_PATH: join(folder, 'absent'), PATH: folder }, [])).toBeUndefined()
    expect(findChromium({ PATH: '/nowhere' }, [])).toBeUndefined()
  })
})

describe('totals', () => {
  const report = {
    testResults: [
      {
        status: 'passed',
        assertionResults: [{ status: 'passed' }, { status: 'pending' }, { status: 'todo' }],
      },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
    ],
  }

  test('every test counts once', () => {
    expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 })
  })

  test('a file that cannot be read is a failure', () => {
    expect(countTests({ testResults: [{ status: 'failed', assertionResults: [] }] }, 1).failed).toBe(1)
  })

  test('a run that ended badly is a failure, even without a report', () => {
    expect(countTests(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(countTests({ testResults: [] }, 1).failed).toBe(1)
  })

  test('the last line adds all runs up', () => {
    const counts = { passed: 2, failed: 0, skipped: 0 }
    expect(totalsLine([counts, counts])).toBe('4 passed, 0 failed')
    expect(totalsLine([counts, { passed: 0, failed: 1, skipped: 3 }])).toBe('2 passed, 1 failed, 3 skipped')
  })
})
