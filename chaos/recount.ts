import { collectionOf } from '@/server/db/collection-of'
import { Effects } from '@/server/effects/stored-effect'
import { Events, type StoredEvent } from '@/server/events/stored-event'
import { Mails } from '@/server/messages/mail'
import { Prospects } from '@/server/prospects/prospect'
import { checkInvariants } from '@/server/testing/check-invariants'
import type { Answer, ClickLoad } from './click-load'
import type { MailSink } from './mail-sink'
import { type LinkName, linkNameOf, perClick, type Workspace } from './workspace'

/** One promise, held against the database; `broken` says where it was not kept. */
export type Check = { promise: string; counted: number; broken: string[] }

type Evidence = { workspace: Workspace; load: ClickLoad; sink: MailSink }

/** Counts everything again, from what was clicked to what became of it. */
export async function recount({ workspace, load, sink }: Evidence): Promise<Check[]> {
  const events = await collectionOf(Events).find({ kind: 'link.clicked' }).toArray()
  return [
    { promise: 'I4: every answer is a redirect', counted: load.answers.size, broken: load.others },
    recordedOnce(load.answers, events),
    storedOnce(events),
    planned(events),
    await effectsPerClick(workspace, events),
    await scoresPerProspect(workspace, events),
    await mailsOnce(workspace, events),
    neverTwice(sink),
    await sentArrived(sink),
    await guarantees(events.length),
  ]
}

function markOf({ click }: StoredEvent): string {
  return click?.referrer.split('/').at(-1) ?? 'none'
}

function recordedOnce(answers: Map<string, Answer>, events: StoredEvent[]): Check {
  const stored = new Set(events.map(markOf))
  const durable = [...answers].filter(([, answer]) => answer === 'db' || answer === 'spool')
  return {
    promise: 'I1: every click answered as recorded is in the database',
    counted: durable.length,
    broken: durable.flatMap(([mark]) => (stored.has(mark) ? [] : [mark])),
  }
}

function storedOnce(events: StoredEvent[]): Check {
  const seen = new Set<string>()
  const broken = events.map(markOf).filter((mark) => seen.has(mark) || !seen.add(mark))
  return { promise: 'I2: no click is there twice', counted: events.length, broken }
}

function planned(events: StoredEvent[]): Check {
  const odd = events.filter(({ state, outcome }) => state !== 'planned' || outcome !== null)
  return {
    promise: 'I9: every click was planned, for its prospect',
    counted: events.length,
    broken: odd.map((event) => `${markOf(event)}: ${event.state}, ${event.outcome}`),
  }
}

async function effectsPerClick(workspace: Workspace, events: StoredEvent[]): Promise<Check> {
  const expected = sum(workspace, events, 'effects')
  const done = await collectionOf(Effects).countDocuments({ state: { $in: ['done', 'unknown'] } })
  const all = await collectionOf(Effects).countDocuments()
  const others = await collectionOf(Effects)
    .find({ state: { $nin: ['done', 'unknown'] } })
    .toArray()
  const isRight = done === expected && all === expected
  return {
    promise: 'I11: every effect of every click is done, once',
    counted: expected,
    broken: [
      ...(isRight ? [] : [`expected ${expected} effects, found ${all}, of which ${done} are done`]),
      ...others.map(({ _id, kind, state, reason }) => `${kind} ${_id} is ${state} (${reason?.code})`),
    ],
  }
}

async function scoresPerProspect(workspace: Workspace, events: StoredEvent[]): Promise<Check> {
  const prospects = await collectionOf(Prospects).find().toArray()
  const broken = prospects.flatMap(({ _id, score }) => {
    const own = events.filter(({ prospectId }) => prospectId === _id)
    const expected = sum(workspace, own, 'score')
    return score === expected ? [] : [`prospect ${_id}: ${score} instead of ${expected}`]
  })
  return { promise: 'I12: every score is the sum of its clicks', counted: prospects.length, broken }
}

async function mailsOnce(workspace: Workspace, events: StoredEvent[]): Promise<Check> {
  const expected = sum(workspace, events, 'mails')
  const mails = await collectionOf(Mails)
    .find({}, { projection: { state: 1 } })
    .toArray()
  const odd = mails.filter(({ state }) => state !== 'sent' && state !== 'unknown')
  return {
    promise: 'every mail was sent, or is in doubt and says so',
    counted: mails.length,
    broken: [
      ...(mails.length === expected ? [] : [`expected ${expected} mails, found ${mails.length}`]),
      ...odd.map(({ _id, state }) => `mail ${_id} is ${state}`),
    ],
  }
}

function neverTwice({ received }: MailSink): Check {
  const broken = [...received].filter(([, times]) => times > 1).map(([id, times]) => `${id}: ${times} times`)
  return { promise: 'I15: no Message-ID reached the mail server twice', counted: received.size, broken }
}

async function sentArrived({ received }: MailSink): Promise<Check> {
  const sent = await collectionOf(Mails)
    .find({ state: 'sent' }, { projection: { messageIdHeader: 1 } })
    .toArray()
  const lost = sent.filter(({ messageIdHeader }) => !received.has(messageIdHeader))
  return {
    promise: 'every mail that counts as sent reached the mail server',
    counted: sent.length,
    broken: lost.map(({ _id }) => _id),
  }
}

async function guarantees(counted: number): Promise<Check> {
  const broken = (await checkInvariants()).map(({ invariant, message }) => `${invariant}: ${message}`)
  return { promise: 'I7-I14, I17, I18, I20 on everything stored; nothing stuck', counted, broken }
}

function sum({ links }: Workspace, events: StoredEvent[], what: 'score' | 'effects' | 'mails'): number {
  const names = new Map<string | null, LinkName>(links.map((link) => [link._id, linkNameOf(link)]))
  return events.reduce((total, { linkId }) => total + perClick[names.get(linkId) ?? 'changes'][what], 0)
}
