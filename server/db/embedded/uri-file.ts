import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the running database process of `dataDir` says how to reach it. */
export function uriFile(dataDir: string): string {
  return join(dataDir, 'database.uri')
}

/** The address of the embedded database of `dataDir`, if a process has left one. It may be gone since. */
export function readUriFile(dataDir: string): string | undefined {
  try {
    return readFileSync(uriFile(dataDir), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/** Readable by this user alone: whoever can read it can read the data. */
export function writeUriFile(dataDir: string, uri: string): void {
  const draft = `${uriFile(dataDir)}.${process.pid}`
  writeFileSync(draft, `${uri}\n`, { mode: 0o600 })
  renameSync(draft, uriFile(dataDir))
}

export function removeUriFile(dataDir: string): void {
  rmSync(uriFile(dataDir), { force: true })
}
