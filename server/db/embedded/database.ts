import { getEnv } from '../../env'
import { startDatabase } from './start-database'

/** `npm run database`: the embedded database alone, until Ctrl-C, for others to connect to. */
const { dataDir } = getEnv()
const { uri, process: started, stop } = await startDatabase(dataDir, console.log)
console.log(
  `${started ? 'The database is ready' : 'The database is already running'}. Connect to it with\n${uri}`,
)
process.on('SIGINT', stop).on('SIGTERM', stop)
const exit = await started?.exited
if (exit && exit.code !== 0) process.exitCode = 1
