import type { RouterOutputs } from '@/components/trpc/router-outputs'

export type ListedLink = RouterOutputs['links']['list']['items'][number]

/** True for links that people make and keep; the others belong to what they stand in. */
export function isManaged({ kind, deletedAt }: Pick<ListedLink, 'kind' | 'deletedAt'>): boolean {
  return deletedAt === null && isPeoples(kind)
}

/** True for links that people deleted and can have back. */
export function isRestorable({ kind, deletedAt }: Pick<ListedLink, 'kind' | 'deletedAt'>): boolean {
  return deletedAt !== null && isPeoples(kind)
}

function isPeoples(kind: ListedLink['kind']): boolean {
  return kind === 'redirect' || kind === 'custom'
}
