import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Longer paths are cut off silently by the kernel's address structure. */
const LONGEST_PATH_BYTES = 107

/**
 * A path for the database's socket in a folder that only this user can enter:
 * in `dataDir`, or in a new short folder when that path would be too long.
 */
export function makeSocketPath(dataDir: string): string {
  const path = join(dataDir, 'run', 'database.sock')
  if (Buffer.byteLength(path) <= LONGEST_PATH_BYTES) {
    mkdirSync(join(dataDir, 'run'), { recursive: true, mode: 0o700 })
    return path
  }
  const short = [tmpdir(), '/tmp'].find((dir) => Buffer.byteLength(dir) <= 60) ?? '/tmp'
  return join(mkdtempSync(join(short, 'switchyard-')), 'database.sock')
}
