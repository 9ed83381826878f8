import { z } from 'zod'
import { canParseUrl } from '@/workflows/can-parse-url'
import { findRows } from '../db/find-rows'
import { createLinkSchema } from './create-link'
import { Links } from './link'
import { readPastedLinks } from './read-pasted-links'

export const rowsMost = 1_000
const tooMany = `Make at most ${rowsMost.toLocaleString('en')} links at once`

const rowSchema = z.object({
  destination: z.string().max(10_000),
  /** Left empty, the link is called after its address. */
  name: z.string().max(10_000).default(''),
  slug: z.string().max(200).optional(),
})

/** Links to be made: row by row, or as text as it was pasted. */
export const linkRowsSchema = z.object({
  kind: createLinkSchema.shape.kind,
  rows: z.array(rowSchema).max(rowsMost, tooMany).optional(),
  /** An address a line, a name after a tab or a comma; or cells of a spreadsheet. */
  text: z.string().max(1_500_000, 'Paste less at once').optional(),
})
export type LinkRows = z.output<typeof linkRowsSchema>
type Row = z.output<typeof rowSchema>

export const checkedRowSchema = z.object({
  /** Its place among the rows, from 1. */
  row: z.number().int(),
  name: z.string(),
  destination: z.string(),
  slug: z.string().nullable(),
  /** What to put right; null when a link can be made of it. */
  problem: z.string().nullable(),
  /** Where there is a link to the same address already: in a row above, or among those of this kind. */
  duplicate: z.string().nullable(),
})
export type CheckedRow = z.infer<typeof checkedRowSchema>

/**
 * What is wrong with each row, and which rows lead where another link leads. Nothing is made.
 * @throws ZodError when there are more rows than can be made at once
 */
export async function checkLinkRows({ kind, rows, text }: LinkRows): Promise<CheckedRow[]> {
  const given: Row[] = z
    .array(rowSchema)
    .max(rowsMost, tooMany)
    .parse(rows ?? readPastedLinks(text ?? ''))
  const named = given.map(withName)
  const [taken, existing] = await Promise.all([
    takenSlugs(named.flatMap(({ slug }) => slug ?? [])),
    namesByDestination(
      kind,
      named.map(({ destination }) => destination),
    ),
  ])
  const slugs = new Map<string, number>()
  const destinations = new Map<string, number>()
  return named.map((row, index) => {
    const first = firstOf(destinations, row.destination, index)
    const name = existing.get(row.destination)
    const duplicate =
      first !== index
        ? `Same address as in row ${first + 1}`
        : name !== undefined
          ? `“${name}” leads there already`
          : null
    const slug = row.slug ?? null
    const problem =
      problemOf(kind, row) ?? slugProblem(slug, taken, slug ? firstOf(slugs, slug, index) : index)
    return { row: index + 1, ...row, slug, problem, duplicate }

    function slugProblem(chosen: string | null, inUse: Set<string>, firstRow: number): string | null {
      if (!chosen) return null
      if (inUse.has(chosen)) return `Another link already uses “${chosen}”`
      return firstRow === index ? null : `Row ${firstRow + 1} has the same ending, “${chosen}”`
    }
  })
}

function withName({ destination, name, slug }: Row): Row {
  const address = destination.trim()
  const chosen = slug?.trim()
  return { destination: address, name: name.trim() || nameFrom(address), ...(chosen && { slug: chosen }) }
}

/** `https://www.example.com/plans?x=1` is called “example.com/plans”. */
function nameFrom(address: string): string {
  if (!canParseUrl(address)) return address.slice(0, 100)
  const { hostname, pathname } = new URL(address)
  return `${hostname.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`.slice(0, 100)
}

function problemOf(kind: LinkRows['kind'], row: Row): string | null {
  const parsed = createLinkSchema.safeParse({ kind, ...row })
  return parsed.error?.issues[0]?.message ?? null
}

/** The row that had this first: this one, when none did. */
function firstOf(seen: Map<string, number>, value: string, index: number): number {
  const first = seen.get(value)
  if (first !== undefined) return first
  seen.set(value, index)
  return index
}

async function takenSlugs(slugs: string[]): Promise<Set<string>> {
  if (slugs.length === 0) return new Set()
  const found = await findRows(Links, { slug: { $in: slugs } }, { slug: 1 }).toArray()
  return new Set(found.map(({ slug }) => slug))
}

async function namesByDestination(kind: LinkRows['kind'], wanted: string[]): Promise<Map<string, string>> {
  const found = await findRows(
    Links,
    { kind, deletedAt: null, destination: { $in: [...new Set(wanted)] } },
    { destination: 1, name: 1 },
  ).toArray()
  return new Map(found.map(({ destination, name }) => [destination, name]))
}
