import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { createList } from '../lists/create-list'
import { Fields } from '../prospects/field'
import { type Prospect, Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { startExport } from './export/start-export'
import { readParts } from './files/read-file'
import { startImport } from './import/start-import'
import { openDownload } from './open-download'
import { uploadText } from './testing/upload-text'
import { operationNow, workOnBulk } from './testing/work-on-bulk'

useTestDatabase()

const nasty = [
  '=cmd|x',
  "'=quoted",
  '+49',
  '-1',
  '@you',
  'comma, "quote"',
  'two\nlines',
  'ünï–€ 🙂',
  "it's",
  '1e5',
]

test('what is exported and imported again is what it was: odd texts, types, tags, lists, consent', async () => {
  const list = await createList({ name: 'Fair, 2026', description: '' })
  await collectionOf(Fields).insertMany([
    { _id: 'size', label: 'Company size', type: 'number', createdAt: new Date() },
    { _id: 'isPartner', label: 'Partner', type: 'boolean', createdAt: new Date() },
    { _id: 'since', label: 'Since', type: 'date', createdAt: new Date() },
    { _id: 'email2', label: 'Email', type: 'text', createdAt: new Date() },
  ])
  for (const [i, text] of nasty.entries())
    await insertProspect({
      email: `p${i}@example.com`,
      firstName: text.replace('\n', ' '),
      organization: text.replace('\n', ' '),
      tags: [`tag ${i}`, 'all'],
      lists: i % 2 ? [list.id] : [],
      score: i - 3,
      timezone: i % 2 ? 'Europe/Berlin' : null,
      consent: { email: i % 2 ? 'unsubscribed' : 'subscribed', tracking: 'granted' },
      fields: { size: i, isPartner: i % 2 === 0, since: '2026-03-31', email2: text },
    })
  const before = await everybody()
  const exported = await startExport({ selection: { all: true }, withMark: true }, 'test')
  await workOnBulk()
  const text = await new Response((await openDownload(exported._id, 'result')).body).text()
  await collectionOf(Prospects).deleteMany({})
  const { id: fileId } = await uploadText(`\ufeff${text}`)
  const header = text.split('\r\n')[0]?.split(',') ?? []
  expect(header).toContain('fields.email2')
  const imported = await startImport({ fileId, options: { matchBy: 'email' } }, 'test')
  await workOnBulk()
  const { counts, files } = await operationNow(imported._id)
  let errors = ''
  for await (const part of readParts(files.errors ?? '')) errors += part
  expect(errors).toBe('')
  expect(counts).toEqual({ created: nasty.length })
  expect(await everybody()).toEqual(before)
})

async function everybody(): Promise<Partial<Prospect>[]> {
  const rows = await collectionOf(Prospects).find().sort({ email: 1 }).toArray()
  return rows.map(({ _id, createdAt: _c, updatedAt: _u, search: _s, ...rest }) => rest)
}
