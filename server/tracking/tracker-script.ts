import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { transform } from 'esbuild'
import { PROJECT_DIR } from '../supervisor/start-process'

/** The tracker script as it is served. */
export type TrackerScript = { plain: Buffer; zipped: Buffer; etag: string }

let made: Promise<TrackerScript> | undefined

/** Made from its source when the first page asks for it, and kept in memory. */
export function trackerScript(): Promise<TrackerScript> {
  made ??= makeScript().catch((error) => {
    made = undefined
    throw error
  })
  return made
}

async function makeScript(): Promise<TrackerScript> {
  const source = await readFile(join(PROJECT_DIR, 'tracker/tracker.ts'), 'utf8')
  const { code } = await transform(source, { loader: 'ts', minify: true, target: 'es2019', charset: 'utf8' })
  const plain = Buffer.from(code)
  const zipped = await promisify(gzip)(plain, { level: 9 })
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { plain, zipped, etag }
}
