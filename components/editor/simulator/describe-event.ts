import type { EventKind, EventPayload } from '@/workflows/events'
import { nameList } from '@/workflows/name-list'
import { fieldLabel } from '@/workflows/prospect-fields'
import type { References } from '@/workflows/references'

type Sentences = {
  [Kind in EventKind]: (payload: Extract<EventPayload, { kind: Kind }>, references: References) => string
}

const sentences: Sentences = {
  'prospect.enrolled': () => 'Enrolled',
  'link.clicked': ({ linkId, messageId }, { links, messages }) => {
    const email = messages.find(({ id }) => id === messageId)
    const label = email?.links.find(({ id }) => id === linkId)?.label
    return label ? `Clicked “${label}” in “${email?.name}”` : `Clicked ${nameList([linkId], links)}`
  },
  'timer.elapsed': () => 'A wait was over',
  'sequence.entered': () => 'Moved to a sequence',
  'run.cancelled': () => 'The run was cancelled',
  'event.received': ({ type }) => `“${type}” was reported`,
  'page.viewed': ({ title, url }) => `Viewed “${title || url}”`,
  'email.opened': ({ messageId }, { messages }) => `Opened ${nameList([messageId], messages)}`,
  'email.unsubscribed': () => 'Unsubscribed',
  'form.submitted': ({ formId }, { forms }) => `Submitted ${nameList([formId], forms)}`,
  'file.downloaded': ({ fileId }, { files }) => `Downloaded ${nameList([fileId], files)}`,
  'prospect.edited': () => 'Edited by hand',
  'prospect.merged': () => 'Merged with another prospect',
  'prospect.parted': () => 'A merge was undone',
  'tag.added': ({ tag }) => `Got the tag “${tag}”`,
  'list.joined': ({ listId }, { lists }) => `Joined ${nameList([listId], lists)}`,
  'field.changed': ({ field }, { fields }) => `${fieldLabel(field, fields)} changed`,
  'score.changed': ({ score }) => `The score became ${score}`,
  'function.returned': () => 'A function answered',
}

/** What happened, in a few words. */
export function describeEvent(payload: EventPayload, references: References): string {
  return sentences[payload.kind](payload as never, references) // the key picks the sentence of its kind
}
