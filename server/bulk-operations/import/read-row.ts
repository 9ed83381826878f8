import type { z } from 'zod'
import type { FieldValue } from '@/workflows/prospect-snapshot'
import { prospectInputSchema } from '../../prospects/prospect-input'
import { unescapeFormula } from '../csv/formula'
import { readFieldCell, readNumber } from './field-types'
import type { ImportInput } from './import-input'
import type { ColumnMapping, StandardTarget } from './import-options'

/** What a row says of a prospect, by the rules of the API. What it leaves empty is absent. */
export type RowValues = z.output<typeof rowSchema>

/** @param id of the prospect it is about; lists are ids */
export type ReadRow =
  | { ok: true; id: string | null; values: RowValues; lists: string[] }
  | { ok: false; problems: string[] }

const rowSchema = prospectInputSchema.partial()

type Draft = {
  id: string | null
  lists: string[]
  values: Record<string, unknown>
  fields: Record<string, FieldValue>
  consent: Record<string, string>
  problems: string[]
}

/** Reads the cells of one row, and checks them by the very schema that the API uses. */
export function readRow(cells: string[], input: ImportInput): ReadRow {
  const { columns } = input
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '')
  const draft: Draft = { id: null, lists: [], values: {}, fields: {}, consent: {}, problems: [] }
  if (extra.length)
    draft.problems.push(
      `It has ${cells.length} cells, the header has ${columns.length}; put texts with separators in quotation marks`,
    )
  for (const [index, column] of columns.entries()) {
    const text = unescapeFormula((cells[index] ?? '').trim())
    if (text !== '' && column.target !== null) readCell(text, column, draft, input)
  }
  return checked(draft, columns)
}

function readCell(text: string, { header, target }: ColumnMapping, draft: Draft, input: ImportInput): void {
  if (target?.startsWith('fields.')) {
    const key = target.slice('fields.'.length)
    const read = readFieldCell(text, input.fields[key] ?? newField(header))
    if ('problem' in read) draft.problems.push(`${header}: ${read.problem} (“${shortened(text)}”)`)
    else draft.fields[key] = read.value
    return
  }
  const problem = standardReaders[target as StandardTarget](text, draft, input) // not null, not a custom field
  if (problem) draft.problems.push(`${header}: ${problem} (“${shortened(text)}”)`)
}

const newField = (label: string) => ({ label, type: 'text' as const, options: [] })

type Reader = (text: string, draft: Draft, input: ImportInput) => string | undefined

const plain =
  (name: string): Reader =>
  (text, { values }) => {
    values[name] = text
    return undefined
  }

const consent =
  (name: string, words: Record<string, string>): Reader =>
  (text, draft) => {
    const meaning = words[text.toLowerCase()]
    if (!meaning) return `Write one of ${[...new Set(Object.values(words))].join(', ')}`
    draft.consent[name] = meaning
    return undefined
  }

/** How a cell is read, by where it goes. They answer what is wrong with it. */
const standardReaders: Record<StandardTarget, Reader> = {
  id: (text, draft) => {
    draft.id = text
    return text.length > 100 ? 'An id has at most 100 characters' : undefined
  },
  email: plain('email'),
  firstName: plain('firstName'),
  lastName: plain('lastName'),
  organization: plain('organization'),
  phone: plain('phone'),
  timezone: plain('timezone'),
  leadStatus: plain('leadStatus'),
  score: (text, { values }) => {
    const read = readNumber(text)
    if ('problem' in read) return read.problem
    values.score = read.value
    return undefined
  },
  owner: (text, { values }, { userIds }) => {
    const id = userIds[text.toLowerCase()]
    if (!id) return 'No user has this address'
    values.ownerId = id
    return undefined
  },
  'consent.email': consent('email', {
    subscribed: 'subscribed',
    yes: 'subscribed',
    true: 'subscribed',
    unsubscribed: 'unsubscribed',
    no: 'unsubscribed',
    false: 'unsubscribed',
    unknown: 'unknown',
  }),
  'consent.tracking': consent('tracking', {
    granted: 'granted',
    yes: 'granted',
    true: 'granted',
    denied: 'denied',
    no: 'denied',
    false: 'denied',
    unknown: 'unknown',
  }),
  tags: (text, { values }, { options }) => {
    values.tags = split(text, options.separator)
    return undefined
  },
  lists: (text, { lists }, { options, listIds }) => {
    for (const name of split(text, options.separator)) {
      const id = listIds[name.toLowerCase()]
      if (!id) return `There is no list “${shortened(name)}” that can be joined; create it first`
      lists.push(id)
    }
    return undefined
  },
}

function checked({ id, lists, values, fields, consent, problems }: Draft, columns: ColumnMapping[]): ReadRow {
  const parsed = rowSchema.safeParse({
    ...values,
    ...(Object.keys(fields).length && { fields }),
    ...(Object.keys(consent).length && { consent }),
  })
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describe(issue, columns)))
  if (!parsed.success || problems.length) return { ok: false, problems }
  return { ok: true, id, values: parsed.data, lists: [...new Set(lists)] }
}

function describe({ path, message }: z.core.$ZodIssue, columns: ColumnMapping[]): string {
  const [name, key] = path.map(String)
  const targets = [name, `${name}.${key}`]
  const column = columns.find(({ target }) => target !== null && targets.includes(target))
  return `${column?.header ?? name}: ${message}`
}

function split(text: string, separator: string): string[] {
  const parts = text.split(separator).map((part) => part.trim())
  return [...new Set(parts.filter(Boolean))]
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
