import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { escapeRegExp } from '@/server/db/escape-reg-exp'
import { countProspects } from '@/server/prospects/count-prospects'
import { listProspects } from '@/server/prospects/list-prospects'
import { type Prospect, Prospects } from '@/server/prospects/prospect'
import type { ProspectQuery } from '@/server/prospects/prospect-selection'
import { searchOf } from '@/server/prospects/search-words'
import type { Criteria, CriteriaRule } from '@/workflows/criteria/criteria'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { seeded } from '../chaos/random'
import { cpuSeconds } from './cpu-time'

/**
 * P8: how long pages of the prospect list take: first and deep ones, each sort, searches and filters, beside the
 * search that it replaced, a regular expression over four fields.
 *
 *   npm run bench:prospects -- [--count 1000000] [--repeats 20] [--data <folder>] [--only <text>] [--save]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    count: { type: 'string', default: '1000000' },
    /** Times every page is asked for. */
    repeats: { type: 'string', default: '20' },
    /** Keeps the prospects in this folder, and takes those that a run before left in it. */
    data: { type: 'string' },
    /** Only what has this in its name. */
    only: { type: 'string', default: '' },
    /** Keeps the result in results/prospects.json. */
    save: { type: 'boolean', default: false },
  },
})
const COUNT = Number(values.count)
const REPEATS = Number(values.repeats)
const GOAL_MS = 300
const { next: random, pick } = seeded(8)

const firstNames =
  'Ada Ben Carla David Elena Farid Grace Hiro Ines Jonas Katja Luis Mary Nadia Omar Petra Quentin Rosa Sam Tessa Uwe Vera Wang Xenia Yara Zoe'.split(
    ' ',
  )
const lastNames =
  'Lovelace Meyer Okafor Silva Novak Tanaka Schmidt Rossi Dubois Larsen Kowalski Haddad Moreau Jensen Ferrari Weber Santos Ito Mcallister Brown'.split(
    ' ',
  )
const endings = ['', '', '', 'son', 'man', 'berg', 'feld', 'ova', 'ini', 'ez']
const trades = ['Rail', 'Construction', 'Software', 'Logistics', 'Foods', 'Energy', 'Design', 'Health']
const forms = ['GmbH', 'Ltd', 'Inc', 'SA', 'Group', 'Partners']
const domains = ['example.com', 'mail.example.org', 'acme.example', 'rail.example.net', 'uni.example.edu']
const owners = Array.from({ length: 20 }, (_, n) => `user${n}`)
const tags = [
  { tag: 'customer', share: 0.4 },
  { tag: 'newsletter', share: 0.1 },
  { tag: 'webinar', share: 0.01 },
  { tag: 'vip', share: 0.0005 },
]
const searches = [
  'a',
  'ada',
  'ada lovelace',
  'mcallisterson zoe',
  'rail gmbh',
  'ada.lovelace.2',
  'vera.brown@',
  'nobodyhasthisname',
  'rosa nobodyhasthisname',
  // Each is common, together they are nobody.
  'ada ben',
  'software gmbh construction',
]
const filters: [name: string, criteria: Criteria][] = [
  ['tag customer (40 %)', only({ field: 'tags', operator: '=', value: 'customer' })],
  ['tag webinar (1 %)', only({ field: 'tags', operator: '=', value: 'webinar' })],
  ['tag vip (0.05 %)', only({ field: 'tags', operator: '=', value: 'vip' })],
  ['list newsletter (10 %)', only({ field: 'lists', operator: '=', value: 'newsletter' })],
  ['list beta (0.1 %)', only({ field: 'lists', operator: '=', value: 'beta' })],
  ['score at least 190', only({ field: 'score', operator: '>=', value: 190 })],
  ['owner', only({ field: 'ownerId', operator: '=', value: 'user3' })],
  ['lead status', only({ field: 'leadStatus', operator: '=', value: 'won' })],
  ['organization', only({ field: 'organization', operator: '=', value: 'Weber Rail GmbH' })],
  [
    'tag webinar and score at least 100 and owner',
    only(
      { field: 'tags', operator: '=', value: 'webinar' },
      { field: 'score', operator: '>=', value: 100 },
      { field: 'ownerId', operator: '=', value: 'user3' },
    ),
  ],
  ['custom field industry', only({ field: 'fields.industry', operator: '=', value: 'Rail' })],
  [
    'organization contains a rare text',
    only({ field: 'organization', operator: 'contains', value: 'rail g' }),
  ],
  [
    'organization contains nothing there',
    only({ field: 'organization', operator: 'contains', value: 'qqq' }),
  ],
]

const queries: [name: string, query: ProspectQuery][] = [
  ...searches.map((search): [string, ProspectQuery] => [`search “${search}”`, { search }]),
  ...filters.map(([name, criteria]): [string, ProspectQuery] => [`filter ${name}`, { criteria }]),
]

function only(...rules: CriteriaRule[]): Criteria {
  return { combinator: 'and', rules }
}

/** `cpuMs`: processor time of the database for one; it tells most where the machine is busy with other work. */
type Timing = {
  name: string
  p50Ms: number
  p95Ms: number
  cpuMs: number
  rows: number
  /** It has fewer rows than it could have, and leads on. */
  isShort: boolean
}

const dataDir = values.data ? resolve(values.data) : mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
const loadBefore = rounded(loadavg()[0] ?? 0)
const engine = await startDatabase(dataDir)
const enginePid = engine.process?.pid ?? 0
try {
  Object.assign(process.env, { DATA_DIR: dataDir })
  await connectDatabase(engine.uri)
  // Indexes afterwards, which is many times faster than one entry at a time.
  const isFilled = (await collectionOf(Prospects).estimatedDocumentCount()) === COUNT
  const fillSeconds = isFilled ? null : await fill()
  await ensureIndexes()
  const pages = await measurePages()
  const goingOn = await measureGoingOn()
  const counts = await measureCounts()
  const baseline = await measureBaseline()
  report({ fillSeconds, pages, goingOn, counts, baseline })
} finally {
  await disconnectDatabase()
  await engine.stop()
  if (!values.data) rmSync(dataDir, { recursive: true, force: true })
}
process.exit()

async function fill(): Promise<number> {
  await collectionOf(Prospects).deleteMany({})
  const start = performance.now()
  const unacknowledged = { ordered: false, writeConcern: { w: 1, journal: false } } as const
  for (let from = 0; from < COUNT; from += 5_000) {
    const batch = Array.from({ length: Math.min(5_000, COUNT - from) }, (_, n) => makeProspect(from + n))
    await collectionOf(Prospects).insertMany(batch, unacknowledged)
    if (from % 100_000 === 0) console.log(`${from.toLocaleString('en')} prospects`)
  }
  return (performance.now() - start) / 1_000
}

/** A twentieth is anonymous, a third was never active; tags, lists, owners and statuses from common to rare. */
function makeProspect(n: number): Prospect {
  const isKnown = n % 20 !== 0
  const names = isKnown
    ? { firstName: pick(firstNames), lastName: `${pick(lastNames)}${pick(endings)}` }
    : { firstName: '', lastName: '' }
  const organization = random() < 0.7 ? `${pick(lastNames)} ${pick(trades)} ${pick(forms)}` : ''
  const at = new Date(Date.now() - Math.floor(random() * 3e10))
  const prospect: Prospect = {
    _id: n.toString(16).padStart(24, '0'),
    ...structuredClone(emptyProspect),
    ...names,
    organization,
    email: isKnown ? `${names.firstName}.${names.lastName}.${n}@${pick(domains)}`.toLowerCase() : null,
    tags: [...tags.filter(({ share }) => random() < share).map(({ tag }) => tag)],
    lists: random() < 0.1 ? ['newsletter'] : random() < 0.001 ? ['beta'] : [],
    score: Math.floor(random() ** 3 * 200),
    ownerId: random() < 0.5 ? pick(owners) : null,
    leadStatus: random() < 0.1 ? pick(['open', 'won', 'lost']) : null,
    fields: { industry: pick(trades), employees: Math.floor(random() * 5_000) },
    visitorIds: [],
    fx: [],
    lastActivityAt: random() < 0.67 ? new Date(at.getTime() + Math.floor(random() * 1e9)) : null,
    createdAt: at,
    updatedAt: at,
  }
  return { ...prospect, search: searchOf(prospect) }
}

async function measurePages(): Promise<Timing[]> {
  const timings: Timing[] = []
  for (const sort of ['created', 'lastActivity', 'score', 'name', 'email'] as const)
    for (const order of ['desc', 'asc'] as const) {
      const by = `by ${sort} ${order}`
      timings.push(...(await time(`first page ${by}`, () => listProspects({ sort, order }))))
      if (!isWanted(`page 2,000 ${by}`)) continue
      const cursor = await deepCursor(sort, order)
      timings.push(...(await time(`page 2,000 ${by}`, () => listProspects({ sort, order, cursor }), 10)))
    }
  for (const [name, query] of queries) {
    timings.push(...(await time(name, () => listProspects(query))))
    timings.push(...(await time(`${name} by score`, () => listProspects({ ...query, sort: 'score' }))))
  }
  return timings
}

/** The page after a first one that is short, which looks until it is full, or everybody has been looked at. */
async function measureGoingOn(): Promise<Timing[]> {
  const timings: Timing[] = []
  for (const [name, query] of queries) {
    const { items, next: cursor } = await listProspects(query)
    if (items.length === 50 || !cursor) continue
    timings.push(...(await time(`${name}, going on`, () => listProspects({ ...query, cursor }), 5)))
  }
  return timings
}

async function measureCounts(): Promise<Timing[]> {
  const timings = await time('count everybody', () => countProspects({}))
  for (const [name, query] of queries)
    timings.push(...(await time(`count ${name}`, () => countProspects(query))))
  return timings
}

/** What the list did before: a regular expression in the middle of four fields. */
async function measureBaseline(): Promise<Timing[]> {
  const timings: Timing[] = []
  for (const search of ['mcallister', 'nobodyhasthisname']) {
    const $or = ['firstName', 'lastName', 'organization', 'email'].map((field) => ({
      [field]: { $regex: escapeRegExp(search), $options: 'i' },
    }))
    const read = () =>
      collectionOf(Prospects).find({ $or }).sort({ createdAt: -1, _id: -1 }).limit(51).toArray()
    timings.push(...(await time(`regular expression “${search}”`, read, 2)))
  }
  return timings
}

/** The place that 2,000 pages of 50 would lead to, read off the database itself. */
async function deepCursor(
  sort: 'created' | 'lastActivity' | 'score' | 'name' | 'email',
  order: 'asc' | 'desc',
) {
  let cursor: string | null = null
  const pages = Math.min(500, Math.floor(COUNT / 1_000))
  for (let page = 0; page < pages; page++) {
    const { next } = await listProspects({ sort, order, cursor, limit: 200 })
    cursor = next
  }
  return cursor
}

function isWanted(name: string): boolean {
  return name.includes(values.only)
}

/** One timing, or none when this was not asked for. */
async function time(name: string, read: () => Promise<unknown>, repeats = REPEATS): Promise<Timing[]> {
  if (!isWanted(name)) return []
  const times: number[] = []
  let answer: unknown
  const cpuBefore = cpuSeconds(enginePid)
  for (let n = 0; n < repeats; n++) {
    const start = performance.now()
    answer = await read()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    rounded(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
  const cpuMs = rounded(((cpuSeconds(enginePid) - cpuBefore) * 1_000) / repeats)
  const { rows, isShort } = rowsIn(answer)
  const timing = { name, p50Ms: at(0.5), p95Ms: at(0.95), cpuMs, rows, isShort }
  console.log(
    `${name.padEnd(46)} p50 ${timing.p50Ms} ms   p95 ${timing.p95Ms} ms   cpu ${cpuMs} ms   ${rows}${isShort ? ', leads on' : ''}`,
  )
  return [timing]
}

/** What pages, counts and lists hold. */
function rowsIn(answer: unknown): { rows: number; isShort: boolean } {
  if (Array.isArray(answer)) return { rows: answer.length, isShort: false }
  const { items, next, count } = answer as { items?: unknown[]; next?: string | null; count?: number }
  if (!items) return { rows: count ?? 0, isShort: false }
  return { rows: items.length, isShort: items.length < 50 && typeof next === 'string' }
}

type Result = {
  fillSeconds: number | null
  pages: Timing[]
  goingOn: Timing[]
  counts: Timing[]
  baseline: Timing[]
}

function report({ fillSeconds, pages, goingOn, counts, baseline }: Result): void {
  const slow = pages.filter(({ p95Ms }) => p95Ms > GOAL_MS)
  const result = {
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}`,
    load: { before: loadBefore, after: rounded(loadavg()[0] ?? 0) },
    prospects: COUNT,
    fill: fillSeconds && { seconds: rounded(fillSeconds), perSecond: Math.round(COUNT / fillSeconds) },
    goalMs: GOAL_MS,
    pagesOverGoal: slow.map(({ name, p95Ms }) => `${name}: ${p95Ms} ms`),
    shortPages: pages.filter(({ isShort }) => isShort).map(({ name, rows }) => `${name}: ${rows}`),
    pages,
    goingOn,
    counts,
    countsOverGoal: counts
      .filter(({ p95Ms }) => p95Ms > GOAL_MS)
      .map(({ name, p95Ms }) => `${name}: ${p95Ms} ms`),
    baseline,
  }
  console.log(
    `\n${COUNT.toLocaleString('en')} prospects: ${pages.length - slow.length} of ${pages.length} kinds of page with p95 within ${GOAL_MS} ms`,
  )
  for (const line of result.pagesOverGoal) console.log(`  over: ${line}`)
  if (!values.save) return
  mkdirSync(new URL('results/', import.meta.url), { recursive: true })
  writeFileSync(new URL('results/prospects.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`)
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10
}
