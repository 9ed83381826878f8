import { beforeEach, describe, expect, test } from 'vitest'
import { collectionOf } from '../../db/collection-of'
import { Events } from '../../events/stored-event'
import { createList } from '../../lists/create-list'
import { Memberships } from '../../lists/membership'
import { Fields } from '../../prospects/field'
import { type Prospect, Prospects } from '../../prospects/prospect'
import { useTestDatabase } from '../../testing/database'
import { insertProspect, prospectNow } from '../../testing/insert-prospect'
import { BulkFiles } from '../files/bulk-file'
import { uploadText } from '../testing/upload-text'
import { operationNow, workOnBulk } from '../testing/work-on-bulk'
import { prospectIdOf } from './decide-rows'
import { importAtOnce, importQuerySchema } from './import-at-once'
import type { ImportOptions } from './import-options'
import { importRequestSchema } from './prepare-import'
import { previewImport } from './preview-import'
import { readErrors } from './row-errors'
import { startImport } from './start-import'

useTestDatabase()

async function importText(text: string | Buffer, options: Partial<ImportOptions> = {}) {
  const { id: fileId } = await uploadText(text)
  const { _id } = await startImport({ fileId, options }, 'test')
  await workOnBulk()
  const operation = await operationNow(_id)
  return { ...operation, errors: await readErrors(operation.files.errors ?? '', 100) }
}

const byEmail = async (email: string): Promise<Prospect> => {
  const prospect = await collectionOf(Prospects).findOne({ email })
  if (!prospect) throw new Error(`nobody has ${email}`)
  return prospect
}
const everybody = () => collectionOf(Prospects).find().sort({ email: 1 }).toArray()

test('columns find their fields by name, values are checked as everywhere, and what is wrong is told by row', async () => {
  const imported = await importText(
    [
      'E-Mail,Vorname,Last Name,Company,Score,Tags,Opt-in,Time zone,Shoe size',
      'Ada@Example.com ,Ada,Lovelace,"Engines, Ltd",5,math;poetry,yes,Europe/London,37',
      'no address,B,,,,,,,',
      'c@example.com,C,,,many,,,,',
      ',,,,,,,,',
      'd@example.com,D,,,,,,Nowhere/City,',
      ',E,,,,,,,',
      'f@example.com,F,,,,,,,,,too many',
    ].join('\n'),
  )
  expect(imported).toMatchObject({
    state: 'done',
    counts: { created: 1, failed: 5 },
    progress: { done: 6, total: 6 },
    input: null,
  })
  expect(await byEmail('ada@example.com')).toMatchObject({
    firstName: 'Ada',
    lastName: 'Lovelace',
    organization: 'Engines, Ltd',
    score: 5,
    tags: ['math', 'poetry'],
    timezone: 'Europe/London',
    consent: { email: 'subscribed', tracking: 'unknown' },
    fields: {},
    search: { words: ['ada', 'lovelace', 'engines', 'ltd', 'example', 'com'], name: 'ada lovelace' },
  })
  expect(imported.errors).toEqual([
    { row: 3, reason: expect.stringContaining('E-Mail: Enter a valid email address') },
    { row: 4, reason: expect.stringContaining('Score: Write a number such as 1234.5') },
    { row: 6, reason: expect.stringContaining('Time zone: Use a time zone such as Europe/Berlin') },
    { row: 7, reason: 'There is no email address' },
    { row: 8, reason: expect.stringContaining('It has 11 cells, the header has 9') },
  ])
  expect(await everybody()).toHaveLength(1)
})

describe('prospects that are there already', () => {
  const text = 'email,first name,last name,tags\nada@example.com,Augusta,King,new\nbob@example.com,Bob,,\n'
  let ada: Prospect
  beforeEach(async () => {
    ada = await insertProspect({ email: 'ada@example.com', firstName: 'Ada', tags: ['old'] })
  })

  test.each([
    ['fill', { firstName: 'Ada', lastName: 'King', tags: ['old', 'new'] }, { created: 1, updated: 1 }],
    [
      'overwrite',
      { firstName: 'Augusta', lastName: 'King', tags: ['old', 'new'] },
      { created: 1, updated: 1 },
    ],
    ['skip', { firstName: 'Ada', lastName: '', tags: ['old'] }, { created: 1, skipped: 1 }],
  ] as const)('%s', async (existing, expected, counts) => {
    const imported = await importText(text, { existing })
    expect(imported.counts).toEqual(counts)
    expect(await prospectNow(ada._id)).toMatchObject(expected)
    expect((await importText(text, { existing })).counts).toEqual(
      existing === 'skip' ? { skipped: 2 } : { unchanged: 2 },
    )
  })

  test('empty cells leave what is there, and nobody who unsubscribed is subscribed again by a file', async () => {
    await collectionOf(Prospects).updateOne({ _id: ada._id }, { $set: { 'consent.email': 'unsubscribed' } })
    await importText('email,first name,email consent\nada@example.com,,subscribed\n', {
      existing: 'overwrite',
    })
    expect(await prospectNow(ada._id)).toMatchObject({ firstName: 'Ada', consent: { email: 'unsubscribed' } })
  })

  test('by id: what is unknown is an error, a new address must be free', async () => {
    const imported = await importText(`id,email\n${ada._id},augusta@example.com\nnobody,x@example.com\n`, {
      matchBy: 'id',
      existing: 'overwrite',
    })
    expect(imported.counts).toEqual({ updated: 1, failed: 1 })
    expect((await prospectNow(ada._id)).email).toBe('augusta@example.com')
    await insertProspect({ email: 'taken@example.com' })
    const refused = await importText(`id,email\n${ada._id},taken@example.com\n`, {
      matchBy: 'id',
      existing: 'overwrite',
    })
    expect(refused.counts).toEqual({ failed: 1 })
    expect(refused.errors).toEqual([{ row: 2, reason: 'Another prospect has this email address' }])
  })

  test('by a field of one’s own, such as the number in another system', async () => {
    await collectionOf(Fields).insertOne({
      _id: 'crmId',
      label: 'CRM',
      type: 'number',
      createdAt: new Date(),
    })
    await collectionOf(Prospects).updateOne({ _id: ada._id }, { $set: { 'fields.crmId': 17 } })
    const imported = await importText('crmId,first name\n17,Augusta\n18,Bob\n', {
      matchBy: 'fields.crmId',
      existing: 'overwrite',
    })
    expect(imported.counts).toEqual({ updated: 1, created: 1 })
    expect((await prospectNow(ada._id)).firstName).toBe('Augusta')
  })
})

test.each([
  ['last', 'Third'],
  ['first', 'First'],
] as const)(
  'of several rows about one prospect the %s counts, wherever in the file they are',
  async (repeated, name) => {
    const filler = Array.from({ length: 3_000 }, (_, i) => `p${i}@example.com,P`)
    const text = [
      'email,first name',
      'a@example.com,First',
      'A@example.com ,Second',
      ...filler,
      'a@example.com,Third',
    ]
    const imported = await importText(text.join('\n'), { repeated })
    expect(imported.counts).toEqual({ created: 3_001, repeated: 2 })
    expect((await byEmail('a@example.com')).firstName).toBe(name)
  },
)

test('everybody in the file gets the tags and joins the list that were chosen; workflows hear of nothing by default', async () => {
  const list = await createList({ name: 'Fair', description: '' })
  await insertProspect({ email: 'old@example.com' })
  const text = 'email,lists\nold@example.com,\nnew@example.com,fair\n'
  await importText(text, { addTags: ['fair'], listId: list.id })
  for (const { tags, lists } of await everybody())
    expect({ tags, lists }).toEqual({ tags: ['fair'], lists: [list.id] })
  expect(await collectionOf(Memberships).countDocuments({ listId: list.id, change: 'joined' })).toBe(2)
  expect(await collectionOf(Events).countDocuments()).toBe(0)
})

test('rows without an address become prospects of their own when that is wanted', async () => {
  const imported = await importText('email,first name\n,Ada\n,Ada\n', { unmatched: 'create' })
  expect(imported.counts).toEqual({ created: 2 })
})

test('a column can become a new custom field of a type', async () => {
  const { id: fileId } = await uploadText('email,Employees\na@example.com,"1,200.5"\nb@example.com,few\n')
  const columns = [
    { header: 'email', target: 'email' as const },
    { header: 'Employees', target: 'fields.employees' as const, newType: 'number' as const },
  ]
  const { _id } = await startImport({ fileId, columns }, 'test')
  await workOnBulk()
  expect((await operationNow(_id)).counts).toEqual({ created: 1, failed: 1 })
  expect((await byEmail('a@example.com')).fields).toEqual({ employees: 1200.5 })
  expect(await collectionOf(Fields).findOne({ _id: 'employees' })).toMatchObject({
    label: 'Employees',
    type: 'number',
  })
})

test.each([
  ['semicolons as in our own exports', 'email,tags\na@example.com,a;b\n', {}, ';', ['a', 'b']],
  ['a comma in a tag, too', 'email,tags\na@example.com,"a, b"\n', {}, ';', ['a, b']],
  ['commas where columns have semicolons', 'email;tags\na@example.com;a, b\n', {}, ',', ['a', 'b']],
  ['vertical lines, when the cells have them', 'email;Tags\na@example.com;a|b\n', {}, '|', ['a', 'b']],
  ['semicolons in quotes', 'email;tags\na@example.com;"a;b"\n', {}, ';', ['a', 'b']],
  ['a comma when no cell says', 'email;tags;note\na@example.com;a;1|2\n', {}, ',', ['a']],
  [
    'what was chosen',
    'email;tags\na@example.com;a, b/c\n',
    { separator: '/' } as Partial<ImportOptions>,
    '/',
    ['a, b', 'c'],
  ],
])('between tags in a cell: %s', async (_name, text, options, separator, tags) => {
  const preview = await previewImport(
    importRequestSchema.parse({ fileId: (await uploadText(text)).id, options }),
    'test',
  )
  expect(preview.options.separator).toBe(separator)
  await importAtOnce(await uploadText(text), importQuerySchema.parse(options), 'test')
  expect((await byEmail('a@example.com')).tags).toEqual(tags)
})

describe('whatever program the file comes from', () => {
  const text =
    'email;first name;note\r\ná@example.com;Zoë;"two\r\nlines; ""quoted"" – €"\r\nb@example.com;B;\r\n'
  const ascii = text.replace('á@', 'a@')
  const windows = Buffer.from(
    [...ascii].map((char) => ({ '€': 0x80, '–': 0x96 })[char] ?? char.charCodeAt(0)),
  )
  const swapped = Buffer.from(`\ufeff${ascii}`, 'utf16le').swap16()
  test.each([
    ['UTF-8', Buffer.from(ascii)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${ascii}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${ascii}`, 'utf16le')],
    ['UTF-16 BE', swapped],
    ['Windows-1252', windows],
    ['old line breaks', Buffer.from(ascii.replaceAll('\r\n', '\r'))],
  ])('%s', async (_name, bytes) => {
    const { id: fileId } = await uploadText(bytes)
    const columns = [
      { header: 'email', target: 'email' as const },
      { header: 'first name', target: 'firstName' as const },
      { header: 'note', target: 'fields.note' as const },
    ]
    await startImport({ fileId, columns }, 'test')
    await workOnBulk()
    const [a, b] = await everybody()
    expect(a).toMatchObject({ email: 'a@example.com', firstName: 'Zoë' })
    expect(String(a?.fields.note).replace(/\r\n?/, '\n')).toBe('two\nlines; "quoted" – €')
    expect(b).toMatchObject({ email: 'b@example.com', firstName: 'B' })
  })

  test('a preview shows the first rows as they would be stored, and changes nothing', async () => {
    const { id: fileId } = await uploadText('email,first name\nada@example.com,Ada\nwrong,B\n')
    const preview = await previewImport(importRequestSchema.parse({ fileId }), 'test')
    expect(preview).toMatchObject({
      format: { delimiter: ',', encoding: 'utf-8' },
      columns: [{ target: 'email' }, { target: 'firstName' }],
      rows: [
        { row: 2, outcome: 'created', prospect: { email: 'ada@example.com', firstName: 'Ada' } },
        { row: 3, outcome: 'failed', reason: expect.stringContaining('valid email'), prospect: null },
      ],
    })
    expect(await everybody()).toEqual([])
  })

  test('a file whose columns nobody knows by their names is shown with what to choose, and starts once that is chosen', async () => {
    const { id: fileId } = await uploadText('Wer,Wohin\nAda,ada@example.com\n')
    const { columns, problem, rows } = await previewImport(importRequestSchema.parse({ fileId }), 'test')
    expect(columns.map(({ header, target }) => [header, target])).toEqual([
      ['Wer', null],
      ['Wohin', null],
    ])
    expect(rows).toMatchObject([{ cells: ['Ada', 'ada@example.com'] }])
    expect(problem).toContain('No column goes anywhere')
    await expect(startImport({ fileId }, 'test')).rejects.toMatchObject({ userMessage: problem })
    const chosen = columns.map((column) =>
      column.header === 'Wohin' ? { ...column, target: 'email' as const } : column,
    )
    const again = await previewImport(importRequestSchema.parse({ fileId, columns: chosen }), 'test')
    expect(again).toMatchObject({ problem: null, rows: [{ outcome: 'created' }] })
    await startImport({ fileId, columns: chosen }, 'test')
    await workOnBulk()
    expect(await everybody()).toMatchObject([{ email: 'ada@example.com' }])
  })
})

describe('what cannot be imported is refused before anything is changed', () => {
  test('a quotation mark that is never closed, seen at once or while the file is read', async () => {
    const { id: fileId } = await uploadText(
      'email,first name\na@example.com,A\nb@example.com,"B\nc@example.com,C\n',
    )
    await expect(startImport({ fileId }, 'test')).rejects.toMatchObject({
      userMessage: expect.stringContaining('row 3 is never closed'),
    })
    const good = 'a@example.com,A\n'.repeat(10_000)
    const bad = 'c@example.com,C\n'.repeat(120_000)
    const failed = await importText(`email,n\n${good}b@example.com,"B\n${bad}`)
    expect(failed).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('row 10002 is never closed'),
      counts: {},
    })
    expect(await everybody()).toEqual([])
  })

  test.each([
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0])],
    ['nothing', Buffer.alloc(0)],
  ])('%s', async (_name, bytes) => {
    await expect(uploadText(bytes)).rejects.toMatchObject({ code: 'unprocessable' })
    expect(await collectionOf(BulkFiles).countDocuments()).toBe(0)
  })

  test('a file of somebody else, a file twice, columns that are not its own', async () => {
    const { id: fileId } = await uploadText('email\na@example.com\n')
    await expect(startImport({ fileId }, 'another')).rejects.toMatchObject({ code: 'not-found' })
    const columns = [{ header: 'mail', target: 'email' as const }]
    await expect(startImport({ fileId, columns }, 'test')).rejects.toMatchObject({ code: 'unprocessable' })
    await startImport({ fileId }, 'test')
    await expect(startImport({ fileId }, 'test')).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('P8: what the rows of a file make has ids in the order of the rows, the same each time', () => {
  const ids = [2, 9, 10, 999_999].map((row) => prospectIdOf('an-operation', row))
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(4)
  expect(ids).toEqual([2, 9, 10, 999_999].map((row) => prospectIdOf('an-operation', row)))
  expect(prospectIdOf('another-operation', 2)).not.toBe(ids[0])
})
