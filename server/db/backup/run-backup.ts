import { resolve } from 'node:path'
import { getEnv } from '../../env'
import { AppError } from '../../errors'
import { connectDatabase, disconnectDatabase } from '../connect'
import { startDatabase } from '../embedded/start-database'
import { backup } from './backup'
import { restore } from './restore'

/** `npm run backup -- <folder>` and `npm run restore -- <folder>`, whether Switchyard runs or not. */
const [what, given] = process.argv.slice(3)
if (!given || (what !== 'backup' && what !== 'restore')) {
  throw new AppError('invalid-input', {
    message: 'no folder was named',
    userMessage: `Name a folder: npm run ${what} -- ../switchyard-backup`,
  })
}
const folder = resolve(given)
const { dataDir, mongodbUri } = getEnv()
const embedded = mongodbUri ? undefined : await startDatabase(dataDir, console.log)
try {
  await connectDatabase(mongodbUri ?? embedded?.uri)
  const { collections, documents } = await (what === 'backup' ? backup : restore)({ folder, dataDir })
  console.log(`${documents} documents of ${collections} collections: ${what} done, ${folder}`)
} finally {
  await disconnectDatabase()
  await embedded?.stop()
}
