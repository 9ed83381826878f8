import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { database } from '../db/connect'
import { claimLane } from '../jobs/claim-lane'
import { holdLane } from '../jobs/hold-lane'
import { newOwner } from '../jobs/owner'
import { eraseProspect, finishErasures } from '../prospects/erase-prospect'
import { Prospects } from '../prospects/prospect'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { advance } from './advance'
import { BulkOperations } from './bulk-operation'
import { startExport } from './export/start-export'
import { sweepFiles } from './files/sweep-files'
import { startImport } from './import/start-import'
import { openDownload } from './open-download'
import { uploadText } from './testing/upload-text'
import { operationNow, workOnBulk } from './testing/work-on-bulk'

useTestDatabase()

const person = { email: 'canary@example.com', firstName: 'Canary' }

test('I6: uploads, exports and lists of row errors that may name an erased person are gone; later ones are not touched', async () => {
  const { _id } = await insertProspect(person)
  const exported = await startExport({ selection: { all: true }, withMark: false }, 'test')
  const { id: fileId } = await uploadText('email,score\ncanary@example.com,many\n')
  const imported = await startImport({ fileId }, 'test')
  await workOnBulk()
  await uploadText('email\ncanary@example.com\n')
  expect(await everything()).toMatch(/canary@example/)
  await eraseProspect(_id)
  await expect(openDownload(exported._id, 'result')).rejects.toMatchObject({ code: 'not-found' })
  await expect(openDownload(imported._id, 'errors')).rejects.toMatchObject({ code: 'not-found' })
  expect(await everything()).not.toMatch(/canary/i)

  const later = await startExport({ selection: { all: true }, withMark: false }, 'test')
  await workOnBulk()
  await finishErasures()
  expect(await openDownload(later._id, 'result')).toMatchObject({ name: expect.any(String) })
})

test('I6: an export under way begins again without the person, whatever was written of it', async () => {
  const { _id } = await insertProspect({ ...person, _id: '0' })
  for (let i = 0; i < 2_100; i++) await insertProspect()
  const { _id: id } = await startExport(
    { selection: { all: true }, columns: ['email'], withMark: false },
    'test',
  )
  await oneChunk(id)
  expect((await operationNow(id)).progress.done).toBe(2_000)
  await eraseProspect(_id)
  expect((await operationNow(id)).progress.done).toBe(0)
  await workOnBulk()
  const text = await new Response((await openDownload(id, 'result')).body).text()
  expect(text).not.toContain('canary')
  expect((await operationNow(id)).counts).toEqual({ exported: 2_100 })
  await sweepFiles()
  expect(await everything()).not.toMatch(/canary/i)
})

test('I6: an import under way brings nobody back who is erased before their row is reached, or after it was', async () => {
  const { _id } = await insertProspect({ email: 'late@example.com' })
  const note = 'x'.repeat(500)
  const rows = Array.from({ length: 600 }, (_, i) => `p${i}@example.com,${note}`)
  const { id: fileId } = await uploadText(['email,note', ...rows, `late@example.com,${note}`].join('\n'))
  const { _id: id } = await startImport({ fileId }, 'test')
  await oneChunk(id)
  await eraseProspect(_id)
  // The worker dies after it has made the first people, and before it has said so.
  const operation = await operationNow(id)
  let made = 0
  for (let write = 1; made === 0; write++) {
    await crashAt({ write, when: 'after' }, () => workOnBulk()).catch(() => {})
    made = await collectionOf(Prospects).countDocuments()
    await collectionOf(BulkOperations).updateOne(
      { _id: id },
      { $set: { notBefore: new Date(0), attempts: 0 } },
    )
    await database().collection('lanes').deleteMany({})
  }
  expect(operation.counts).toEqual({})
  const first = await collectionOf(Prospects).findOne({ email: 'p0@example.com' })
  await collectionOf(BulkOperations).updateOne({ _id: id }, { $set: { forgotten: [] } })
  await eraseProspect(first?._id ?? '')
  await eraseForgottenAddress(id)
  await workOnBulk()
  const { counts, state } = await operationNow(id)
  expect(state).toBe('done')
  expect(await collectionOf(Prospects).countDocuments({ email: 'p0@example.com' })).toBe(0)
  expect(counts.created).toBeGreaterThan(590)
})

/** So that the tombstone alone has to hold. */
function eraseForgottenAddress(id: string) {
  return collectionOf(BulkOperations).updateOne({ _id: id }, { $set: { forgotten: [] } })
}

async function oneChunk(id: string): Promise<void> {
  const { lane } = await operationNow(id)
  const lease = await claimLane({ kind: 'bulk', lane, owner: newOwner() })
  if (!lease) throw new Error('the lane is free')
  await holdLane(lease, async (held) => {
    const operation = await collectionOf(BulkOperations).findOneAndUpdate(
      { _id: id },
      { $set: { fence: held.lease.fence, state: 'running' } },
      { returnDocument: 'after' },
    )
    if (operation) await advance(operation, held)
  })
}

/** Every text that is stored anywhere, bytes included. */
async function everything(): Promise<string> {
  const collections = await database().collections()
  const rows = await Promise.all(collections.map((collection) => collection.find().toArray()))
  return JSON.stringify(rows, (_, value) =>
    value && typeof value === 'object' && value._bsontype === 'Binary' ? value.toString('utf8') : value,
  )
}
