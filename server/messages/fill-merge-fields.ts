import { Liquid } from 'liquidjs'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'

/** What `{{ … }}` in an email can show. Only live values of the prospect, no bookkeeping (?6). */
export type MergeValues = Pick<ProspectSnapshot, (typeof prospectFieldNames)[number]> & {
  /** This recipient's own way to leave. */
  unsubscribeUrl: string
}

/** In HTML every value is escaped; a subject is one line of plain text. */
export type MergeFormat = 'html' | 'subject'

/**
 * A template with its merge fields filled in (liquid: `{{ firstName | default: 'there' }}`).
 * Values are text, never templates: what a prospect typed is printed, whatever it says.
 *
 * @throws Error when the template cannot be understood or takes too long
 */
export function fillMergeFields(template: string, values: MergeValues, format: MergeFormat): string {
  if (format === 'html') return engines.html.parseAndRenderSync(readableTags(template), values)
  // A line break in a header would start another header.
  return engines.subject
    .parseAndRenderSync(template, values)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
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

export function mergeValues(prospect: ProspectSnapshot, unsubscribeUrl: string): MergeValues {
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
const mergeFieldNames: string[] = [...prospectFieldNames, 'unsubscribeUrl']

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
}

const engines = { html: makeEngine(true), subject: makeEngine(false) }

/** Includes find nothing (`templates: {}`; the default reads local files), prototypes are out of reach, work is limited. */
function makeEngine(isEscaped: boolean): Liquid {
  const engine = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    jsTruthy: false,
    parseLimit: 500_000,
    renderLimit: 1000,
    memoryLimit: 5_000_000,
    ...(isEscaped ? { outputEscape: 'escape' as const } : {}),
  })
  // The built-in `raw` would let a value past the escaping.
  engine.registerFilter('raw', (value: unknown) => value)
  return engine
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
