import { eventIcon } from '@/components/runs/event-icon'
import type { EffectKind } from '@/workflows/effects'

const icons: Record<EffectKind | 'email.sent', string> = {
  'tags.add': 'tag',
  'tags.remove': 'tag-x',
  'score.adjust': 'gauge',
  'field.change': 'pencil-line',
  'message.send': 'mail',
  'sequence.enter': 'corner-down-right',
  'lead.convert': 'badge-check',
  'owner.assign': 'user-cog',
  'user.notify': 'bell',
  'list.join': 'list-plus',
  'list.leave': 'list-minus',
  'task.create': 'square-check',
  'webhook.send': 'webhook',
  'function.run': 'square-function',
  'email.sent': 'mail',
}

/** The icon of a line: of the effect it tells of, or of the event. */
export function timelineIcon(kind: string): string {
  return kind in icons ? icons[kind as keyof typeof icons] : eventIcon(kind) // just checked
}
