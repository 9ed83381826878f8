import { type StartedProcess, startProcess } from '../../supervisor/start-process'
import { explainExit } from './explain-exit'
import { findRunningDatabase } from './find-running-database'

export type StartedDatabase = {
  uri: string
  /** Absent when another process serves the folder. */
  process?: StartedProcess
  /** Ends what was started here, and nothing else. */
  stop: () => Promise<void>
}

/**
 * Starts the embedded database of `dataDir` in a process of its own, or finds the one that runs already.
 * @throws AppError 'unavailable' when it cannot start, with the reason in words
 */
export async function startDatabase(
  dataDir: string,
  onLine?: (line: string) => void,
): Promise<StartedDatabase> {
  const running = await findRunningDatabase(dataDir)
  if (running) return { uri: running, stop: async () => {} }
  const started = startProcess({ ...databaseProcess(dataDir), onLine })
  const { uri } = await started.ready
  if (!uri) throw new Error('the database process did not say where it listens')
  return { uri, process: started, stop: started.stop }
}

/** What there is to know to start the database process of `dataDir`. */
export function databaseProcess(dataDir: string) {
  return {
    name: 'database',
    file: 'server/db/embedded/database-process.ts',
    env: { DATA_DIR: dataDir, ALLOW_EMBEDDED: '1' },
    explainExit: (exit: Parameters<typeof explainExit>[0]) => explainExit(exit, dataDir),
  }
}
