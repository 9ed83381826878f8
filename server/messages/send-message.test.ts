import type { Socket } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { createProspect } from '../prospects/create-prospect'
import { emailSchema } from '../prospects/email-address'
import { updateProspect } from '../prospects/update-prospect'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { readToken, tokenKeys } from '../tracking/token'
import { Versions } from '../workflows/version'
import { createMessage } from './create-message'
import { listMails } from './list-mails'
import { loadMail } from './load-mail'
import { Mails } from './mail'
import { resendMail } from './resend-mail'
import { saveMessage } from './save-message'
import { sendMessage } from './send-message'
import { closeSmtpTransports } from './smtp-transport'

useTestDatabase()

const secret = 'a secret of more than thirty-two characters'
const base = { trackingUrl: 'https://t.example', secret, mailFrom: 'Switchyard <hello@sender.example>' }

/** What the SMTP server took, as it came over the wire. */
let inbox: string[] = []
let running: SMTPServer | null = null

afterEach(async () => {
  closeSmtpTransports()
  await stopServer()
  inbox = []
})

async function startServer(options: SMTPServerOptions = {}) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        inbox.push(Buffer.concat(chunks).toString())
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {}) // connections that tests break off
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  running = server
  const address = server.server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { ...base, smtpUrl: `smtp://127.0.0.1:${port}` }
}

async function stopServer(): Promise<void> {
  const server = running
  running = null
  if (server) await new Promise<void>((resolve) => server.close(resolve))
}

async function scene({ email = 'ada@example.com' as string | null } = {}) {
  const prospect = await createProspect({ email, firstName: 'Ada' })
  const message = await createMessage({
    name: 'Welcome',
    subject: 'Hi {{ firstName }}',
    html: '<p>Dear {{ firstName }}, <a href="https://a.example">look</a></p>',
  })
  const versionId = newId()
  const { id, name, subject, html } = message
  await Versions.create({
    _id: versionId,
    workflowId: newId(),
    number: 1,
    hash: 'h',
    document: {},
    messages: [{ id, name, subject, html }],
    publishedAt: new Date(),
    publishedBy: 'x',
  })
  const effect: StoredEffect = {
    _id: newId(),
    planId: newId(),
    runId: newId(),
    workflowId: newId(),
    versionId,
    prospectId: prospect.id,
    nodeId: 'n',
    stepId: null,
    kind: 'message.send',
    payload: { messageId: id },
    seq: 1,
    index: 0,
    lane: 0,
    state: 'due',
    dueAt: new Date(),
    attempts: 1,
    lease: null,
    reason: null,
    before: null,
    createdAt: new Date(),
    doneAt: null,
  }
  await collectionOf(Effects).insertOne(effect)
  return { prospect, message, effect, linkId: message.links[0]?.id ?? '' }
}

const stateOf = async (id: string) => (await Mails.findOne({ _id: id }).lean())?.state

test('a mail arrives with its headers, both parts, and a token in each (IF-11)', async () => {
  const settings = await startServer()
  const { effect, prospect, message, linkId } = await scene()
  expect(await sendMessage(effect, settings)).toEqual({ state: 'done' })
  const mail = await PostalMime.parse(inbox[0] ?? '')
  expect(mail).toMatchObject({
    messageId: `<${effect._id}@sender.example>`,
    subject: 'Hi Ada',
    from: { name: 'Switchyard', address: 'hello@sender.example' },
    to: [{ address: 'ada@example.com' }],
  })
  const headers = new Map(mail.headers.map(({ key, value }) => [key, value]))
  expect(headers.get('list-unsubscribe')).toMatch(/^<https:\/\/t\.example\/u\/[\w-]+>$/)
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  for (const part of [mail.html, mail.text]) {
    expect(part).toContain('Dear Ada')
    const token = /https:\/\/t\.example\/r\/\w+\/([\w-]+)/.exec(part ?? '')?.[1] ?? ''
    expect(readToken(token, linkId, tokenKeys(secret))).toMatchObject({
      recipientId: prospect.id,
      messageId: message.id,
    })
  }
  expect(await stateOf(effect._id)).toBe('sent')
})

test('the mail has the words that were published, and the prospect’s values of now (?6, ?14)', async () => {
  const { effect, message, prospect } = await scene()
  await saveMessage({ id: message.id, revision: 1, subject: 'Changed', html: '<p>changed</p>' })
  await updateProspect(prospect.id, { firstName: 'Grace' })
  await sendMessage(effect, base)
  expect(await loadMail(effect._id)).toMatchObject({
    subject: 'Hi Grace',
    html: expect.stringContaining('Dear Grace'),
  })
})

test('without a mail server the mail is kept for the Outbox, once', async () => {
  const { effect } = await scene()
  expect(await sendMessage(effect, base)).toEqual({ state: 'done' })
  expect(await sendMessage(effect, base)).toEqual({ state: 'done' })
  const { items } = await listMails()
  expect(items).toMatchObject([{ id: effect._id, state: 'kept', to: 'ada@example.com', prospectName: 'Ada' }])
})

test('trying a sent mail again sends nothing', async () => {
  const settings = await startServer()
  const { effect } = await scene()
  await sendMessage(effect, settings)
  expect(await sendMessage({ ...effect, attempts: 2 }, settings)).toEqual({ state: 'done' })
  expect(inbox).toHaveLength(1)
})

test('I15: of four workers with one effect, one sends', async () => {
  const settings = await startServer()
  const { effect } = await scene()
  await Promise.allSettled([1, 2, 3, 4].map(() => sendMessage(effect, settings)))
  expect(inbox).toHaveLength(1)
})

test('I15: a crash while the mail is on its way leaves it in doubt and never sends it twice by itself', async () => {
  const settings = await startServer()
  const { effect } = await scene()
  await sendMessage(effect, settings)
  // As a worker leaves it that dies between the server's acceptance and the note of it.
  await Mails.updateOne({ _id: effect._id }, { $set: { state: 'sending', sentAt: null } })
  for (const attempts of [2, 3]) {
    expect(await sendMessage({ ...effect, attempts }, settings)).toMatchObject({
      state: 'unknown',
      reason: { code: 'in-doubt' },
    })
  }
  expect(await stateOf(effect._id)).toBe('unknown')
  expect(inbox).toHaveLength(1)
})

test('I15: whatever write a worker dies at, the server never sees a Message-ID twice', async () => {
  const settings = await startServer()
  await sendMessage((await scene({ email: 'first@example.com' })).effect, settings) // makes what a process makes once
  const undisturbed = await scene()
  const { writes } = await crashAt(null, () => sendMessage(undisturbed.effect, settings))
  expect(writes).toBeGreaterThan(1)
  for (let write = 1; write <= writes; write++)
    for (const when of ['before', 'after'] as const) {
      const { effect } = await scene({ email: `${when}-${write}@example.com` })
      const { crashed } = await crashAt({ write, when }, () => sendMessage(effect, settings))
      expect(crashed).toBe(true)
      for (const attempts of [2, 3]) await sendMessage({ ...effect, attempts }, settings)
      expect(['sent', 'unknown']).toContain(await stateOf(effect._id))
    }
  const ids = await Promise.all(inbox.map(async (raw) => (await PostalMime.parse(raw)).messageId))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(writes)
})

test('a connection that breaks inside DATA leaves the mail in doubt', async () => {
  const sockets = new Set<Socket>()
  const settings = await startServer({
    onData: (stream) => {
      stream.resume()
      stream.on('end', () => {
        for (const socket of sockets) socket.destroy()
      })
    },
  })
  running?.server.on('connection', (socket: Socket) => sockets.add(socket))
  const { effect } = await scene()
  expect(await sendMessage(effect, settings)).toMatchObject({ state: 'unknown' })
  expect(await stateOf(effect._id)).toBe('unknown')
})

test('a person can send a mail in doubt again, with the same Message-ID', async () => {
  const settings = await startServer()
  const { effect } = await scene()
  await sendMessage(effect, settings)
  await Mails.updateOne({ _id: effect._id }, { $set: { state: 'unknown' } })
  await Effects.updateOne({ _id: effect._id }, { $set: { state: 'unknown' } })
  await resendMail(effect._id)
  expect(await Effects.findOne({ _id: effect._id }).lean()).toMatchObject({ state: 'due', attempts: 0 })
  expect(await sendMessage(effect, settings)).toEqual({ state: 'done' })
  const ids = await Promise.all(inbox.map(async (raw) => (await PostalMime.parse(raw)).messageId))
  expect(ids).toEqual([`<${effect._id}@sender.example>`, `<${effect._id}@sender.example>`])
})

test('a mail that was sent cannot be sent again', async () => {
  const { effect } = await scene()
  await sendMessage(effect, base)
  await expect(resendMail(effect._id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(resendMail(newId())).rejects.toMatchObject({ code: 'not-found' })
})

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

test.each(['onMailFrom', 'onRcptTo'] as const)(
  'a 4xx to %s is tried again later, and then arrives',
  async (hook) => {
    let refusals = 1
    const settings = await startServer({
      [hook]: (_address: unknown, _session: unknown, done: (error?: Error) => void) =>
        done(refusals-- > 0 ? smtpError(451, 'greylisted') : undefined),
    })
    const { effect } = await scene()
    const before = Date.now()
    const error = await sendMessage(effect, settings).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'RetryLater', message: expect.stringContaining('greylisted') })
    expect((error as { at: Date }).at.getTime()).toBeGreaterThanOrEqual(before + 60_000)
    expect(await stateOf(effect._id)).toBe('failed')
    expect(await sendMessage({ ...effect, attempts: 2 }, settings)).toEqual({ state: 'done' })
    expect(inbox).toHaveLength(1)
    expect(await stateOf(effect._id)).toBe('sent')
  },
)

test.each([
  [451, 'RetryLater'],
  [554, 'GiveUp'],
])('a %s at the end of DATA is certain: %s', async (code, name) => {
  const settings = await startServer({
    onData: (stream, _session, done) => {
      stream.resume()
      stream.on('end', () => done(smtpError(code, 'no')))
    },
  })
  const { effect } = await scene()
  await expect(sendMessage(effect, settings)).rejects.toMatchObject({ name })
  expect(await stateOf(effect._id)).toBe('failed')
})

test('a mail to an international domain goes to its ASCII form, and is found in either spelling', async () => {
  const settings = await startServer()
  const { effect } = await scene({ email: emailSchema.parse('jo@пример.рф') })
  expect(await sendMessage(effect, settings)).toEqual({ state: 'done' })
  expect(inbox[0]).toContain('\nTo: jo@xn--e1afmkfd.xn--p1ai\r\n')
  expect((await listMails({ search: 'JO@Пример.рф' })).items).toHaveLength(1)
})

test('a 5xx to the recipient is given up', async () => {
  const settings = await startServer({
    onRcptTo: (_address, _session, done) => done(smtpError(550, 'no such user')),
  })
  const { effect } = await scene()
  await expect(sendMessage(effect, settings)).rejects.toMatchObject({
    name: 'GiveUp',
    message: expect.stringContaining('no such user'),
  })
})

test('a refused login is the settings’ fault, so the mail waits', async () => {
  const settings = await startServer({
    authOptional: false,
    onAuth: (_auth, _session, done) => done(smtpError(535, 'wrong password')),
  })
  const withLogin = { ...settings, smtpUrl: settings.smtpUrl.replace('smtp://', 'smtp://user:pass@') }
  const { effect } = await scene()
  await expect(sendMessage(effect, withLogin)).rejects.toMatchObject({ name: 'RetryLater' })
})

test('a server that hangs up before DATA certainly did not take the mail', async () => {
  const sockets = new Set<Socket>()
  const settings = await startServer({
    onRcptTo: () => {
      for (const socket of sockets) socket.destroy()
    },
  })
  running?.server.on('connection', (socket: Socket) => sockets.add(socket))
  const { effect } = await scene()
  await expect(sendMessage(effect, settings)).rejects.toMatchObject({ name: 'RetryLater' })
  expect(await stateOf(effect._id)).toBe('failed')
})

test('a mail server that is down is tried again, later each time', async () => {
  const settings = await startServer()
  await stopServer()
  const { effect } = await scene()
  const waits: number[] = []
  for (const attempts of [1, 2, 3, 4]) {
    const error = await sendMessage({ ...effect, attempts }, settings).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'RetryLater' })
    waits.push((error as { at: Date }).at.getTime() - Date.now())
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
})

test.each([
  [
    'unsubscribed',
    async (id: string) => void (await updateProspect(id, { consent: { email: 'unsubscribed' } })),
  ],
  ['no-email', async (id: string) => void (await updateProspect(id, { email: null }))],
])('a prospect who is %s gets nothing, and the effect says why', async (code, change) => {
  const { effect, prospect } = await scene()
  await change(prospect.id)
  expect(await sendMessage(effect, base)).toMatchObject({ state: 'skipped', reason: { code } })
  expect(await Mails.countDocuments()).toBe(0)
})

test('who unsubscribes between two attempts gets nothing', async () => {
  let refusals = 1
  const settings = await startServer({
    onRcptTo: (_address, _session, done) => done(refusals-- > 0 ? smtpError(451, 'later') : undefined),
  })
  const { effect, prospect } = await scene()
  await sendMessage(effect, settings).catch(() => {})
  await updateProspect(prospect.id, { consent: { email: 'unsubscribed' } })
  expect(await sendMessage({ ...effect, attempts: 2 }, settings)).toMatchObject({ state: 'skipped' })
  expect(inbox).toEqual([])
})

test('an email that the version does not have is given up', async () => {
  const { effect } = await scene()
  const missing = { ...effect, payload: { messageId: newId() } }
  await expect(sendMessage(missing, base)).rejects.toMatchObject({ name: 'GiveUp', code: 'message-missing' })
})

test('mails are found by prospect and by address', async () => {
  const { effect, prospect } = await scene()
  await sendMessage(effect, base)
  expect((await listMails({ prospectId: prospect.id })).items).toHaveLength(1)
  expect((await listMails({ prospectId: newId() })).items).toEqual([])
  expect((await listMails({ search: 'ADA@' })).items).toHaveLength(1)
  expect((await listMails({ search: 'zoe' })).items).toEqual([])
})
