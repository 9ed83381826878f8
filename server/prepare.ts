import { bootstrap } from './auth/bootstrap'
import { ensureIndexes } from './db/collections'
import { connectDatabase, disconnectDatabase } from './db/connect'
import { getEnv } from './env'
import { AppError } from './errors'
import { closeWakeLine } from './jobs/wake-channel'
import { keepAllJoinLinks } from './join/keep-join-link'
import { log } from './log'

/** Runs once before web and worker: indexes, the first way in, the demo workspace. Safe to run at every start. */
async function prepare(): Promise<string> {
  await connectDatabase()
  await ensureIndexes()
  const signIn = await bootstrap()
  if (getEnv().demo) await prepareDemo()
  await keepAllJoinLinks()
  return signIn
}

/** Loaded only when it is wanted: the core and the emails take their time. */
async function prepareDemo(): Promise<void> {
  const { fillDemo } = await import('./demo/fill-demo')
  if (await fillDemo()) log.info('the demo workspace is ready')
}

try {
  const signIn = await prepare()
  closeWakeLine()
  await disconnectDatabase()
  console.log(JSON.stringify({ signIn }))
  process.exit(0)
} catch (error) {
  if (error instanceof AppError) console.log(error.userMessage)
  else log.error({ err: error }, 'the database could not be prepared')
  process.exit(1)
}
