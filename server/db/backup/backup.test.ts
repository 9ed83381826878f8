import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Double, Long, ObjectId } from 'mongodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyDatabase, useTestDatabase } from '../../testing/database'
import { database } from '../connect'
import { backup } from './backup'
import { restore } from './restore'

useTestDatabase()

let place: string
let folder: string
let dataDir: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'switchyard-backup-'))
  folder = join(place, 'copy')
  dataDir = place
  writeFileSync(join(dataDir, 'secret'), 'first-secret')
})
afterEach(() => rmSync(place, { recursive: true }))

const things = () => database().collection('things')
const exact = () =>
  things()
    .find({}, { promoteValues: false, sort: { _id: 1 } })
    .toArray()

test('what is restored is what was backed up: documents, kinds of numbers, indexes, secret', async () => {
  await things().insertMany([
    {
      _id: new ObjectId(),
      whole: Long.fromNumber(5),
      point: new Double(5),
      at: new Date(0),
      bytes: Buffer.from('ab'),
    },
    { _id: new ObjectId(), deep: { list: [1, null, 'ä'] } },
  ])
  await things().createIndex(
    { whole: 1 },
    { name: 'by-whole', partialFilterExpression: { whole: { $gt: 1 } } },
  )
  const [before, indexes] = [await exact(), await things().indexes()]
  const counts = await backup({ folder, dataDir })
  expect(counts.documents).toBe(2)

  await emptyDatabase()
  await things().dropIndex('by-whole')
  rmSync(join(dataDir, 'secret'))
  expect((await restore({ folder, dataDir })).documents).toBe(2)
  expect(await exact()).toEqual(before)
  expect(await things().indexes()).toEqual(indexes)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe('first-secret')
})

test('many documents, more than one batch of them, all come back', async () => {
  const pad = 'x'.repeat(20_000)
  await things().insertMany(Array.from({ length: 1000 }, (_, n) => ({ n, pad })))
  await backup({ folder, dataDir })
  await emptyDatabase()
  await restore({ folder, dataDir })
  const [sum] = await things()
    .aggregate([{ $group: { _id: null, sum: { $sum: '$n' }, count: { $sum: 1 } } }])
    .toArray()
  expect(sum).toMatchObject({ sum: 499_500, count: 1000 })
})

test('a database that is not empty is left alone', async () => {
  await things().insertOne({ n: 1 })
  await backup({ folder, dataDir })
  await expect(restore({ folder, dataDir })).rejects.toMatchObject({ code: 'conflict' })
  expect(await things().countDocuments()).toBe(1)
})

test('another secret is not overwritten', async () => {
  await backup({ folder, dataDir })
  writeFileSync(join(dataDir, 'secret'), 'another-secret')
  await expect(restore({ folder, dataDir })).rejects.toMatchObject({ code: 'conflict' })
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe('another-secret')
})

test('a backup that was cut off is told', async () => {
  await things().insertOne({ text: 'complete' })
  await backup({ folder, dataDir })
  await emptyDatabase()
  truncateSync(join(folder, 'things.bson'), 20)
  await expect(restore({ folder, dataDir })).rejects.toThrow('ends in the middle of a document')
})

test('a folder that is there already is not written to', async () => {
  await backup({ folder, dataDir })
  await expect(backup({ folder, dataDir })).rejects.toThrow('EEXIST')
})
