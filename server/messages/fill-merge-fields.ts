import { Liquid } from 'liquidjs'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'

/** What `{{ … }}` in an email can show. Only live values of the prospect, no bookkeeping (?6). */
export type MergeValues = Pick<ProspectSnapshot, (typeof prospectFieldNames)[number]> & {
  /** This recipient's own way to leave. */
  unsubscribeUrl: string
  /** The last session or visitor id that is known to be theirs (TR-4); empty while there is none. */
  session: { id: string }
  /** Addresses of links for this recipient to pass on, by the ending of the short URL (?19). */
  shareLinks: Record<string, string>
}

/**
 * In HTML every value is escaped; a subject is one line of plain text. In JSON a value fits between quotes, and
 * `| json` makes a whole value of it; in a web form it is encoded; a text takes it as it is.
 */
export type MergeFormat = 'html' | 'subject' | 'json' | 'form' | 'text'

/**
 * A template with its merge fields filled in (liquid: `{{ firstName | default: 'there' }}`).
 * Values are text, never templates: what a prospect typed is printed, whatever it says.
 *
 * @throws Error when the template cannot be understood or takes too long
 */
export function fillMergeFields(template: string, values: MergeValues, format: MergeFormat): string {
  if (format === 'html') return engines.html.parseAndRenderSync(readableTags(template), values)
  const filled = engines[format].parseAndRenderSync(template, values)
  if (format !== 'subject') return filled
  // A line break in a header would start another header.
  return filled.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** What is wrong with the merge fields of a template, as a sentence; null when it can be sent. */
export function checkMergeFields(template: string, format: MergeFormat): string | null {
  const engine = engines[format]
  const source = format === 'html' ? readableTags(template) : template
  try {
    const unknown = engine.globalVariablesSync(source).find((name) => !mergeFieldNames.includes(name))
    if (unknown) return `There is no merge field “${unknown}”. ${suggestion(unknown)}`
    engine.parseAndRenderSync(source, sampleValues)
    return null
  } catch (error) {
    return `A merge field is not complete or not understood: ${firstLine(error)}. Write it like {{ firstName }}.`
  }
}

export type OwnAddresses = { sessionId?: string | null; shareLinks?: Record<string, string> }

export function mergeValues(
  prospect: ProspectSnapshot,
  unsubscribeUrl: string,
  { sessionId, shareLinks = {} }: OwnAddresses = {},
): MergeValues {
  const { email, firstName, lastName, organization, phone, timezone, fields, tags, score, leadStatus } =
    prospect
  return {
    email,
    firstName,
    lastName,
    organization,
    phone,
    timezone,
    fields,
    tags,
    score,
    leadStatus,
    unsubscribeUrl,
    session: { id: sessionId ?? '' },
    shareLinks,
  }
}

const prospectFieldNames = [
  'email',
  'firstName',
  'lastName',
  'organization',
  'phone',
  'timezone',
  'fields',
  'tags',
  'score',
  'leadStatus',
] as const
const mergeFieldNames: string[] = [...prospectFieldNames, 'unsubscribeUrl', 'session', 'shareLinks']

const sampleValues: MergeValues = {
  email: 'sample@example.com',
  firstName: '',
  lastName: '',
  organization: '',
  phone: '',
  timezone: null,
  fields: {},
  tags: [],
  score: 0,
  leadStatus: null,
  unsubscribeUrl: 'https://example.com',
  session: { id: '' },
  shareLinks: {},
}

const engines: Record<MergeFormat, Liquid> = {
  html: makeEngine('escape'),
  subject: makeEngine(null),
  json: makeEngine(betweenQuotes),
  form: makeEngine((value) => encodeURIComponent(textOf(value).toWellFormed())),
  text: makeEngine(null),
}

/** Includes find nothing (`templates: {}`; the default reads local files), prototypes are out of reach, work is limited. */
function makeEngine(outputEscape: 'escape' | ((value: unknown) => string) | null): Liquid {
  const engine = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    jsTruthy: false,
    parseLimit: 500_000,
    renderLimit: 1000,
    memoryLimit: 5_000_000,
    ...(outputEscape ? { outputEscape } : {}),
  })
  // The built-in `raw` would let a value past the escaping.
  engine.registerFilter('raw', (value: unknown) => value)
  if (outputEscape === betweenQuotes)
    engine.registerFilter('json', { raw: true, handler: (value: unknown) => JSON.stringify(value ?? null) })
  return engine
}

/** What stands between the quotes of a JSON string. */
function betweenQuotes(value: unknown): string {
  return JSON.stringify(textOf(value)).slice(1, -1)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Editors write `&gt;` and `&nbsp;` inside tags as everywhere; the template language wants the characters. */
function readableTags(html: string): string {
  return html.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (tag) =>
    tag.replace(/&(lt|gt|quot|nbsp|#39|#160|amp);/g, (entity, name: string) => characters[name] ?? entity),
  )
}

const characters: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  '#160': ' ',
  amp: '&',
}

function suggestion(name: string): string {
  const known = mergeFieldNames.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return known ? `Did you mean {{ ${known} }}?` : `For a field of your own write {{ fields.${name} }}.`
}

function firstLine(error: unknown): string {
  return (
    (error instanceof Error ? error.message : String(error)).split('\n')[0]?.replace(/, line:.*$/, '') ?? ''
  )
}
