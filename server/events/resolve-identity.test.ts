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

test('?10: token before session id before cookie before nobody', async () => {
  const [adasSession, bensCookie, fresh] = [newVisitorId(), newVisitorId(), newVisitorId()]
  await resolve(
    clicked({ recipient: ada, visitorId: adasSession }),
    clicked({ recipient: ben, visitorId: bensCookie }),
  )
  expect(
    await resolve(
      clicked({ recipient: ben, sessionId: adasSession, visitorId: bensCookie }),
      clicked({ recipient: ben, sessionId: adasSession, visitorId: fresh }),
      clicked({ sessionId: adasSession, visitorId: bensCookie }),
      clicked({ visitorId: bensCookie }),
      clicked({ visitorId: newVisitorId() }),
    ),
  ).toEqual([ben, ben, ada, ben, null])
})

test('IM-1: a token on the device of somebody else is a referral of its recipient, and ties nobody', async () => {
  await resolve(clicked({ recipient: ben, visitorId: cookie }))
  const passedOn = clicked({ recipient: ada, visitorId: cookie })
  const again = await resolveIdentities([passedOn])
  expect(again.get(passedOn._id)).toEqual({ prospectId: ben, referrerId: ada })
  expect(await resolveIdentities([passedOn])).toEqual(again)
  expect(await visitorsOf(ada)).toEqual([])
  expect(await visitorsOf(ben)).toEqual([cookie])
})

test('a second device that nobody knows is the recipient’s own: people have phones', async () => {
  const phone = newVisitorId()
  await resolve(clicked({ recipient: ada, visitorId: cookie }))
  expect(await resolve(clicked({ recipient: ada, visitorId: phone }))).toEqual([ada])
  expect(await visitorsOf(ada)).toEqual([cookie, phone])
})

test('a device that was first seen with a mail passed on goes to its own user, who has no other', async () => {
  const bens = newVisitorId()
  await resolve(clicked({ recipient: ada, visitorId: cookie }), clicked({ recipient: ada, visitorId: bens }))
  expect(await resolve(clicked({ recipient: ben, visitorId: bens }), clicked({ visitorId: bens }))).toEqual([
    ben,
    ben,
  ])
  expect([await visitorsOf(ada), await visitorsOf(ben)]).toEqual([[cookie], [bens]])
})

test('the further device of one who is known stays theirs, whatever is opened on it by others who are', async () => {
  const [phone, bens] = [newVisitorId(), newVisitorId()]
  await resolve(clicked({ recipient: ada, visitorId: cookie }), clicked({ recipient: ada, visitorId: phone }))
  await resolve(clicked({ recipient: ben, visitorId: bens }))
  const passedOn = clicked({ recipient: ben, visitorId: phone })
  expect((await resolveIdentities([passedOn])).get(passedOn._id)).toEqual({
    prospectId: ada,
    referrerId: ben,
  })
  expect([await visitorsOf(ada), await visitorsOf(ben)]).toEqual([[cookie, phone], [bens]])
})

test('an address to share says nothing about who opens it', async () => {
  await resolve(clicked({ recipient: ben, visitorId: cookie }))
  const ids = { recipientId: null, messageId: null, senderId: null, sharerId: ada }
  const [byBen, byNobody] = [
    makeClick({ ids, visitorId: cookie }),
    makeClick({ ids, visitorId: newVisitorId() }),
  ]
  expect(await resolve(byBen, byNobody)).toEqual([ben, null])
  expect(await visitorsOf(ada)).toEqual([])
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
  return events.map(({ _id }) => resolved.get(_id)?.prospectId)
}

async function visitorsOf(id: string): Promise<string[] | undefined> {
  return (await collectionOf(Prospects).findOne({ _id: id }))?.visitorIds
}

type Who = { recipient?: string; sessionId?: string; visitorId?: string }

function clicked({ recipient, ...seen }: Who): StoredEvent {
  const ids = recipient ? { recipientId: recipient, messageId: null, senderId: null, sharerId: null } : null
  return makeClick({ ids, ...seen })
}
