import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = [
  'app',
  'components',
  'public',
  'server',
  'workflows',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
]
const STAMP = '.next/built-from'

/** Builds the pages when their sources have changed since the last build. @returns whether there is a build now */
export function buildStale() {
  const sources = hashOf(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return true
  console.log('• Building the pages (the first time, and after changes)…')
  const build = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', ALLOW_EMBEDDED: '1', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (build.status !== 0) {
    console.error('The pages could not be built; the reason is above.')
    return false
  }
  writeFileSync(STAMP, sources)
  return true
}

/** One hash over names and content of everything that ends up in a build; tests do not. */
export function hashOf(roots) {
  const hash = createHash('sha256').update(process.versions.node)
  for (const file of roots.flatMap(filesOf)) hash.update(file).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

function filesOf(path) {
  const kind = statSync(path, { throwIfNoEntry: false })
  if (!kind) return []
  if (!kind.isDirectory()) return /\.test\.\w+$/.test(path) ? [] : [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}
