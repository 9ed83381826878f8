import { totalmem } from 'node:os'
import { expect, test } from 'vitest'
import { Prospects } from '../../prospects/prospect'
import { useTestDatabase } from '../../testing/database'
import { insertProspect } from '../../testing/insert-prospect'
import { collectionOf } from '../collection-of'
import { database } from '../connect'
import { cacheMegabytes } from './tune-engine'

useTestDatabase()

test('a query with several plans that all find nothing is answered with nothing, not with an error', async () => {
  const sample = await insertProspect({ organization: 'Rail' })
  const rows = Array.from({ length: 15_000 }, (_, n) => ({ ...sample, _id: `p${n}` }))
  await collectionOf(Prospects).insertMany(rows)
  const find = (text: string) =>
    collectionOf(Prospects)
      .find({ organization: { $regex: text, $options: 'i' } })
      .sort({ createdAt: -1, _id: -1 })
      .limit(50)
      .toArray()
  expect(await find('nobody is called so')).toEqual([])
})

test('the cache is as large as the machine allows', async () => {
  const { wiredTiger } = await database().admin().command({ serverStatus: 1 })
  expect(wiredTiger.cache['maximum bytes configured']).toBe(cacheMegabytes(totalmem()) * 1024 * 1024)
  expect([1, 2, 64].map((gigabytes) => cacheMegabytes(gigabytes * 1024 ** 3))).toEqual([256, 512, 1024])
})
