import type { Model } from 'mongoose'
import { findRows } from '../db/find-rows'
import { AppError } from '../errors'
import { insertEvents, recordEvent } from '../events/record-event'
import { createLink, createLinkSchema } from '../links/create-link'
import { Links } from '../links/link'
import { createMessage } from '../messages/create-message'
import { Messages } from '../messages/message'
import { createProspect } from '../prospects/create-prospect'
import { Prospects } from '../prospects/prospect'
import { createWorkflow } from '../workflows/create-workflow'
import { publishWorkflow } from '../workflows/publish-workflow'
import { Workflows } from '../workflows/workflow'
import { demoClicks } from './demo-clicks'
import { demoId } from './demo-id'
import { demoLinks } from './demo-links'
import { DemoMarks } from './demo-mark'
import { demoMessages } from './demo-messages'
import { demoProspectId, demoProspects } from './demo-prospects'
import { demoWorkflows } from './demo-workflows'

/**
 * Fills an empty database with a small workspace to look around in, through the same use cases as people do. Cut
 * short, it goes on where it was at the next start; a workspace with anything of its own is left alone.
 * @returns whether something was made
 */
export async function fillDemo(): Promise<boolean> {
  const mark = await DemoMarks.findOne({ _id: 'demo' }).lean()
  if (mark?.finishedAt || (!mark && !(await isEmpty()))) return false
  await DemoMarks.updateOne({ _id: 'demo' }, { $setOnInsert: { finishedAt: null } }, { upsert: true })
  await Promise.all([makeProspects(), makeLinks(), makeMessages()])
  await makeWorkflows()
  await makeHistory()
  await DemoMarks.updateOne({ _id: 'demo' }, { $set: { finishedAt: new Date() } })
  return true
}

async function isEmpty(): Promise<boolean> {
  const counts = await Promise.all(
    [Prospects, Links, Messages, Workflows].map((model) => model.estimatedDocumentCount()),
  )
  return counts.every((count) => count === 0)
}

async function makeProspects(): Promise<void> {
  const missing = await missingOf(Prospects, demoProspects)
  await Promise.all(missing.map(({ id, ...prospect }) => createProspect(prospect, id)))
}

async function makeLinks(): Promise<void> {
  const missing = await missingOf(Links, Object.values(demoLinks))
  await Promise.all(missing.map(({ id, ...link }) => createLink(createLinkSchema.parse(link), id)))
}

async function makeMessages(): Promise<void> {
  const missing = await missingOf(Messages, Object.values(demoMessages))
  await Promise.all(missing.map(({ id, ...message }) => createMessage(message, id)))
}

async function makeWorkflows(): Promise<void> {
  const missing = await missingOf(Workflows, Object.values(demoWorkflows))
  await Promise.all(missing.map(({ id, ...workflow }) => createWorkflow(workflow, id)))
  const live = await Workflows.findOne({ _id: demoWorkflows.webinar.id }).lean()
  if (live?.live) return
  const published = await publishWorkflow({ id: demoWorkflows.webinar.id }, 'demo')
  if (published.ok) return
  throw new AppError('internal', {
    message: `the demo workflow has problems: ${published.problems.map(({ code }) => code).join(', ')}`,
    userMessage: 'The demo workspace could not be made. Start with DEMO=0 to go on without it.',
  })
}

const enrolledKeys = ['tomas', 'aiko', 'oliver', 'lena', 'samir']

/** Clicks of the last days, then the enrolments of today; the worker makes the rest of them. */
async function makeHistory(): Promise<void> {
  const links = await findRows(Links, {
    _id: { $in: Object.values(demoLinks).map(({ id }) => id) },
  }).toArray()
  await insertEvents(demoClicks(links, new Date()))
  for (const key of enrolledKeys) {
    const prospectId = demoProspectId(key)
    await recordEvent(
      { kind: 'prospect.enrolled', workflowId: demoWorkflows.webinar.id, nodeId: null },
      { prospectId, id: demoId('enrolment', key) },
    )
  }
}

/** Those that a start before this one has not made. */
async function missingOf<Row extends { _id: string }, Part extends { id: string }>(
  model: Model<Row>,
  parts: Part[],
): Promise<Part[]> {
  const there = await findRows(model, { _id: { $in: parts.map(({ id }) => id) } }, { _id: 1 }).toArray()
  const ids = new Set<string>(there.map(({ _id }) => _id))
  return parts.filter(({ id }) => !ids.has(id))
}
