import { beforeEach, expect, test } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { collectionOf } from '../db/collection-of'
import { getEnv } from '../env'
import { insertEvents } from '../events/record-event'
import { Events } from '../events/stored-event'
import { Links } from '../links/link'
import { listLinkClicks } from '../links/list-link-clicks'
import { clickFigures } from '../prospects/click-figures'
import { enrolProspects } from '../runs/enrol-prospects'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { workUntilIdle } from '../testing/work-until-idle'
import { readToken, tokenKeys } from '../tracking/token'
import { createWorkflow } from '../workflows/create-workflow'
import { publishWorkflow } from '../workflows/publish-workflow'
import { createMessage } from './create-message'
import { Mails } from './mail'

useTestDatabase()

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const publisher = 'c'.repeat(24)
const link = makeLink({ slug: 'spring', identity: 'token+cookie', name: 'Spring' })
beforeEach(() => collectionOf(Links).insertOne({ ...link }))

/** The HTML of the mail that a prospect gets with this text. */
async function mailTo(prospectId: string, html: string): Promise<string> {
  const message = await createMessage({ name: 'M', subject: 'Hi', html })
  const steps = [{ id: 'm', type: 'send-email', config: { messageId: message.id, criteria: null } }]
  const document = draw({ start: { type: 'enrolled' }, mails: { type: 'sequence', config: { steps } } }, [
    'start -> mails',
  ])
  const { id } = await createWorkflow({ name: 'W', document })
  expect(await publishWorkflow({ id }, publisher)).toMatchObject({ ok: true })
  await enrolProspects({ id, prospectIds: [prospectId] })
  await workUntilIdle()
  const mail = await collectionOf(Mails).findOne({ prospectId })
  return mail?.html ?? 'no mail'
}

const tokenIn = (html: string, linkId: string, slug: string) =>
  readToken(new RegExp(`/r/${slug}/([\\w-]+)`).exec(html)?.[1] ?? '', linkId, tokenKeys(getEnv().secret))

test('TR-4: a link with the session of the recipient in it identifies who clicks it', async () => {
  const { _id } = await insertProspect({ email: 'ada@example.com', visitorIds: ['old', 'last-session'] })
  const address = `${getEnv().trackingUrl}/redirect/${link._id}/`
  const html = await mailTo(_id, `<p><a href="${address}{{ session.id }}">Look</a></p>`)
  expect(html).toContain(`href="${address}last-session"`)
  const click = makeClick({ sessionId: 'last-session', userAgent: firefox }, { id: link._id })
  await insertEvents([click])
  await workUntilIdle()
  expect((await listLinkClicks(link._id, {})).items).toMatchObject([{ prospect: { id: _id } }])
})

test('?19: a link to share names the recipient of the mail as its sharer, and counts as their referral', async () => {
  const { _id } = await insertProspect({ email: 'ada@example.com', firstName: 'Ada' })
  const html = await mailTo(_id, '<p><a href="{{ shareLinks.spring }}">Tell a friend</a></p>')
  const ids = tokenIn(html, link._id, 'spring')
  expect(ids).toEqual({ recipientId: null, messageId: null, senderId: publisher, sharerId: _id })
  await insertEvents([makeClick({ ids, userAgent: firefox, visitorId: 'friend' }, { id: link._id })])
  await workUntilIdle()
  expect((await listLinkClicks(link._id, {})).items).toMatchObject([
    { prospect: null, token: 'shared', sharer: { id: _id, name: 'Ada' }, sender: { id: publisher } },
  ])
  expect((await clickFigures([_id])).get(_id)).toEqual({ link_clicks: 0, contact_referral_link_clicks: 1 })
})

test('an email cannot offer to share what is not there', async () => {
  const html = '<p><a href="{{ shareLinks.autumn }}">Tell a friend</a></p>'
  await expect(createMessage({ name: 'M', subject: 'Hi', html })).rejects.toMatchObject({
    code: 'unprocessable',
    userMessage: expect.stringContaining('There is no link “autumn” to share.'),
  })
})

test.each([
  ['the owner of the prospect', 'd'.repeat(24), 'd'.repeat(24)],
  ['whoever published it, when nobody owns the prospect', null, publisher],
])('IM-9: the sender of a mail is %s, and every click on its links says so', async (_, ownerId, senderId) => {
  const { _id } = await insertProspect({ email: 'ada@example.com', ownerId })
  const html = await mailTo(_id, '<p><a href="https://example.com/">Look</a></p>')
  const own = await collectionOf(Links).findOne({ kind: 'email' })
  const ids = tokenIn(html, own?._id ?? '', own?.slug ?? '')
  expect(ids).toMatchObject({ recipientId: _id, senderId })
  await insertEvents([makeClick({ ids, userAgent: firefox }, { id: own?._id ?? '' })])
  await workUntilIdle()
  expect(await collectionOf(Events).findOne({ kind: 'link.clicked' })).toMatchObject({ click: { senderId } })
})
