import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { insertNew } from '../db/insert-new'
import { derivedId } from '../db/new-id'
import { getEnv } from '../env'
import { newLink } from '../links/create-link'
import { Links } from '../links/link'
import { makeSlug } from '../links/make-slug'
import { Versions } from '../workflows/version'
import { type Workflow, Workflows } from '../workflows/workflow'
import { isJoinable } from './load-campaigns'

type Campaign = Pick<Workflow, '_id' | 'name'>

/** The id of a workflow's Campaign Join Link: the same for ever, so that it is made only once. */
export function joinLinkId(workflowId: string): string {
  return derivedId('link', 'campaign-join', workflowId)
}

/** Where a Campaign Join Link leads. */
export function joinPageUrl(workflowId: string): string {
  return `${getEnv().trackingUrl}/j/${workflowId}`
}

/**
 * Makes the Campaign Join Link of a workflow that is being published with an “Enrolled” goal (IM-1, IM-2), or brings
 * its name and address up to date. It stays over later versions, whatever they hold, since it may have been shared.
 */
export async function keepJoinLink(campaign: Campaign, document: unknown): Promise<void> {
  if (!isJoinable(document)) return
  await makeJoinLinks([campaign])
  await renameJoinLink(campaign)
}

/** The name of a workflow is that of its link. */
export async function renameJoinLink({ _id, name }: Campaign): Promise<void> {
  const destination = joinPageUrl(_id)
  await collectionOf(Links).updateOne(
    { _id: joinLinkId(_id), $or: [{ name: { $ne: name } }, { destination: { $ne: destination } }] },
    { $set: { name, destination, updatedAt: new Date() } },
    { maxTimeMS: 5_000 },
  )
}

/** Makes what is missing for workflows that were published before there were such links. Safe at every start. */
export async function keepAllJoinLinks(): Promise<void> {
  const live = await findRows(
    Workflows,
    { host: null, archivedAt: null, live: { $ne: null } },
    { name: 1, live: 1 },
  ).toArray()
  const versionIds = live.flatMap((workflow) => workflow.live?.versionId ?? [])
  const joinable = new Set<string>()
  for await (const { workflowId, document } of findRows(
    Versions,
    { _id: { $in: versionIds } },
    { workflowId: 1, document: 1 },
  ))
    if (isJoinable(document)) joinable.add(workflowId)
  const campaigns = live.filter(({ _id }) => joinable.has(_id))
  await makeJoinLinks(campaigns)
  for (const campaign of campaigns) await renameJoinLink(campaign)
}

async function makeJoinLinks(campaigns: Campaign[]): Promise<void> {
  await insertNew(collectionOf(Links), campaigns.map(newJoinLink))
}

function newJoinLink({ _id, name }: Campaign) {
  const link = newLink(
    {
      name,
      destination: joinPageUrl(_id),
      kind: 'custom',
      identity: 'token',
      eventSource: 'campaign-join-link',
    },
    joinLinkId(_id),
  )
  return {
    ...link,
    slug: makeSlug(),
    kind: 'auto' as const,
    autoType: 'campaign-join' as const,
    workflowId: _id,
  }
}
