import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { Effects } from '../effects/stored-effect'
import { inboxEvent, insertEvents } from '../events/record-event'
import { setClock } from '../jobs/clock'
import { endOwner, newOwner } from '../jobs/owner'
import { checkInvariants } from '../testing/check-invariants'
import { crashAt } from '../testing/crash-at'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { Oracle, type OracleEvent, orderIn } from '../testing/whole-run/oracle'
import { type Happening, people, type Scenario, scenario } from '../testing/whole-run/scenario'
import { workUntilIdle } from '../testing/work-until-idle'
import { Plans } from './plan'
import { Runs } from './run'

useTestDatabase()
afterEach(() => setClock(null))

/** MODEL_SEED goes other ways than the usual ones, MODEL_SECONDS goes on for longer. */
const seed = Number(process.env.MODEL_SEED ?? 20_261_121)
const seconds = Number(process.env.MODEL_SECONDS ?? 20)
const start = new Date('2026-03-01T10:00:00Z').getTime()
const MINUTE = 60_000
const EIGHTEEN_MONTHS = 18 * 31 * 24 * 60 * MINUTE

test('I7-I12, I14, I17, I18: whatever workflows, clicks, edits, waits and dying workers there are, all comes out as the executor alone says', async () => {
  let runs = 0
  const property = fc.asyncProperty(scenario, async (drawn) => {
    runs += 1
    await emptyDatabase()
    const times = await live(drawn)
    const expected = foretell(drawn, times, await orderOfRuns())
    expect(await outcome()).toEqual(expected)
    const scoreAtStart = (id: string) => drawn.scores[people.find((who) => idOf(who) === id) ?? ''] ?? 0
    expect(await checkInvariants({ scoreAtStart })).toEqual([])
  })
  await fc.assert(property, {
    seed,
    numRuns: 1_000,
    interruptAfterTimeLimit: seconds * 1_000,
    markInterruptAsFailure: false,
    endOnFailure: process.env.CI !== undefined,
  })
  expect(runs).toBeGreaterThan(3)
}, 600_000)

const idOf = (name: string) => derivedId('whole-run', name)
type Moment = { happening: Happening; at: Date; event: OracleEvent | null }

/** When everything happens: a minute apart, and later after a wait; in the end all waits are over. */
function momentsOf({ happenings }: Scenario): Moment[] {
  let time = start
  const last: Happening = { kind: 'wait', hours: (10 * EIGHTEEN_MONTHS) / (60 * MINUTE), dies: [] }
  return [...happenings, last].map((happening, index) => {
    time += happening.kind === 'wait' ? happening.hours * 60 * MINUTE : MINUTE
    const at = new Date(time)
    return { happening, at, event: eventOf(happening, index, at) }
  })
}

function eventOf(happening: Happening, index: number, at: Date): OracleEvent | null {
  const id = derivedId('whole-run', index)
  if (happening.kind === 'click') {
    const payload = { kind: 'link.clicked', linkId: happening.linkId, messageId: null } as const
    return { id, who: happening.who, at, payload }
  }
  if (happening.kind !== 'enrol') return null
  const payload = { kind: 'prospect.enrolled', workflowId: idOf(happening.workflow), nodeId: null } as const
  return { id, who: happening.who, at, payload }
}

/** Lets it happen in the real engine, and has the next worker go on where one died. */
async function live(drawn: Scenario): Promise<Moment[]> {
  for (const who of people) await insertProspect({ _id: idOf(who), score: drawn.scores[who] ?? 0 })
  for (const [name, document] of Object.entries(drawn.documents))
    await publishDocument({ document, workflowId: idOf(name) })
  const moments = momentsOf(drawn)
  for (const { happening, at, event } of moments) {
    setClock(() => at)
    if (happening.kind === 'publish')
      await publishDocument({ document: happening.document, workflowId: idOf(happening.workflow) })
    if (event) await insertEvents([inboxEvent(event.payload, { ...event, prospectId: idOf(event.who) })])
    for (const write of happening.dies) {
      const dying = newOwner()
      await crashAt({ write, when: 'after' }, () => workUntilIdle(dying))
      endOwner(dying)
    }
    await workUntilIdle()
  }
  return moments
}

async function orderOfRuns() {
  return orderIn(
    await collectionOf(Plans)
      .find({}, { projection: { 'runs.runId': 1 } })
      .toArray(),
  )
}

/** How it has to come out. */
function foretell(drawn: Scenario, moments: Moment[], orderOf: (eventId: string) => string[]) {
  const oracle = new Oracle(drawn.scores, orderOf)
  for (const [name, document] of Object.entries(drawn.documents)) oracle.publish(idOf(name), document)
  for (const { happening, at, event } of moments) {
    if (happening.kind === 'publish') oracle.publish(idOf(happening.workflow), happening.document)
    if (event) oracle.happens(event, at)
    oracle.itIs(at)
  }
  const all = [...oracle.people].map(([who, { prospect, runs }]) => ({ who, prospect, runs }))
  return {
    prospects: all.map(({ who, prospect: { score, tags, fields } }) => ({
      who,
      score,
      tags: tags.toSorted(),
      fields,
    })),
    runs: sorted(all.flatMap(({ runs }) => runs.map(({ id, state }) => ({ id, state })))),
    effects: sorted([...oracle.effects].map(([id, kind]) => ({ id, kind, state: 'done' }))),
  }
}

/** How it came out. */
async function outcome() {
  const [prospects, runs, effects] = await Promise.all([
    Promise.all(people.map(async (who) => ({ who, prospect: await prospectNow(idOf(who)) }))),
    collectionOf(Runs).find().toArray(),
    collectionOf(Effects).find().toArray(),
  ])
  return {
    prospects: prospects.map(({ who, prospect: { score, tags, fields } }) => ({
      who,
      score,
      tags: tags.toSorted(),
      fields,
    })),
    runs: sorted(runs.map(({ _id: id, state }) => ({ id, state }))),
    effects: sorted(
      effects.map(({ _id: id, kind, state }) => ({ id, kind: String(kind), state: String(state) })),
    ),
  }
}

function sorted<Row extends { id: string }>(rows: Row[]): Row[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
