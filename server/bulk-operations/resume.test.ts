import { expect, test } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { collectionOf } from '../db/collection-of'
import { Events } from '../events/stored-event'
import { claimLane } from '../jobs/claim-lane'
import { holdLane } from '../jobs/hold-lane'
import { Lanes } from '../jobs/lane'
import { endOwner, newOwner } from '../jobs/owner'
import { createList } from '../lists/create-list'
import { Memberships } from '../lists/membership'
import { Prospects } from '../prospects/prospect'
import { crashAt, crashPoints } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { keepScene } from '../testing/keep-scene'
import { overtakeAt } from '../testing/overtake-at'
import { publishDocument } from '../testing/publish-document'
import { startChange } from './actions/start-change'
import { BulkOperations } from './bulk-operation'
import { startExport } from './export/start-export'
import { readParts } from './files/read-file'
import { readErrors } from './import/row-errors'
import { startImport } from './import/start-import'
import { uploadText } from './testing/upload-text'
import { operationNow, workOnBulk } from './testing/work-on-bulk'

useTestDatabase()

/** Three chunks of rows: new people, known ones, repeated and wrong rows, lists and tags, and workflows that listen. */
async function beginImport(): Promise<string> {
  await publishDocument({
    document: draw(
      {
        start: { type: 'tag-added', config: { tags: ['vip'] } },
        act: { type: 'adjust-score', config: { by: 1 } },
      },
      ['start -> act'],
    ),
  })
  const list = await createList({ name: 'Fair', description: '' }, 'fair')
  for (let i = 0; i < 5; i++)
    await insertProspect({ _id: `known${i}`, email: `known${i}@example.com`, tags: i === 0 ? ['vip'] : [] })
  const note = 'A long note makes a chunk of a few hundred rows. '.repeat(10)
  const rows = Array.from({ length: 600 }, (_, i) => {
    if (i % 120 === 7) return `known${(i - 7) / 120}@example.com,Known,vip,${note}`
    if (i % 200 === 9) return `wrong,W,,${note}`
    if (i % 150 === 11) return `twice@example.com,T,vip,${note}`
    return `p${i}@example.com,P${i},${i % 100 === 3 ? 'vip' : ''},${note}`
  })
  const { id: fileId } = await uploadText(['email,first name,tags,note', ...rows].join('\n'))
  const options = { existing: 'overwrite', listId: list.id, tellWorkflows: true } as const
  return (await startImport({ fileId, options }, 'test'))._id
}

async function endOfImport(id: string) {
  const { state, counts, progress, files } = await operationNow(id)
  const prospects = await collectionOf(Prospects)
    .find({}, { projection: { _id: 0, email: 1, firstName: 1, tags: 1, lists: 1 }, sort: { email: 1 } })
    .toArray()
  return {
    state,
    counts,
    progress,
    prospects,
    errors: await readErrors(files.errors ?? '', 100),
    joined: await collectionOf(Memberships).countDocuments(),
    told: await collectionOf(Events).countDocuments({ kind: 'tag.added' }),
  }
}

test('an import whose worker dies before or after any write is finished by the next one: same prospects, same counts, same events', async () => {
  const id = await beginImport()
  const beginAgain = await keepScene()
  const { writes } = await crashAt(null, () => workOnBulk())
  const expected = await endOfImport(id)
  expect(expected).toMatchObject({
    state: 'done',
    counts: { created: 589, updated: 5, repeated: 3, failed: 3 },
    progress: { done: 600, total: 600 },
    joined: 594,
    told: 11,
  })
  expect(writes).toBeGreaterThan(20)
  for (const point of crashPoints(writes)) {
    await beginAgain()
    const dying = newOwner()
    await crashAt(point, () => workOnBulk(dying))
    endOwner(dying)
    await dueAgain()
    await workOnBulk()
    expect(await endOfImport(id), `died ${point.when} write ${point.write} of ${writes}`).toEqual(expected)
  }
})

test('a worker that sleeps through its lease and wakes up changes nothing any more: neither rows nor counts are doubled', async () => {
  const id = await beginImport()
  const beginAgain = await keepScene()
  const writes = (await crashAt(null, () => workOnBulk())).writes
  for (let write = 4; write < writes; write += 3) {
    await beginAgain()
    await overtakeAt(write, () => workOnBulk(), takeOver)
    const end = await endOfImport(id)
    expect(end.counts, `overtaken at write ${write}`).toEqual({
      created: 589,
      updated: 5,
      repeated: 3,
      failed: 3,
    })
    expect(end).toMatchObject({ state: 'done', joined: 594, told: 11 })
    expect(end.prospects).toHaveLength(594)
  }
})

/** The lease of whoever works now is over, and somebody else does all there is to do. */
async function takeOver(): Promise<void> {
  await collectionOf(Lanes).updateMany({ _id: /^bulk:/ }, { $set: { until: new Date(0) } })
  await workOnBulk()
}

test('tags added to many at once, with a worker that dies at each write', async () => {
  const begin = async () => {
    await publishDocument({
      document: draw(
        {
          start: { type: 'list-joined', config: { listIds: ['fair'] } },
          act: { type: 'adjust-score', config: { by: 1 } },
        },
        ['start -> act'],
      ),
    })
    await createList({ name: 'Fair', description: '' }, 'fair')
    for (let i = 0; i < 30; i++) await insertProspect({ _id: `p${i}`, lists: i % 3 ? [] : ['fair'] })
    const action = { type: 'add-to-list', listId: 'fair' } as const
    return (await startChange({ selection: { all: true }, action }, 'test'))._id
  }
  const end = async (id: string) => ({
    counts: (await operationNow(id)).counts,
    on: await collectionOf(Prospects).countDocuments({ lists: 'fair' }),
    lines: await collectionOf(Memberships).countDocuments(),
    told: await collectionOf(Events).countDocuments({ kind: 'list.joined' }),
  })
  const id = await begin()
  const beginAgain = await keepScene()
  const { writes } = await crashAt(null, () => workOnBulk())
  const expected = { counts: { changed: 20, unchanged: 10 }, on: 30, lines: 20, told: 20 }
  expect(await end(id)).toEqual(expected)
  for (const point of crashPoints(writes)) {
    await beginAgain()
    const dying = newOwner()
    await crashAt(point, () => workOnBulk(dying))
    endOwner(dying)
    await dueAgain()
    await workOnBulk()
    expect(await end(id), `died ${point.when} write ${point.write} of ${writes}`).toEqual(expected)
  }
})

test('an export whose worker dies at any write has every prospect once', async () => {
  const begin = async () => {
    await collectionOf(Prospects).insertMany(
      await Promise.all(
        Array.from({ length: 40 }, async (_, i) => ({ ...(await insertProspect()), _id: `q${i}` })),
      ),
    )
    return (await startExport({ selection: { all: true }, columns: ['id'], withMark: false }, 'test'))._id
  }
  const end = async (id: string) => {
    const { files, counts, state } = await operationNow(id)
    let text = ''
    for await (const part of readParts(files.result ?? '')) text += part.toString()
    return {
      state,
      counts,
      rows: text.trim().split('\r\n').toSorted().length,
      ids: new Set(text.trim().split('\r\n')).size,
    }
  }
  const id = await begin()
  const beginAgain = await keepScene()
  const { writes } = await crashAt(null, () => workOnBulk())
  const expected = { state: 'done', counts: { exported: 80 }, rows: 80, ids: 80 }
  expect(await end(id)).toEqual(expected)
  for (let write = 1; write <= writes; write++) {
    await beginAgain()
    const dying = newOwner()
    await crashAt({ write, when: 'after' }, () => workOnBulk(dying))
    endOwner(dying)
    await dueAgain()
    await workOnBulk()
    expect(await end(id), `died after write ${write} of ${writes}`).toEqual(expected)
  }
})

test('what fails again and again ends with a reason, and does not hold up others', async () => {
  for (let i = 0; i < 3; i++) await insertProspect()
  const action = { type: 'add-tags' as const, tags: ['x'] }
  const broken = await startChange({ selection: { all: true }, action }, 'test')
  const fine = await startChange({ selection: { all: true }, action }, 'test')
  await collectionOf(BulkOperations).updateOne(
    { _id: broken._id },
    { $set: { input: null, lane: fine.lane } },
  )
  for (let attempt = 1; attempt <= 9; attempt++) {
    await workOnBulk()
    await dueAgain()
  }
  expect((await operationNow(fine._id)).state).toBe('done')
  expect(await operationNow(broken._id)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('eight times'),
  })
})

test('a lane that somebody holds is left to them', async () => {
  await insertProspect()
  const { _id, lane } = await startChange(
    { selection: { all: true }, action: { type: 'add-tags', tags: ['x'] } },
    'test',
  )
  const lease = await claimLane({ kind: 'bulk', lane, owner: newOwner() })
  expect(await claimLane({ kind: 'bulk', lane, owner: newOwner() })).toBeNull()
  expect((await operationNow(_id)).state).toBe('waiting')
  if (lease) await holdLane(lease, async () => {})
  await workOnBulk()
  expect((await operationNow(_id)).counts).toEqual({ changed: 1 })
})

/** What waits for another attempt is due now. */
function dueAgain() {
  return collectionOf(BulkOperations).updateMany({}, { $set: { notBefore: new Date(0) } })
}
