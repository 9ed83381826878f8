import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Longer paths are cut off silently by the kernel's address structure. */
const LONGEST_PATH_BYTES = 107

/**
 * The path of the database's socket, in a folder that only this user can enter. Always the same for one `dataDir`,
 * so that others find it again after a restart; outside of it when its own path is too long.
 */
export function makeSocketPath(dataDir: string, temporaryDir = tmpdir()): string {
  const short = `switchyard-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
  const path = [join(dataDir, 'run'), join(temporaryDir, short), join('/tmp', short)]
    .map((folder) => join(folder, 'database.sock'))
    .find((candidate) => Buffer.byteLength(candidate) <= LONGEST_PATH_BYTES)
  if (!path) throw new Error(`no path for a socket is short enough for ${dataDir}`)
  makePrivateFolder(dirname(path))
  return path
}

/** In a shared folder such as /tmp, somebody else may have been there first. */
function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  const isOurs = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
  if (!isOurs)
    throw new Error(`${folder} must be a folder that only you can enter. Remove it, then start again.`)
}
