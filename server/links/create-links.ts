import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { insertNew } from '../db/insert-new'
import { derivedId, newId } from '../db/new-id'
import { AppError } from '../errors'
import { type CheckedRow, checkedRowSchema, checkLinkRows, linkRowsSchema } from './check-link-rows'
import { createLinkSchema, newLink } from './create-link'
import { type Link, Links } from './link'
import { linkRecordSchema, toLinkRecord } from './link-record'
import { makeSlug } from './make-slug'

/** What every link of the list gets. */
const shared = createLinkSchema.pick({
  utm: true,
  identity: true,
  eventType: true,
  eventSource: true,
  properties: true,
  tags: true,
  description: true,
})

export const createLinksSchema = linkRowsSchema.extend({
  ...shared.shape,
  /** An id of your own: the same list sent again under it, after a failure for instance, makes no link twice. */
  requestId: z.string().min(1).max(200).optional(),
  /** What rows with a problem do: they are left out, or keep all the others from being made. */
  onProblem: z.enum(['skip', 'none']).default('skip'),
  /** What rows that lead where another link leads do. */
  onDuplicate: z.enum(['skip', 'create']).default('skip'),
})
type CreateLinks = z.output<typeof createLinksSchema>

export const createdLinksSchema = z.object({
  created: z.number().int(),
  skipped: z.number().int(),
  /** Row by row, in order: what was made of it, or why nothing was. */
  rows: z.array(checkedRowSchema.extend({ link: linkRecordSchema.nullable() })),
})
export type CreatedLinks = z.infer<typeof createdLinksSchema>

/**
 * Makes many links at once. Each is made whole or not at all, under an id that follows from the request and the row:
 * what was cut short is finished by sending the same again.
 * @throws AppError 'unprocessable' with the problems, by row, when there are any and nothing shall be made then, or
 * when there is no row at all
 */
export async function createLinks(input: CreateLinks): Promise<CreatedLinks> {
  const { requestId = newId(), onProblem, onDuplicate } = input
  const idOf = ({ row, destination, name, slug }: CheckedRow) =>
    derivedId('bulk-link', requestId, row, input.kind, destination, name, slug)
  const checked = await checkLinkRows(input)
  if (checked.length === 0) throw nothingToMake()
  const earlier = await readLinks(checked.map(idOf))
  const isMade = (row: CheckedRow) => earlier.has(idOf(row))
  const wrong = checked.filter((row) => row.problem && !isMade(row))
  if (onProblem === 'none' && wrong.length > 0) throw nothingMade(wrong)
  const wanted = checked.filter(
    (row) => !isMade(row) && !row.problem && (onDuplicate === 'create' || !row.duplicate),
  )
  const { rows: _rows, text: _text, ...rest } = input
  await insertLinks(
    wanted.map((row) => ({
      ...newLink({ ...rest, name: row.name, destination: row.destination }, idOf(row)),
      slug: row.slug,
    })),
  )
  const made = await readLinks(checked.map(idOf))
  const rows = checked.map((row) => {
    const link = made.get(idOf(row))
    return link
      ? { ...row, problem: null, duplicate: null, link: toLinkRecord(link) }
      : { ...row, problem: row.problem ?? (row.duplicate ? null : takenMeanwhile), link: null }
  })
  const created = rows.filter(({ link }) => link).length
  return { created, skipped: rows.length - created, rows }
}

type Slugless = Omit<Link, 'slug'> & { slug: string | null }

/** Made slugs collide once in millions; those that do get another one. A chosen one that was taken stays out. */
async function insertLinks(links: Slugless[], tries = 3): Promise<void> {
  const refused = await insertNew(
    collectionOf(Links),
    links.map((link) => ({ ...link, slug: link.slug ?? makeSlug() })),
  )
  if (refused.length === 0 || tries === 1) return
  const there = await readLinks(refused.map(({ _id }) => _id))
  const ids = new Set(refused.flatMap(({ _id }) => (there.has(_id) ? [] : _id)))
  await insertLinks(
    links.filter(({ _id, slug }) => ids.has(_id) && slug === null),
    tries - 1,
  )
}

async function readLinks(ids: string[]): Promise<Map<string, Link>> {
  const found = await findRows(Links, { _id: { $in: ids } }).toArray()
  return new Map(found.map((link) => [link._id, link]))
}

const takenMeanwhile = 'Another link has just taken this ending. Choose a different one.'

function nothingToMake(): AppError {
  return new AppError('unprocessable', {
    message: 'a list of links without rows',
    userMessage: 'There is no address here. Paste at least one, each on a line of its own.',
    details: [{ field: 'rows', message: 'Give at least one row' }],
  })
}

function nothingMade(wrong: CheckedRow[]): AppError {
  return new AppError('unprocessable', {
    message: `${wrong.length} rows of a list of links have problems`,
    userMessage: `${wrong.length === 1 ? 'One row has a problem' : `${wrong.length} rows have problems`}, so no link was made. Put them right, or leave them out.`,
    details: wrong.map(({ row, problem }) => ({ field: `rows.${row - 1}`, message: problem ?? '' })),
  })
}
