import type { Model } from 'mongoose'
import { findRows } from '../db/find-rows'
import { AppError } from '../errors'
import { insertEvents, recordEvent } from '../events/record-event'
import { saveFinishActions } from '../finish-actions/save-finish-actions'
import { createFunction } from '../functions/create-function'
import { Functions } from '../functions/function'
import { createLink, createLinkSchema } from '../links/create-link'
import { Links } from '../links/link'
import { createList } from '../lists/create-list'
import { Lists } from '../lists/list'
import { createMessage } from '../messages/create-message'
import { Messages } from '../messages/message'
import { createProspect } from '../prospects/create-prospect'
import { Prospects } from '../prospects/prospect'
import { createWorkflow } from '../workflows/create-workflow'
import { publishWorkflow } from '../workflows/publish-workflow'
import { setLive } from '../workflows/set-live'
import { Versions } from '../workflows/version'
import { Workflows } from '../workflows/workflow'
import { demoClicks } from './demo-clicks'
import { demoFinishActions } from './demo-finish-actions'
import { demoFunctions } from './demo-functions'
import { demoId } from './demo-id'
import { demoLinks } from './demo-links'
import { demoLists } from './demo-lists'
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
  await makeProspects()
  await makeLinks()
  await makeMessages()
  await makeFinishActions()
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

function makeProspects(): Promise<void> {
  return makeMissing(Prospects, demoProspects, ({ id, ...prospect }) => createProspect(prospect, id))
}

function makeLinks(): Promise<void> {
  return makeMissing(Links, Object.values(demoLinks), ({ id, ...link }) =>
    createLink(createLinkSchema.parse(link), id),
  )
}

function makeMessages(): Promise<void> {
  return makeMissing(Messages, Object.values(demoMessages), ({ id, ...message }) =>
    createMessage(message, id),
  )
}

async function makeFinishActions(): Promise<void> {
  await makeMissing(Lists, Object.values(demoLists), ({ id, ...list }) => createList(list, id))
  await makeMissing(Functions, Object.values(demoFunctions), ({ id, ...given }) => createFunction(given, id))
  const { linkId, items } = demoFinishActions
  const saved = await saveFinishActions({ kind: 'link', id: linkId, on: null }, { items }, 'demo').catch(
    ignoreConflict,
  )
  if (!saved.ok) throw demoHasProblems(saved.problems)
}

async function makeWorkflows(): Promise<void> {
  await makeMissing(Workflows, Object.values(demoWorkflows), ({ id, ...workflow }) =>
    createWorkflow(workflow, id),
  )
  const { id } = demoWorkflows.webinar
  const workflow = await Workflows.findOne({ _id: id }).lean()
  if (workflow?.live) return
  const version = await Versions.findOne({ workflowId: id }).sort({ number: -1 }).lean()
  if (version) return setLive({ workflowId: id, version, liveRevision: 1 })
  await publishOnce(id)
}

async function publishOnce(id: string): Promise<void> {
  const published = await publishWorkflow({ id }, 'demo').catch(ignoreConflict)
  if (!published.ok) throw demoHasProblems(published.problems)
}

/** Another start beside this one has published it. */
function ignoreConflict(error: unknown): { ok: true } {
  if (error instanceof AppError && error.code === 'conflict') return { ok: true }
  throw error
}

function demoHasProblems(problems: { code: string }[]): AppError {
  return new AppError('internal', {
    message: `the demo workspace has problems: ${problems.map(({ code }) => code).join(', ')}`,
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

/** Makes what a start before this one has not made, and another one beside it is not making. */
async function makeMissing<Row extends { _id: string }, Part extends { id: string }>(
  model: Model<Row>,
  parts: Part[],
  make: (part: Part) => Promise<unknown>,
): Promise<void> {
  const isThere = async ({ id }: Part) =>
    (await findRows(model, { _id: id }, { _id: 1 }).limit(1).toArray()).length > 0
  for (const part of parts) {
    if (await isThere(part)) continue
    try {
      await make(part)
    } catch (error) {
      if (!(await isThere(part))) throw error
    }
  }
}
