import { statfsSync } from 'node:fs'
import { describeExit, type Exit } from '../../supervisor/start-process'

const LITTLE_SPACE_BYTES = 64 * 1024 * 1024

/** Why the database process ended, in words: the engine itself ends without any. */
export function explainExit(exit: Exit, dataDir: string): string {
  const { code, signal } = exit
  if (code === 14)
    return `The database cannot read ${dataDir}/database: it is damaged or belongs to another user. Correct its owner, or put a backup in its place; or move it away to begin with an empty one.`
  if (signal === 'SIGABRT' || code === 134)
    return hasLittleSpace(dataDir)
      ? `The database stopped: the disk of ${dataDir} is full. Make room.`
      : `The database stopped itself: the disk of ${dataDir} was full, or it had too few file descriptors (raise \`ulimit -n\`).`
  if (signal === 'SIGKILL' || code === 137)
    return 'The database was killed, perhaps because the machine ran out of memory.'
  return `${describeExit('The database', exit)}.`
}

function hasLittleSpace(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir)
    return bavail * bsize < LITTLE_SPACE_BYTES
  } catch {
    return false
  }
}
