import { beforeEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { newVisitorId } from '../tracking/visitor-cookie'
import { resolveIdentities } from './resolve-identity'
import type { StoredEvent } from './stored-event'

useTestDatabase()

const [ada, ben] = [newId(), newId()]
let cookie = ''

beforeEach(async () => {
  cookie = newVisitorId()
  for (const _id of [ada, ben]) await insertProspect({ _id })
})

test('a token says who it is', async () => {
  const click = clicked({ recipient: ada })
  expect(await resolve(click)).toEqual([ada])
})

test('an anonymous click stays anonymous', async () => {
  expect(await resolve(clicked({}), clicked({ visitorId: cookie }), clicked({ sessionId: cookie }))).toEqual([
    null,
    null,
    null,
  ])
})

test('a token click ties the visitor to the prospect, so a later click without a token is known', async () => {
  expect(await resolve(clicked({ recipient: ada, visitorId: cookie }))).toEqual([ada])
  expect(await visitorsOf(ada)).toEqual([cookie])
  expect(await resolve(clicked({ visitorId: cookie }))).toEqual([ada])
})

test('within one batch the order of clicks decides: before the token click the visitor was unknown', async () => {
  const before = clicked({ visitorId: cookie })
  const after = clicked({ visitorId: cookie })
  expect(await resolve(before, clicked({ recipient: ada, visitorId: cookie }), after)).toEqual([
    null,
    ada,
    ada,
  ])
})

test('?10: token before session id before cookie', async () => {
  const [adasSession, bensCookie] = [newVisitorId(), newVisitorId()]
  await resolve(
    clicked({ recipient: ada, visitorId: adasSession }),
    clicked({ recipient: ben, visitorId: bensCookie }),
  )
  expect(
    await resolve(
      clicked({ recipient: ben, sessionId: adasSession, visitorId: adasSession }),
      clicked({ sessionId: adasSession, visitorId: bensCookie }),
      clicked({ visitorId: bensCookie }),
    ),
  ).toEqual([ben, ada, ben])
})

test('a visitor that is somebody’s is left alone, and the token still counts for its own click', async () => {
  await resolve(clicked({ recipient: ada, visitorId: cookie }))
  expect(await resolve(clicked({ recipient: ben, visitorId: cookie }))).toEqual([ben])
  expect(await visitorsOf(ben)).toEqual([])
  expect(await resolve(clicked({ visitorId: cookie }))).toEqual([ada])
})

test('two prospects tied at the same moment never both keep the visitor', async () => {
  for (let n = 0; n < 20; n++) {
    const visitorId = newVisitorId()
    await Promise.all([
      resolve(clicked({ recipient: ada, visitorId })),
      resolve(clicked({ recipient: ben, visitorId })),
    ])
    const owners = await collectionOf(Prospects).countDocuments({ visitorIds: visitorId })
    expect(owners).toBeLessThanOrEqual(1)
  }
})

test('resolving the same events again changes nothing', async () => {
  const click = clicked({ recipient: ada, visitorId: cookie })
  await resolve(click)
  await resolve(click)
  expect(await visitorsOf(ada)).toEqual([cookie])
})

test('a prospect that is gone ties nothing', async () => {
  const gone = newId()
  expect(await resolve(clicked({ recipient: gone, visitorId: cookie }))).toEqual([gone])
  expect(await resolve(clicked({ visitorId: cookie }))).toEqual([null])
})

test('a person who keeps getting new devices does not grow without bounds', async () => {
  for (let n = 0; n < 60; n++) await resolve(clicked({ recipient: ada, visitorId: newVisitorId() }))
  expect(await visitorsOf(ada)).toHaveLength(50)
})

async function resolve(...events: StoredEvent[]): Promise<(string | null | undefined)[]> {
  const resolved = await resolveIdentities(events)
  return events.map(({ _id }) => resolved.get(_id))
}

async function visitorsOf(id: string): Promise<string[] | undefined> {
  return (await collectionOf(Prospects).findOne({ _id: id }))?.visitorIds
}

type Who = { recipient?: string; sessionId?: string; visitorId?: string }

function clicked({ recipient, ...seen }: Who): StoredEvent {
  const ids = recipient ? { recipientId: recipient, messageId: null, senderId: null, sharerId: null } : null
  return makeClick({ ids, ...seen })
}
