import { statfsSync } from 'node:fs'

type Exit = { code: number | null; signal: NodeJS.Signals | null; dataDir: string; printed?: string[] }

const LITTLE_SPACE_BYTES = 64 * 1024 * 1024

/** Why the database process ended, in words: the engine itself ends without any. */
export function explainExit({ code, signal, dataDir, printed = [] }: Exit): string {
  const free = freeBytes(dataDir)
  if (free !== undefined && free < LITTLE_SPACE_BYTES)
    return `The database stopped: the disk of ${dataDir} is full. Make room, then start again.`
  if (code === 14)
    return `The database cannot read ${dataDir}/database: it is damaged, or belongs to another user. Correct its owner, restore a backup, or move the folder away to begin with an empty one.`
  if (signal === 'SIGABRT' || code === 134)
    return `The database stopped itself: most often the disk of ${dataDir} was full for a moment, or it ran out of file descriptors (raise \`ulimit -n\`). Start again.`
  if (signal === 'SIGKILL' || code === 137)
    return 'The database was killed, perhaps because the machine ran out of memory. Start again.'
  const last = printed.at(-1)
  return `The database ended unexpectedly (${signal ?? `exit code ${code}`})${last ? `: ${last}` : ''}. Start again.`
}

function freeBytes(dir: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dir)
    return bavail * bsize
  } catch {
    return undefined
  }
}
