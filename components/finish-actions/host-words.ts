import type { FinishActionHost } from '@/workflows/hosts'

/** What has to happen on a host, to go after “each time a prospect …”. */
export function eventOf(host: FinishActionHost): string {
  return host.kind === 'message' ? messageEvents[host.on] : events[host.kind]
}

const events = {
  link: 'clicks this link',
  file: 'downloads this file',
  form: 'submits this form',
}

const messageEvents = {
  click: 'clicks a link in this email, in its HTML or its text version',
  open: 'opens this email',
  unsubscribe: 'unsubscribes from this email',
}
