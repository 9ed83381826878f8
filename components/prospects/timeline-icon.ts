import { eventIcon } from '@/components/runs/event-icon'
import type { EffectKind } from '@/workflows/effects'

const icons: Record<EffectKind | 'email.sent', string> = {
  'tags.add': 'tag',
  'tags.remove': 'tag-x',
  'score.adjust': 'gauge',
  'field.change': 'pencil-line',
  'message.send': 'mail',
  'sequence.enter': 'corner-down-right',
  'email.sent': 'mail',
}

/** The icon of a line: of the effect it tells of, or of the event. */
export function timelineIcon(kind: string): string {
  return kind in icons ? icons[kind as keyof typeof icons] : eventIcon(kind) // just checked
}
