import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { createUser } from '../auth/create-user'
import { collectionOf } from '../db/collection-of'
import { GiveUp, RetryLater } from '../effects/outcome'
import { retryEffect } from '../effects/retry-effect'
import { Effects } from '../effects/stored-effect'
import { endOwner, newOwner } from '../jobs/owner'
import { Mails } from '../messages/mail'
import { resendMail } from '../messages/resend-mail'
import { closeSmtpTransports } from '../messages/smtp-transport'
import { listTimeline } from '../prospects/list-timeline'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { effectNow, insertEffect } from '../testing/insert-effect'
import { insertProspect } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { Notifications } from './notification'
import { notifyUsers } from './notify-users'

useTestDatabase()

const base = {
  trackingUrl: 'https://t.example',
  baseUrl: 'https://app.example',
  secret: 'a secret of more than thirty-two characters',
  mailFrom: 'Switchyard <hello@sender.example>',
}

/** Who the SMTP server took mails for. */
let taken: string[] = []
let running: SMTPServer | null = null
afterEach(async () => {
  closeSmtpTransports()
  const server = running
  running = null
  if (server) await new Promise<void>((resolve) => server.close(resolve))
  taken = []
})

/** A mail server; `answer` decides about a recipient: null takes it. */
async function startServer(answer: (address: string) => number | null = () => null) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = answer(address)
      if (responseCode) return done(Object.assign(new Error('no'), { responseCode }))
      done()
    },
    onData: (stream, { envelope }, done) => {
      stream.resume().on('end', () => {
        taken.push(...envelope.rcptTo.map(({ address }) => address))
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running = server
  const address = server.server.address()
  return { ...base, smtpUrl: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` }
}

async function scene() {
  const userIds: string[] = []
  for (const name of ['ada', 'bob']) {
    const email = `${name}@example.com`
    const password = 'long enough to be a password'
    userIds.push((await createUser({ email, name, password, role: 'viewer' })).id)
  }
  const prospect = await insertProspect({ firstName: 'Eve <b>', organization: 'Acme' })
  const message = '{{ firstName }} of {{ organization }}\nasked for a call'
  return insertEffect({
    kind: 'user.notify',
    payload: { userIds: [...userIds, 'gone'], message },
    prospectId: prospect._id,
    attempts: 1,
  })
}

const notifications = () => collectionOf(Notifications).find().toArray()
const mails = () => collectionOf(Mails).find().sort({ to: 1 }).toArray()

test('IR-17: each user is told once in the app, and by an email that goes to the Outbox without SMTP', async () => {
  const effect = await scene()
  expect(await notifyUsers(effect, base)).toEqual({ state: 'done' })
  expect(await notifyUsers(effect, base)).toEqual({ state: 'done' })
  expect((await notifications()).map(({ message, readAt }) => [message, readAt])).toEqual([
    ['Eve <b> of Acme\nasked for a call', null],
    ['Eve <b> of Acme\nasked for a call', null],
  ])
  const [first, second] = await mails()
  expect(first).toMatchObject({
    to: 'ada@example.com',
    state: 'kept',
    subject: 'Eve <b>: Eve <b> of Acme asked for a call',
    effectId: effect._id,
  })
  expect(first?.html).toContain('Eve &lt;b&gt; of Acme')
  expect(first?.text).toContain(`https://app.example/prospects/${effect.prospectId}`)
  expect(second?.to).toBe('bob@example.com')
})

test('the prospect’s timeline tells it once, and shows no mail that others got', async () => {
  const effect = await scene()
  await workUntilIdle()
  const { items } = await listTimeline(effect.prospectId, {})
  expect(items.map(({ kind }) => kind)).toEqual(['user.notify'])
})

test('a server that takes one and not the other yet gets only the other one again', async () => {
  const effect = await scene()
  let isBusy = true
  const settings = await startServer((address) => (isBusy && address.startsWith('ada') ? 451 : null))
  await expect(notifyUsers(effect, settings)).rejects.toBeInstanceOf(RetryLater)
  expect(taken).toEqual(['bob@example.com'])
  isBusy = false
  expect(await notifyUsers(effect, settings)).toEqual({ state: 'done' })
  expect(taken).toEqual(['bob@example.com', 'ada@example.com'])
  expect(await notifications()).toHaveLength(2)
})

test('an address that is refused for good ends the effect, after the others got theirs', async () => {
  const effect = await scene()
  const settings = await startServer((address) => (address.startsWith('ada') ? 550 : null))
  await expect(notifyUsers(effect, settings)).rejects.toBeInstanceOf(GiveUp)
  expect(taken).toEqual(['bob@example.com'])
})

test('an email in doubt is not sent again by itself, and by a person’s word it is', async () => {
  const effect = await scene()
  const settings = await startServer()
  await notifyUsers(effect, settings)
  await collectionOf(Mails).updateOne({ to: 'ada@example.com' }, { $set: { state: 'sending' } })
  taken = []
  expect(await notifyUsers(effect, settings)).toMatchObject({
    state: 'unknown',
    reason: { code: 'in-doubt' },
  })
  expect(taken).toEqual([])

  await collectionOf(Effects).updateOne({ _id: effect._id }, { $set: { state: 'unknown' } })
  const [ada] = await mails()
  await resendMail(ada?._id ?? '')
  expect(await effectNow(effect)).toMatchObject({ state: 'due' })
  expect(await notifyUsers(effect, settings)).toEqual({ state: 'done' })
  expect(taken).toEqual(['ada@example.com'])
  await expect(retryEffect(effect._id)).rejects.toMatchObject({ code: 'conflict' })
})

test('a worker that dies at any write tells everybody once, in the app and by mail', async () => {
  const first = await scene()
  const { writes } = await crashAt(null, () => workUntilIdle())
  expect(writes).toBeGreaterThan(5)
  expect(await effectNow(first)).toMatchObject({ state: 'done' })
  for (let write = 1; write <= writes; write++) {
    for (const when of ['before', 'after'] as const) {
      await Promise.all([collectionOf(Notifications).deleteMany({}), collectionOf(Mails).deleteMany({})])
      const effect = await insertEffect({ ...first, _id: `${when}-${write}`, attempts: 0 })
      const dying = newOwner()
      await crashAt({ write, when }, () => workUntilIdle(dying))
      endOwner(dying)
      await workUntilIdle()
      const at = `died ${when} write ${write}`
      expect(await effectNow(effect), at).toMatchObject({ state: 'done' })
      expect(await notifications(), at).toHaveLength(2)
      expect(
        (await mails()).map(({ to, state }) => [to, state]),
        at,
      ).toEqual([
        ['ada@example.com', 'kept'],
        ['bob@example.com', 'kept'],
      ])
    }
  }
})
