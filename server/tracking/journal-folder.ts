import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { makeSocketPath } from '../db/embedded/socket-path'

/** A journal file that nobody writes to any more. */
export type Segment = { path: string; bytes: number }

/**
 * The folder of one process's journal: `DATA_DIR/journal/<name>/<number>.log`. While the process lives it listens on
 * a socket of the same name, so that the kernel itself says which folders belong to nobody any more.
 */
export class JournalFolder {
  readonly #journalDir: string
  readonly #name: string
  readonly #lock: Server
  #number = 0

  private constructor({ journalDir, name, lock }: { journalDir: string; name: string; lock: Server }) {
    this.#journalDir = journalDir
    this.#name = name
    this.#lock = lock
  }

  /** Makes a folder of this process's own. @throws when the disk does not allow it */
  static async make(dataDir: string): Promise<JournalFolder> {
    const journalDir = journalDirOf(dataDir)
    const name = randomBytes(4).toString('hex')
    // First the lock: a folder without one is taken for a dead one's.
    const lock = await listen(lockPath(dataDir, name))
    try {
      mkdirSync(join(journalDir, name), { recursive: true, mode: 0o700 })
      await syncFolder(journalDir)
    } catch (error) {
      lock.close()
      throw error
    }
    return new JournalFolder({ journalDir, name, lock })
  }

  /** The path of a file that is not there yet. */
  nextPath(): string {
    this.#number++
    return join(this.path, `${String(this.#number).padStart(8, '0')}.log`)
  }

  get path(): string {
    return join(this.#journalDir, this.#name)
  }

  /** Takes over what dead processes left. Of two that try, one gets each file. @returns the files, now our own */
  async adopt(names: string[]): Promise<Segment[]> {
    const adopted: Segment[] = []
    for (const name of names) {
      const folder = join(this.#journalDir, name)
      for (const file of (await filesIn(folder)).filter((one) => one.endsWith('.log'))) {
        const path = this.nextPath()
        const isOurs = await rename(join(folder, file), path).then(
          () => true,
          () => false,
        )
        if (isOurs) adopted.push({ path, bytes: (await stat(path)).size })
      }
      await rmdir(folder).catch(() => {}) // another process is at it, or it holds what is not ours
    }
    return adopted
  }

  /** Gives the folder up: what is left in it belongs to whoever comes next. */
  async close(): Promise<void> {
    await rmdir(this.path).catch(() => {}) // it holds what could not be replayed
    this.#lock.close()
  }
}

/** Where a damaged file is set aside. */
export const DAMAGED = 'damaged'

export function journalDirOf(dataDir: string): string {
  return join(dataDir, 'journal')
}

/** Names of the folders whose process is gone. */
export async function abandonedFolders(dataDir: string): Promise<string[]> {
  const names = (await filesIn(journalDirOf(dataDir))).filter((name) => /^[0-9a-f]{8}$/.test(name))
  const areAlive = await Promise.all(names.map((name) => isAlive(lockPath(dataDir, name))))
  return names.filter((_, index) => !areAlive[index])
}

export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** As long as the name of the database's socket, so that it fits where that one does. */
function lockPath(dataDir: string, name: string): string {
  return join(dirname(makeSocketPath(dataDir)), `${name}.lock`)
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    // Exclusive: copies of a web process would share it through the one that made them.
    server.listen({ path, exclusive: true }, () => resolve(server.unref()))
  })
}

/** Only a refused connection proves that nobody holds the lock; a process that was stopped still does. */
function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const answer = (isThere: boolean) => {
      socket.destroy()
      clearTimeout(late)
      resolve(isThere)
    }
    const late = setTimeout(() => answer(true), 1000)
    socket.once('connect', () => answer(true))
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      const isGone = code === 'ECONNREFUSED' || code === 'ENOENT'
      if (code === 'ECONNREFUSED') rmSync(path, { force: true })
      answer(!isGone)
    })
  })
}

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).toSorted()
}

/** Puts a damaged file where somebody can look at it. @returns its new path */
export async function setAside(path: string, dataDir: string): Promise<string> {
  const folder = join(journalDirOf(dataDir), DAMAGED)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const aside = join(folder, `${Date.now()}-${randomBytes(4).toString('hex')}.log`)
  await rename(path, aside)
  return aside
}

/** Removes a file that another process may have removed already. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true })
}
