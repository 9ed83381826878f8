import { expect, test } from 'vitest'
import { catalogue } from '@/workflows/catalogue'
import { drawing } from '@/workflows/edit/testing/drawing'
import type { EventPayload } from '@/workflows/events'
import { collectionOf } from '../db/collection-of'
import { recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'

useTestDatabase()

/** Each type of goal, and what happens to a prospect that reaches this one and no other of them. */
const goals: Record<string, [config: Record<string, unknown>, payload: EventPayload]> = {
  enrolled: [{}, { kind: 'prospect.enrolled', workflowId: 'enrolled', nodeId: null }],
  'redirect-link-clicked': [
    { linkIds: ['banner'] },
    { kind: 'link.clicked', linkId: 'banner', messageId: null },
  ],
  'email-link-clicked': [
    { links: [{ messageId: 'welcome', linkId: 'offer' }] },
    { kind: 'link.clicked', linkId: 'offer', messageId: 'welcome' },
  ],
  'email-clicked': [{ messageIds: ['news'] }, { kind: 'link.clicked', linkId: 'any', messageId: 'news' }],
  'email-opened': [{ messageIds: ['news'] }, { kind: 'email.opened', messageId: 'news' }],
  'email-unsubscribed': [{ messageIds: ['news'] }, { kind: 'email.unsubscribed', messageId: 'news' }],
  'form-submitted': [{ formIds: ['contact'] }, { kind: 'form.submitted', formId: 'contact' }],
  'file-downloaded': [{ fileIds: ['contact'] }, { kind: 'file.downloaded', fileId: 'contact' }],
  'tag-added': [{ tags: ['vip'] }, { kind: 'tag.added', tag: 'vip' }],
  'list-joined': [{ listIds: ['vip'] }, { kind: 'list.joined', listId: 'vip' }],
  'field-changed': [
    { field: 'fields.industry' },
    { kind: 'field.changed', field: 'fields.industry', before: null, value: 'construction' },
  ],
  'score-reached': [{ score: 10 }, { kind: 'score.changed', before: 9, score: 10 }],
  'event-received': [{ type: 'order.paid' }, { kind: 'event.received', type: 'order.paid', properties: {} }],
}

test('IF-13: with a workflow for every goal live, each event starts the one that waits for it', async () => {
  const types = catalogue.filter(({ kind }) => kind === 'goal').map(({ type }) => type)
  expect(Object.keys(goals).toSorted()).toEqual(types.toSorted())
  for (const [type, [config]] of Object.entries(goals)) {
    const document = drawing({
      nodes: ['goal', 'tag'],
      edges: ['goal>tag'],
      types: { goal: type },
      configs: { goal: config, tag: { tags: [`reached ${type}`] } },
    })
    await publishDocument({ document, workflowId: type })
  }
  for (const [type, [, payload]] of Object.entries(goals)) {
    const { _id } = await insertProspect()
    const eventId = await recordEvent(payload, { prospectId: _id })
    await workUntilIdle()
    expect((await prospectNow(_id)).tags, type).toEqual([`reached ${type}`])
    expect(await collectionOf(Events).findOne({ _id: eventId }), type).toMatchObject({
      state: 'planned',
      outcome: null,
    })
  }
})
