import { expect, test } from 'vitest'
import { database } from '../db/connect'
import { useTestDatabase } from './database'

useTestDatabase()

test('a document written is read back', async () => {
  await database().collection('things').insertOne({ name: 'one' })
  expect(await database().collection('things').countDocuments()).toBe(1)
})

test('the next test finds the database empty', async () => {
  expect(await database().collection('things').countDocuments()).toBe(0)
})
