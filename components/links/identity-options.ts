import type { Link } from '@/server/links/link'

/** How a link tells who clicked (?10, IM-3), in words. */
export const identityOptions = [
  {
    value: 'token',
    label: 'Recipients of a personal URL',
    help: 'Only a URL made for one recipient tells who clicked; the plain short URL counts clicks without tracing anybody.',
  },
  {
    value: 'token+cookie',
    label: 'Recipients and returning visitors',
    help: 'Somebody who was recognised in this browser before is recognised again, also through the plain short URL.',
  },
] as const satisfies readonly { value: Link['identity']; label: string; help: string }[]

/** The name of one way. */
export function identityLabel(identity: Link['identity']): string {
  return identityOptions.find(({ value }) => value === identity)?.label ?? identity
}
