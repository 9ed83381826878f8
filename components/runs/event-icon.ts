import type { EventKind } from '@/workflows/events'

const icons: Record<EventKind, string> = {
  'prospect.enrolled': 'user-plus',
  'link.clicked': 'mouse-pointer-click',
  'timer.elapsed': 'hourglass',
  'sequence.entered': 'corner-down-right',
  'run.cancelled': 'ban',
  'event.received': 'radio',
  'page.viewed': 'app-window',
  'email.opened': 'eye',
  'email.unsubscribed': 'mail-x',
  'form.submitted': 'square-check',
  'file.downloaded': 'file-down',
  'prospect.edited': 'pencil-line',
  'prospect.merged': 'merge',
  'prospect.parted': 'split',
  'tag.added': 'tags',
  'list.joined': 'list-plus',
  'field.changed': 'text-cursor-input',
  'score.changed': 'gauge',
  'function.returned': 'square-function',
}

/** The icon of an event; kinds that are not known here get the one of a sign. */
export function eventIcon(kind: string): string {
  return kind in icons ? icons[kind as EventKind] : 'zap' // just checked
}
