import { z } from 'zod'
import { listUsers } from '../../auth/list-users'
import { collectionOf } from '../../db/collection-of'
import { findRows } from '../../db/find-rows'
import { AppError } from '../../errors'
import { Lists } from '../../lists/list'
import { type Field, Fields } from '../../prospects/field'
import { type CsvFormat, formatOf } from '../csv/csv-format'
import { readRows, startOf } from '../csv/read-rows'
import { type BulkFile, BulkFiles } from '../files/bulk-file'
import { readFileFrom } from '../files/read-file'
import { guessMapping } from './guess-mapping'
import { guessSeparator } from './guess-separator'
import type { ImportInput } from './import-input'
import { type ColumnMapping, columnMappingSchema, importOptionsSchema } from './import-options'
import { fileGone } from './scan-chunk'

export const importRequestSchema = z.strictObject({
  /** What the upload answered. */
  fileId: z.string().min(1).max(100),
  options: importOptionsSchema.prefault({}),
  /** Where each column goes, in the order of the header; guessed by their names when left out. */
  columns: z.array(columnMappingSchema).max(500).optional(),
})
export type ImportRequest = z.output<typeof importRequestSchema>

export type PreparedImport = {
  upload: BulkFile
  headers: string[]
  fields: Field[]
  input: ImportInput
  /** What has to be chosen before it can be started; null when it can be. */
  problem: string | null
}

/**
 * Everything that an import of this file would work by. Changes nothing.
 * @throws AppError 'not-found' when the upload is gone, 'unprocessable' when the choices contradict the file or each other
 */
export async function prepareImport(
  { fileId, options, columns: given }: ImportRequest,
  startedBy: string,
): Promise<PreparedImport> {
  const upload = await findUpload(fileId, startedBy)
  const format = formatOf(await readHead(fileId), upload.encoding ?? 'utf-8', options.delimiter)
  const [first = [], ...rows] = await readFirstRows(fileId, format)
  const headers = headersIn(first)
  const fields = (await findRows(Fields, {}).limit(1_000).toArray()).toSorted((a, b) =>
    a._id < b._id ? -1 : 1,
  )
  const columns = given ?? guessMapping(headers, fields)
  const input: ImportInput = {
    file: fileId,
    format,
    columns,
    options: { ...options, separator: options.separator ?? guessSeparator(rows, { columns, ...format }) },
    fields: fieldsIn(columns, fields),
    listIds: await listIdsFor(columns),
    userIds: await userIdsFor(columns),
    startedBy,
  }
  await checkInput(input, headers)
  return { upload, headers, fields, input, problem: problemOf(input) }
}

/** An upload belongs to whoever sent it, and is used once. */
async function findUpload(id: string, ownedBy: string): Promise<BulkFile> {
  const upload = await collectionOf(BulkFiles).findOne(
    { _id: id, ownedBy, isComplete: true, expiresAt: { $gt: new Date() } },
    { maxTimeMS: 5_000 },
  )
  if (!upload) throw fileGone()
  return upload
}

async function readHead(file: string): Promise<Buffer> {
  for await (const part of readFileFrom(file, 0)) return part.subarray(0, 256 * 1024)
  throw fileGone()
}

async function readFirstRows(file: string, format: CsvFormat): Promise<string[][]> {
  const { rows } = await readRows({ file, format }, startOf(format), { bytes: 64 * 1024, rows: 200 })
  return rows
}

function headersIn(row: string[]): string[] {
  const headers = row.map((cell) => cell.trim())
  while (headers.at(-1) === '') headers.pop()
  if (headers.length === 0) throw refused('The first row is empty. It must name the columns.')
  if (headers.length > 500)
    throw refused('The file has more than 500 columns. Remove those that are not needed.')
  return headers
}

function fieldsIn(columns: ColumnMapping[], known: Field[]): ImportInput['fields'] {
  return Object.fromEntries(
    columns.flatMap(({ header, target, newType = 'text' }) => {
      const key = target?.startsWith('fields.') ? target.slice('fields.'.length) : null
      if (!key) return []
      const field = known.find(({ _id }) => _id === key)
      const { label, type, options = [] } = field ?? { label: header || key, type: newType }
      return [[key, { label, type, options }] as const]
    }),
  )
}

/** Lists that people are put on one by one; who is on the others is decided by criteria. */
async function listIdsFor(columns: ColumnMapping[]): Promise<Record<string, string>> {
  if (!columns.some(({ target }) => target === 'lists')) return {}
  const lists = await findRows(Lists, joinable, { name: 1 }).limit(5_000).toArray()
  return Object.fromEntries(lists.map(({ _id, name }) => [name.trim().toLowerCase(), _id]))
}

const joinable = { kind: { $ne: 'criteria' } }

async function userIdsFor(columns: ColumnMapping[]): Promise<Record<string, string>> {
  if (!columns.some(({ target }) => target === 'owner')) return {}
  const users = await listUsers()
  return Object.fromEntries(
    users.flatMap(({ id, email }) => [
      [email.toLowerCase(), id],
      [id.toLowerCase(), id],
    ]),
  )
}

/** @throws AppError 'unprocessable' with what to choose differently */
async function checkInput({ columns, options }: ImportInput, headers: string[]): Promise<void> {
  const isSame = columns.length === headers.length && columns.every(({ header }, i) => header === headers[i])
  if (!isSame) throw refused('The columns are not those of the file. Choose the file again.')
  const targets = columns.flatMap(({ target }) => target ?? [])
  const twice = targets.find((target, i) => targets.indexOf(target) !== i)
  if (twice) throw refused(`Two columns go to “${twice}”. Leave one of them out.`)
  if (options.listId) await checkList(options.listId)
}

/** What a file whose columns nobody knows by their names does not say by itself. */
function problemOf({ columns, options: { matchBy, unmatched } }: ImportInput): string | null {
  const targets = columns.map(({ target }) => target)
  if (targets.every((target) => target === null))
    return 'No column goes anywhere. Say what at least one of them is.'
  return targets.includes(matchBy) || unmatched === 'create'
    ? null
    : `Prospects are found by “${matchBy}”, but no column goes there. Choose its column, or how else to find them.`
}

async function checkList(id: string): Promise<void> {
  const list = await findRows(Lists, { _id: id, ...joinable }, { _id: 1 }).next()
  if (!list)
    throw refused('The list does not exist (any more), or fills itself by criteria. Choose another one.')
}

/** An import that cannot be done like this. */
export function refused(userMessage: string): AppError {
  return new AppError('unprocessable', { message: 'an import cannot be started', userMessage })
}
