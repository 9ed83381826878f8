import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { countClicks } from '../links/count-clicks'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { workUntilIdle } from '../testing/work-until-idle'
import { insertEvents } from './record-event'
import { Events } from './stored-event'
import { uniqueKeyOf } from './unique-key'

useTestDatabase()

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'
const spring = { id: newId() }
const noon = new Date('2026-03-01T12:00:00Z')

type Seen = Parameters<typeof makeClick>[0]
const clickOf = (seen: Seen, at = noon) => ({ ...makeClick({ userAgent: firefox, ...seen }, spring), at })
const tokenOf = (recipientId: string) => ({ recipientId, messageId: null, senderId: null, sharerId: null })

test('?9: a person is the prospect, else the visitor, else address, browser and day', () => {
  const keyOf = (prospectId: string | null, seen: Seen, at = noon) => {
    const { click } = clickOf(seen)
    if (!click) throw new Error('a click has signals')
    return uniqueKeyOf({ click, prospectId, at })
  }
  expect(keyOf('ada', { visitorId: 'v' })).toBe('p:ada')
  expect(keyOf('ada', { visitorId: 'other', ip: '192.0.2.9' })).toBe('p:ada')
  expect(keyOf(null, { visitorId: 'v' })).toBe('v:v')
  expect(keyOf(null, { visitorId: 'v', ip: '192.0.2.9', userAgent: safari })).toBe('v:v')
  const nobody = keyOf(null, {})
  expect(nobody).toMatch(/^h:[0-9a-f]{24}$/)
  expect(keyOf(null, {}, new Date('2026-03-01T23:59:59.999Z'))).toBe(nobody)
  const others = [
    keyOf(null, { ip: '192.0.2.9' }),
    keyOf(null, { userAgent: safari }),
    keyOf(null, {}, new Date('2026-03-02T00:00:00Z')),
  ]
  expect(new Set([nobody, ...others]).size).toBe(4)
})

test('?9: unique clicks count prospects, then visitors, then address, browser and day', async () => {
  const [ada, bob] = [await insertProspect({ visitorIds: ['v-ada'] }), await insertProspect()]
  const nextDay = new Date(noon.getTime() + 86_400_000)
  const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
  await insertEvents([
    clickOf({ ids: tokenOf(ada._id) }),
    clickOf({ ids: tokenOf(ada._id), ip: '192.0.2.8', userAgent: safari }, minutesLater(10)),
    clickOf({ visitorId: 'v-ada' }, minutesLater(20)), // known by her cookie: still Ada
    clickOf({ ids: tokenOf(bob._id) }, minutesLater(30)),
    clickOf({ visitorId: 'v-stranger' }, minutesLater(40)),
    clickOf({ visitorId: 'v-stranger', ip: '192.0.2.8' }, nextDay),
    clickOf({}, minutesLater(50)),
    clickOf({}, minutesLater(60)), // the same address, browser and day
    clickOf({}, nextDay),
    clickOf({ userAgent: safari }, minutesLater(70)),
  ])
  await workUntilIdle()
  expect(await countClicks([spring.id])).toEqual(
    new Map([[spring.id, { total: 10, unique: 6, human: 10, suspected: 0 }]]),
  )
  const keys = await collectionOf(Events).distinct('uniqueKey')
  expect(keys.map((key) => key?.slice(0, 2)).toSorted()).toEqual(['h:', 'h:', 'h:', 'p:', 'p:', 'v:'])
})
