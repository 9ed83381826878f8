import type { Model } from 'mongoose'
import { Effects } from '../../effects/stored-effect'
import { Events } from '../../events/stored-event'
import { Leads } from '../../leads/lead'
import { Memberships } from '../../lists/membership'
import { Mails } from '../../messages/mail'
import { Notifications } from '../../notifications/notification'
import { Plans } from '../../runs/plan'
import { Runs } from '../../runs/run'
import { SpamCounters } from '../../spam/spam-window'
import { Tasks } from '../../tasks/task'
import { WebhookDeliveries } from '../../webhooks/webhook-delivery'
import type { TracedCollection } from '../erase-traces'
import { Merges } from '../merge/merge'
import { Prospects } from '../prospect'

export type KnownAs = { ids: string[]; visitorIds: string[] }

type PersonalCollection = {
  model: Model<never>
  /** Which rows are a person's. */
  theirs: (person: KnownAs) => Record<string, unknown>
  /** What is no data about them but ours: leases, lanes, guards. */
  without: string[]
}

const byProspect = ({ ids }: KnownAs) => ({ prospectId: { $in: ids } })

/**
 * Every collection that holds data about people, and how one person's is found in it for their export. What can be
 * erased by a prospect's id has to stand here, or this does not compile; a test asks it of every other collection.
 */
export const personalData: Record<TracedCollection | 'prospects', PersonalCollection> = {
  prospects: table(Prospects, ({ ids }) => ({ _id: { $in: ids } }), ['fx', 'changedBy', 'search', 'merging']),
  events: table(
    Events,
    ({ ids, visitorIds }) => ({
      $or: [{ prospectId: { $in: ids } }, { prospectId: null, 'click.visitorId': { $in: visitorIds } }],
    }),
    ['lane', 'attempts'],
  ),
  plans: table(Plans, byProspect, ['settled']),
  runs: table(Runs, byProspect, ['planSeq']),
  effects: table(Effects, byProspect, ['lane', 'lease', 'guardedUntil', 'isGuardSeen']),
  mails: table(Mails, byProspect),
  'webhook-deliveries': table(WebhookDeliveries, byProspect),
  tasks: table(Tasks, byProspect, ['orderAt']),
  leads: table(Leads, byProspect),
  memberships: table(Memberships, byProspect),
  notifications: table(Notifications, byProspect),
  merges: table(Merges, ({ ids }) => ({ $or: [{ from: { $in: ids } }, { into: { $in: ids } }] }), [
    'lease',
    'busy',
    'copy.fx',
    'copy.search',
    'copy.merging',
  ]),
  'spam-windows': table(SpamCounters, ({ ids, visitorIds }) => ({ who: { $in: [...ids, ...visitorIds] } })),
}

function table<Row extends { _id: string }>(
  model: Model<Row>,
  theirs: PersonalCollection['theirs'],
  without: string[] = [],
): PersonalCollection {
  // Rows of many shapes in one table; what is read from it is only written out.
  return { model: model as unknown as Model<never>, theirs, without }
}
