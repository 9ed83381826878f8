import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packEvents } from '../events/packed-events'
import { Events } from '../events/stored-event'
import { makeClick } from '../testing/make-click'
import { unpackAll } from '../testing/unpack-all'
import { collectionOf } from './collection-of'
import { connectDatabase, disconnectDatabase } from './connect'
import { startDatabase } from './embedded/start-database'
import { insertDurably } from './insert-durably'

const KILLS = 10
const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-durable-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('I1: what was acknowledged is there after the database is killed, again and again', async () => {
  let acknowledged: string[] = []
  for (let kill = 0; kill <= KILLS; kill++) {
    const database = await startDatabase(dataDir)
    await connectDatabase(database.uri)
    await unpackAll()
    const found = await collectionOf(Events).countDocuments({ _id: { $in: acknowledged } })
    expect({ kill, found }).toEqual({ kill, found: acknowledged.length })
    acknowledged = kill < KILLS ? await writeUntilKilled(database) : []
    await disconnectDatabase()
    if (kill === KILLS) await database.stop()
  }
})

/** Several writers at a time, as the capture path has them, some of which pack; the kill comes when enough was acknowledged. */
async function writeUntilKilled({ process: child }: Awaited<ReturnType<typeof startDatabase>>) {
  const acknowledged: string[] = []
  const most = 200 + Math.floor(Math.random() * 300)
  const write = async (_: unknown, writer: number): Promise<void> => {
    const isPacking = writer % 2 === 0
    while (acknowledged.length < most) {
      const batch = [makeClick(), makeClick()]
      await (isPacking ? packEvents(batch) : insertDurably(Events, batch))
      acknowledged.push(...batch.map(({ _id }) => _id))
    }
    if (child?.pid) process.kill(child.pid, 'SIGKILL')
    // The others are in the middle of their batches, of which nothing is known.
    throw new Error('killed')
  }
  await Promise.allSettled(Array.from({ length: 5 }, write))
  await child?.exited
  return acknowledged
}
