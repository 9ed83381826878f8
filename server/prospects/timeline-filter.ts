import { z } from 'zod'

/** What of a timeline is wanted; everything when left out. */
export const timelineShowSchema = z.enum(['clicks', 'activity', 'emails', 'changes', 'consent'])
export type TimelineShow = z.infer<typeof timelineShowSchema>

/** A filter for each kind of row; null: none of that kind. */
type Filters = Record<'events' | 'effects' | 'mails', Record<string, unknown> | null>

const nothing: Filters = { events: null, effects: null, mails: null }
const everything: Filters = { events: {}, effects: {}, mails: {} }

const ownDoing = [
  'link.clicked',
  'page.viewed',
  'email.opened',
  'email.unsubscribed',
  'form.submitted',
  'file.downloaded',
  'event.received',
]
const changing = [
  'tags.add',
  'tags.remove',
  'score.adjust',
  'field.change',
  'list.join',
  'list.leave',
  'lead.convert',
  'owner.assign',
]
const edits = ['prospect.edited', 'prospect.merged', 'prospect.parted']

/** What stands in a timeline that shows only some of what happened. */
export function timelineFilters(show: TimelineShow | undefined): Filters {
  return show ? filters[show] : everything
}

const filters: Record<TimelineShow, Filters> = {
  clicks: { ...nothing, events: { kind: 'link.clicked' } },
  activity: { ...nothing, events: { kind: { $in: ownDoing } } },
  emails: {
    events: { kind: { $in: ['email.opened', 'email.unsubscribed'] } },
    effects: { kind: 'message.send' },
    mails: {},
  },
  changes: { events: { kind: { $in: edits } }, effects: { kind: { $in: changing } }, mails: null },
  consent: {
    ...nothing,
    events: {
      $or: [
        { kind: 'email.unsubscribed' },
        { kind: 'prospect.edited', 'payload.changes.field': { $in: ['consent.email', 'consent.tracking'] } },
        { kind: { $in: ['prospect.merged', 'prospect.parted'] } },
      ],
    },
  },
}
