import type { RunDetails } from './run-step'

/** Where what a run goes through is changed: on the canvas, or on the record whose finish actions they are. */
export function placeOf({ id, host }: RunDetails['workflow']): string {
  if (!host) return `/workflows/${id}`
  return `${pages[host.kind]}/${host.id}?tab=finish-actions${host.on ? `&on=${host.on}` : ''}`
}

const pages = { link: '/links', message: '/emails', file: '/files', form: '/forms' }
