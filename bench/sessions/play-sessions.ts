import { AsyncLocalStorage } from 'node:async_hooks'
import { Agent, createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collectionOf } from '@/server/db/collection-of'
import { derivedId } from '@/server/db/new-id'
import { getEnv } from '@/server/env'
import { judgeEvents } from '@/server/events/judge-events'
import { Events, type StoredEvent } from '@/server/events/stored-event'
import { releaseDueHolds } from '@/server/holds/release-due-holds'
import { now, setClock } from '@/server/jobs/clock'
import { Links } from '@/server/links/link'
import { Mails } from '@/server/messages/mail'
import { Messages } from '@/server/messages/message'
import { mailOf } from '@/server/testing/mail-of'
import { makeLink } from '@/server/testing/make-link'
import { messageOf } from '@/server/testing/message-of'
import { unpackAll } from '@/server/testing/unpack-all'
import { handleRequest } from '@/server/tracking/handle-request'
import { closeCapture, openTracking } from '@/server/tracking/open-tracking'
import { OPEN, signToken } from '@/server/tracking/token'
import type { Tracking } from '@/server/tracking/tracking'
import { ensureHoneypotLink } from '@/server/verdicts/honeypot-link'
import { honeypotLinkId } from '@/server/verdicts/honeypot-link-id'
import type { Mailing, Session, SessionRequest } from './session'

/** What became of a request: whether what hangs on the link would have happened. */
export type Fate = 'at once' | 'after a hold' | 'kept back' | 'nothing' | 'not a click'

export type PlayedRequest = SessionRequest & {
  fate: Fate
  /** How long it was held before it acted. */
  heldMs: number
  /** The verdict in the end, after later clicks have changed earlier verdicts; null: not a click. */
  verdict: StoredEvent['verdict']
  reasons: string[]
}
export type PlayedSession = Omit<Session, 'requests'> & { requests: PlayedRequest[] }

/** When everything is delivered. */
const DELIVERY = Date.parse('2026-03-02T08:00:00Z')
/** A worker takes up a click this long after it came, with whatever came meanwhile. */
const PLANNED_AFTER_MS = 150
/** So many mailings go side by side; they know nothing of each other. */
const TOGETHER = 120
const LINKS_MOST = 10
const slugs = Array.from({ length: LINKS_MOST }, (_, n) => `bench-${n}`)
const linkIds = slugs.map((slug) => derivedId('bench', slug))

/**
 * Plays mailings through the product itself: every request over HTTP through the tracking handlers into the database,
 * every click judged when a worker would judge it, with what has come until then, every hold looked at again when it
 * ends. Time is the sessions’ own. The database is empty before.
 */
export async function playMailings(mailings: Mailing[]): Promise<PlayedSession[]> {
  const site = await openSite()
  setClock(() => new Date(DELIVERY))
  try {
    const played: PlayedSession[] = []
    for (let from = 0; from < mailings.length; from += TOGETHER)
      played.push(...(await playTogether(mailings.slice(from, from + TOGETHER), from, site)))
    return played
  } finally {
    setClock(null)
    await site.close()
  }
}

type Playing = {
  session: number
  request: SessionRequest
  path: string
  event: StoredEvent | null
  fate: Fate
  heldMs: number
}
type Hold = { dueMs: number; playing: Playing }
type Ended = Hold & { stage: Stage }
type Stage = {
  messageId: string
  isDelivered: boolean
  mailing: Mailing
  waiting: Playing[]
  done: Playing[]
  holds: Hold[]
}

async function playTogether(mailings: Mailing[], first: number, site: Site): Promise<PlayedSession[]> {
  const stages = await Promise.all(mailings.map((mailing, n) => deliver(mailing, `${first + n}`, site)))
  for (;;) {
    const steps = stages.flatMap((stage) => nextStep(stage) ?? [])
    if (steps.length === 0) break
    await arrive(
      steps.flatMap(({ arriving }) => arriving),
      site,
    )
    await finishDeliveries(steps)
    await judge(steps)
    await endHolds(
      steps.flatMap(({ stage, atMs, ended }) => ended.map((playing) => ({ stage, playing, dueMs: atMs }))),
    )
  }
  return outcomes(stages)
}

/** The message and its mails are there; every request knows its address. */
async function deliver(mailing: Mailing, key: string, { secret, honeypotSlug }: Site): Promise<Stage> {
  const messageId = derivedId('bench message', key)
  const own = linkIds.slice(0, mailing.links)
  const recipients = mailing.sessions.map((_, n) => derivedId('bench recipient', key, n))
  const at = new Date(DELIVERY)
  await collectionOf(Messages).insertOne(messageOf({ id: messageId, linkIds: own, at }))
  await collectionOf(Mails).insertMany(
    recipients.map((prospectId) => ({
      ...mailOf({ id: derivedId(messageId, prospectId), messageId, prospectId, at }),
      state: 'sending' as const,
      sentAt: null,
    })),
  )
  const pathOf = (session: number, target: SessionRequest['target']) => {
    const ids = { recipientId: recipients[session] ?? '', messageId }
    if (target === 'open') return `/o/${signToken(ids, OPEN, secret)}.gif`
    const [id = '', slug] =
      target === 'hidden link' ? [honeypotLinkId, honeypotSlug] : [linkIds[target], slugs[target]]
    return `/r/${slug}/${signToken(ids, id, secret)}`
  }
  const waiting = mailing.sessions.flatMap(({ requests }, session) =>
    requests.map((request): Playing => {
      const path = pathOf(session, request.target)
      return { session, request, path, event: null, fate: 'not a click', heldMs: 0 }
    }),
  )
  waiting.sort((a, b) => a.request.afterMs - b.request.afterMs)
  return { messageId, isDelivered: false, mailing, waiting, done: [], holds: [] }
}

type Step = { stage: Stage; atMs: number; arriving: Playing[]; ended: Playing[] }

/** The next thing that happens: some clicks come and are judged together, or holds end. */
function nextStep(stage: Stage): Step | null {
  const [next] = stage.waiting
  const due = Math.min(...stage.holds.map(({ dueMs }) => dueMs))
  const judgedMs = next ? next.request.afterMs + PLANNED_AFTER_MS : Number.POSITIVE_INFINITY
  if (!next && stage.holds.length === 0) return null
  if (due <= judgedMs) {
    const ended = stage.holds.filter(({ dueMs }) => dueMs === due).map(({ playing }) => playing)
    stage.holds = stage.holds.filter(({ dueMs }) => dueMs !== due)
    return { stage, atMs: due, arriving: [], ended }
  }
  const arriving = stage.waiting.filter(({ request }) => request.afterMs <= judgedMs)
  stage.waiting = stage.waiting.slice(arriving.length)
  stage.done.push(...arriving)
  return { stage, atMs: judgedMs, arriving, ended: [] }
}

/** Mails are being handed over until their time comes. */
async function finishDeliveries(steps: Step[]): Promise<void> {
  const delivered = steps
    .filter(({ stage, atMs }) => !stage.isDelivered && atMs >= 0)
    .map(({ stage }) => stage)
  if (delivered.length === 0) return
  for (const stage of delivered) stage.isDelivered = true
  await collectionOf(Mails).updateMany(
    { messageId: { $in: delivered.map(({ messageId }) => messageId) } },
    { $set: { state: 'sent', sentAt: new Date(DELIVERY) } },
  )
}

async function arrive(arriving: Playing[], site: Site): Promise<void> {
  for (let from = 0; from < arriving.length; from += 200)
    await Promise.all(arriving.slice(from, from + 200).map((playing) => site.send(playing)))
  await unpackAll()
}

/** As the planner does: verdict, identity, hold; then the event leaves the inbox. */
async function judge(steps: Step[]): Promise<void> {
  const byEvent = new Map(
    steps.flatMap((step) =>
      step.arriving.flatMap((playing) =>
        playing.event?.click ? [[playing.event._id, { step, playing }]] : [],
      ),
    ),
  )
  const events = [...byEvent.values()].flatMap(({ playing }) => playing.event ?? [])
  if (events.length === 0) return
  const judged = await judgeEvents(events)
  for (const { event, outcome } of judged) {
    const found = byEvent.get(event._id)
    if (!found) continue
    const { step, playing } = found
    const until = outcome === null ? event.hold?.until : null
    playing.fate = outcome !== null ? 'nothing' : event.hold ? 'kept back' : 'at once'
    if (until) step.stage.holds.push({ dueMs: step.atMs + until.getTime() - now().getTime(), playing })
  }
  await collectionOf(Events).bulkWrite(
    judged.map(({ event: { _id, verdict, reasons, hold }, outcome }) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: {
            verdict,
            reasons,
            outcome,
            state: hold && outcome === null ? 'held' : 'planned',
            ...(hold ? { hold } : {}),
          },
        },
      },
    })),
    { ordered: false },
  )
}

/** The job that ends holds runs for these; what it lets go has acted, what it keeps on is looked at again. */
async function endHolds(ended: Ended[]): Promise<void> {
  const byEvent = new Map(ended.map((hold) => [hold.playing.event?._id ?? '', hold]))
  const which = { _id: { $in: [...byEvent.keys()] } }
  if (byEvent.size === 0) return
  await collectionOf(Events).updateMany(which, { $set: { 'hold.until': now() } })
  await releaseDueHolds()
  for (const { _id, state, hold } of await collectionOf(Events).find(which).toArray()) {
    const found = byEvent.get(_id)
    if (!found) continue
    const { stage, playing, dueMs } = found
    if (state === 'new')
      Object.assign(playing, { fate: 'after a hold', heldMs: dueMs - playing.request.afterMs })
    else if (hold?.until) stage.holds.push({ dueMs: hold.until.getTime() - DELIVERY, playing })
  }
  await collectionOf(Events).updateMany({ ...which, state: 'new' }, { $set: { state: 'planned' } })
}

async function outcomes(stages: Stage[]): Promise<PlayedSession[]> {
  const ids = stages.flatMap(({ done }) => done.flatMap(({ event }) => event?._id ?? []))
  const stored = await collectionOf(Events)
    .find({ _id: { $in: ids } }, { projection: { verdict: 1, reasons: 1 } })
    .toArray()
  const byId = new Map(stored.map((event) => [event._id, event]))
  return stages.flatMap(({ mailing, done }) =>
    mailing.sessions.map((session, n) => ({
      ...session,
      requests: done
        .filter((playing) => playing.session === n)
        .map(({ request, event, fate, heldMs }) => {
          const { verdict = null, reasons = [] } = byId.get(event?._id ?? '') ?? {}
          return { ...request, fate, heldMs, verdict, reasons }
        }),
    })),
  )
}

type Site = {
  secret: string
  honeypotSlug: string
  send: (playing: Playing) => Promise<void>
  close: () => Promise<void>
}

/** The tracking handlers on a port, with a clock that says when a request comes. */
async function openSite(): Promise<Site> {
  await collectionOf(Links).insertMany(
    slugs.map((slug, n) => makeLink({ _id: linkIds[n] ?? '', slug, destination: 'https://example.com/' })),
  )
  const honeypotSlug = await ensureHoneypotLink(null)
  const tracking = await openTracking()
  tracking.links.stop() // nothing changes any more
  const arrivals = new Map<string, Playing>()
  const server = await serve(tracking, arrivals)
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const { port } = server.address() as AddressInfo
  return {
    secret: getEnv().secret,
    honeypotSlug,
    send: (playing) => send(playing, { port, agent, arrivals }),
    close: async () => {
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
      await closeCapture(tracking)
    },
  }
}

async function serve(tracking: Tracking, arrivals: Map<string, Playing>): Promise<Server> {
  const current = new AsyncLocalStorage<Playing>()
  const record = tracking.capture.record.bind(tracking.capture)
  tracking.capture.record = (event, answer) => {
    const playing = current.getStore()
    const at = new Date(DELIVERY + (playing?.request.afterMs ?? 0))
    if (playing) playing.event = { ...event, at }
    record({ ...event, at }, answer)
  }
  const clientAddress = ({ headers }: { headers: NodeJS.Dict<string | string[]> }) => String(headers[FROM])
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    const playing = arrivals.get(String(request.headers[KEY]))
    if (!playing) throw new Error('a request came from nowhere')
    current.run(playing, () =>
      handleRequest({ request, response, tracking: { ...tracking, clientAddress }, pagesState: () => 'off' }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Headers of the bench itself: which request this is, and where it comes from. */
const KEY = 'x-bench-request'
const FROM = 'x-bench-address'
let sent = 0

type Way = { port: number; agent: Agent; arrivals: Map<string, Playing> }

function send(playing: Playing, { port, agent, arrivals }: Way): Promise<void> {
  const key = String(sent++)
  arrivals.set(key, playing)
  const { method, headers, ip } = playing.request
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      {
        host: '127.0.0.1',
        port,
        agent,
        method,
        path: playing.path,
        headers: { ...headers, [KEY]: key, [FROM]: ip },
      },
      (answer) => {
        arrivals.delete(key)
        answer.resume()
        answer.on('end', () => {
          if (answer.statusCode === 302 || answer.statusCode === 200) resolve()
          else reject(new Error(`${playing.path} was answered ${answer.statusCode}`))
        })
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}
