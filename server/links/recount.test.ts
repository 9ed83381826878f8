import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { insertEvents } from '../events/record-event'
import { Events } from '../events/stored-event'
import { groupBy } from '../group-by'
import { setClock } from '../jobs/clock'
import { addMembers, removeMembers } from '../lists/change-members'
import { createList } from '../lists/create-list'
import { listLists } from '../lists/list-lists'
import { Prospects } from '../prospects/prospect'
import { listSpamWindows } from '../spam/list-spam-windows'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { workUntilIdle } from '../testing/work-until-idle'
import { Links } from './link'
import { listLinkProspects } from './list-link-prospects'
import { listLinks } from './list-links'

useTestDatabase()
afterEach(() => setClock(null))

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const start = Date.parse('2026-03-01T10:00:00Z')

/** A click in the first four minutes: on which link, by whom, from where, by a person or a program. */
const clicks = fc.array(
  fc.record({
    link: fc.integer({ min: 0, max: 1 }),
    who: fc.constantFrom('token-0', 'token-1', 'visitor-a', 'visitor-b', 'nobody'),
    ip: fc.constantFrom('192.0.2.1', '192.0.2.2'),
    isProgram: fc.boolean(),
    second: fc.integer({ min: 0, max: 240 }),
  }),
  { minLength: 1, maxLength: 40 },
)
type Drawn = typeof clicks extends fc.Arbitrary<(infer Click)[]> ? Click : never

test('I22: every figure of links, prospects and spam windows equals a recount of what was clicked', async () => {
  await fc.assert(
    fc.asyncProperty(clicks, async (drawn) => {
      await emptyDatabase()
      setClock(() => new Date(start + 250_000))
      const links = [makeLink({ name: 'l0' }), makeLink({ name: 'l1' })]
      await collectionOf(Links).insertMany(links)
      const people = [await insertProspect({ firstName: 'p0' }), await insertProspect({ firstName: 'p1' })]
      const tokenOf = (who: string) => {
        const recipientId = people[Number(who.slice('token-'.length))]?._id ?? ''
        return who.startsWith('token')
          ? { recipientId, messageId: null, senderId: null, sharerId: null }
          : null
      }
      await insertEvents(
        drawn.map(({ link, who, ip, isProgram, second }) => ({
          ...makeClick(
            {
              ids: tokenOf(who),
              visitorId: who.startsWith('visitor') ? who : null,
              ip,
              userAgent: isProgram ? 'curl/8.5.0' : firefox,
            },
            { id: links[link]?._id ?? '' },
          ),
          at: new Date(start + second * 1_000),
        })),
      )
      await workUntilIdle()
      expect(await collectionOf(Events).countDocuments({ state: { $in: ['planned', 'held'] } })).toBe(
        drawn.length,
      )
      const shown = (await listLinks({})).items.toSorted((a, b) => a.name.localeCompare(b.name))
      expect(shown.map(({ clicks: counts }) => counts)).toEqual(
        [0, 1].map((link) => recountLink(drawn, link)),
      )
      for (const [index, { _id }] of links.entries()) {
        const { items } = await listLinkProspects(_id, {})
        expect(Object.fromEntries(items.map(({ name, clicks: count }) => [name, count]))).toEqual(
          recountProspects(drawn, index),
        )
      }
      const windows = (await listSpamWindows()).map(({ n }) => n)
      expect(windows.toSorted()).toEqual(recountWindows(drawn).toSorted())
    }),
    { numRuns: 25 },
  )
})

const countBy = (keys: string[]) => groupBy(keys, (key) => key)
const humans = (drawn: Drawn[]) => drawn.filter(({ isProgram }) => !isProgram)

function recountLink(drawn: Drawn[], index: number) {
  const here = drawn.filter(({ link }) => link === index)
  const people = humans(here).map(({ who, ip }) => (who === 'nobody' ? `${who} ${ip}` : who))
  return {
    total: here.length,
    unique: new Set(people).size,
    human: people.length,
    suspected: here.length - people.length,
  }
}

/** Whose tokens were clicked, by whatever: the tab shows all clicks, as the timeline does (IR-9). */
function recountProspects(drawn: Drawn[], index: number): Record<string, number> {
  const known = drawn.filter(({ link, who }) => link === index && who.startsWith('token'))
  const names = known.map(({ who }) => who.replace('token-', 'p'))
  return Object.fromEntries([...countBy(names)].map(([name, all]) => [name, all.length]))
}

function recountWindows(drawn: Drawn[]): number[] {
  return [...countBy(humans(drawn).map(({ link, who, ip }) => `${link} ${who} ${ip}`)).values()].map(
    (all) => all.length,
  )
}

test('I22: the members of a list are as many as are on it', async () => {
  const [news, empty] = [
    await createList({ name: 'A', description: '' }),
    await createList({ name: 'B', description: '' }),
  ]
  const people = await Promise.all([1, 2, 3].map(() => insertProspect()))
  const ids = people.map(({ _id }) => _id)
  await addMembers({ listId: news.id, prospectIds: ids, by: 'ada' })
  await addMembers({ listId: news.id, prospectIds: ids.slice(1), by: 'ada' })
  await removeMembers({ listId: news.id, prospectIds: ids.slice(2), by: 'ada' })
  const { items } = await listLists({})
  for (const { id, memberCount } of items)
    expect(memberCount).toBe(await collectionOf(Prospects).countDocuments({ lists: id }))
  expect(Object.fromEntries(items.map(({ id, memberCount }) => [id, memberCount]))).toEqual({
    [news.id]: 2,
    [empty.id]: 0,
  })
})
