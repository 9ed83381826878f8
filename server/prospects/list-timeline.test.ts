import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { recordEvent } from '../events/record-event'
import { createLink, createLinkSchema } from '../links/create-link'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { setPaused } from '../workflows/set-paused'
import { listTimeline } from './list-timeline'

useTestDatabase()

/** A live workflow: a click on the link, then five actions one after the other. */
async function publishFive() {
  const link = await createLink(createLinkSchema.parse({ name: 'Offer', destination: 'https://example.com' }))
  const tags = ['a', 'b', 'c', 'd', 'e']
  const document = drawing({
    nodes: ['goal', ...tags],
    edges: ['goal>a', 'a>b', 'b>c', 'c>d', 'd>e'],
    types: { goal: 'redirect-link-clicked' },
    configs: {
      goal: { linkIds: [link.id] },
      ...Object.fromEntries(tags.map((tag) => [tag, { tags: [tag], criteria: null }])),
    },
  })
  const { workflowId } = await publishDocument({ document })
  return { linkId: link.id, workflowId }
}

const summariesOf = async (prospectId: string) =>
  (await listTimeline(prospectId, {})).items.map(({ summary }) => summary)

test('what one event did stands in the order it was done in, the last on top', async () => {
  const { linkId } = await publishFive()
  const { _id } = await insertProspect()
  await recordEvent({ kind: 'link.clicked', linkId, messageId: null }, { prospectId: _id })
  await workUntilIdle()
  expect((await summariesOf(_id)).filter((summary) => summary.startsWith('Added'))).toEqual(
    ['e', 'd', 'c', 'b', 'a'].map((tag) => `Added tag “${tag}”`),
  )
})

test('what a paused workflow holds of a click says for whom, and is no second click', async () => {
  const { linkId, workflowId } = await publishFive()
  const { _id } = await insertProspect()
  await setPaused({ id: workflowId, isPaused: true })
  await recordEvent({ kind: 'link.clicked', linkId, messageId: null }, { prospectId: _id })
  await workUntilIdle()
  const { items } = await listTimeline(_id, {})
  expect(items).toMatchObject([
    {
      summary: expect.stringMatching(/^For “.+”: clicked “Offer”$/),
      workflowId,
      linkId: null,
      hold: { reason: 'paused', state: 'held' },
    },
    { summary: 'Clicked “Offer”', hold: null },
  ])
})
