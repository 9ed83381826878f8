import type { FinishActionHost } from '@/workflows/hosts'
import { AppError } from '../errors'
import { findLink } from '../links/load-link'
import { findMessage } from '../messages/load-message'

/** The record that carries a list. `isOver`: its list can never run again. */
export type FoundHost = { name: string; isOver: boolean }

const finders: Partial<Record<FinishActionHost['kind'], (id: string) => Promise<FoundHost>>> = {
  link: async (id) => {
    const { name, deletedAt, afterDeletion } = await findLink(id)
    return { name, isOver: deletedAt !== null && (afterDeletion ?? 'track') !== 'track' }
  },
  message: async (id) => ({ name: (await findMessage(id)).name, isOver: false }),
}

/** @throws AppError 'not-found' */
export async function findHost({ kind, id }: FinishActionHost): Promise<FoundHost> {
  const find = finders[kind]
  if (find) return find(id)
  throw new AppError('not-found', {
    message: `no ${kind} ${id}`,
    userMessage: `This ${kind} does not exist.`,
  })
}
