import '../../db/collections'
import { expect, test } from 'vitest'
import { definedIndexes } from '../../db/define-collection'
import { inboxEvent, insertEvents } from '../../events/record-event'
import { setClock } from '../../jobs/clock'
import { createLink, createLinkSchema } from '../../links/create-link'
import { useTestDatabase } from '../../testing/database'
import { insertEffect } from '../../testing/insert-effect'
import { makeClick } from '../../testing/make-click'
import { workUntilIdle } from '../../testing/work-until-idle'
import { createProspect } from '../create-prospect'
import { eraseProspect } from '../erase-prospect'
import { mergeProspects, mergeProspectsSchema } from '../merge/merge-prospects'
import { updateProspect } from '../update-prospect'
import { exportPerson } from './export-person'
import { impersonal } from './impersonal'
import { personalData } from './personal-data'

useTestDatabase()

test('every collection either tells how a person is found in it, or why nobody is', () => {
  const missing = [...definedIndexes().keys()].filter(
    (name) => !(name in personalData) && !(name in impersonal),
  )
  expect(missing).toEqual([])
  expect(Object.keys(impersonal).filter((name) => name in personalData)).toEqual([])
})

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 canary-browser'

async function liveThrough() {
  const ada = await createProspect({
    email: 'canary@example.com',
    firstName: 'canary-first',
    lastName: 'canary-last',
    organization: 'canary-org',
    phone: 'canary-phone',
    fields: { note: 'canary-field' },
    tags: ['canary-tag'],
  })
  const twin = await createProspect({ email: 'canary-twin@example.com', phone: 'canary-twin-phone' })
  await createProspect({ email: 'somebody.else@example.com', lastName: 'Stranger' })
  const link = await createLink(createLinkSchema.parse({ name: 'L', destination: 'https://example.com' }))
  const ids = { recipientId: twin.id, messageId: null, senderId: null, sharerId: null }
  const seen = { ids, userAgent: browser, ip: '203.0.113.77', visitorId: 'canary-visitor' }
  await insertEvents([
    makeClick(seen, { id: link.id, slug: link.slug }),
    inboxEvent(
      { kind: 'event.received', type: 'booked', properties: { room: 'canary-property' } },
      { prospectId: ada.id },
    ),
  ])
  await insertEffect({
    kind: 'field.change',
    payload: { field: 'firstName', value: 'canary-effect' },
    prospectId: ada.id,
    state: 'done',
  })
  await updateProspect(ada.id, { organization: 'canary-edited', score: 7 }, 'grace')
  await workUntilIdle()
  await mergeProspects({ id: ada.id, by: 'grace', ...mergeProspectsSchema.parse({ otherId: twin.id }) })
  await workUntilIdle()
  setClock(null)
  return ada.id
}

test('a person’s export has everything that was ever told of them, also as whom they were merged with, and nobody else', async () => {
  const id = await liveThrough()
  const exported = JSON.stringify(await exportPerson(id))
  for (const what of [
    'canary@example.com',
    'canary-first',
    'canary-last',
    'canary-phone',
    'canary-field',
    'canary-tag',
    'canary-org',
    'canary-edited',
    'canary-twin@example.com',
    'canary-twin-phone',
    'canary-browser',
    '203.0.113.77',
    'canary-visitor',
    'canary-property',
    'canary-effect',
  ])
    expect(exported, what).toContain(what)
  expect(exported).not.toContain('somebody.else')
  expect(exported).not.toContain('Stranger')
  expect(JSON.parse(exported)).toMatchObject({ format: 'switchyard-person/1', figures: { link_clicks: 1 } })
})

test('what an export shows is gone after erasing', async () => {
  const id = await liveThrough()
  await eraseProspect(id)
  await expect(exportPerson(id)).rejects.toMatchObject({ code: 'not-found' })
  const { database } = await import('../../db/connect')
  for (const collection of await database().collections()) {
    const left = (await collection.find().toArray()).map((row) => JSON.stringify(row))
    expect(
      left.filter((text) => /canary|203\.0\.113\.77/.test(text) || text.includes(id)),
      collection.collectionName,
    ).toEqual([])
  }
})
