import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { derivedId } from '../db/new-id'
import { now } from '../jobs/clock'
import type { StoredEffect } from './stored-effect'
import { type Turn, Turns } from './turn'

type TurnTaker = Pick<StoredEffect, '_id' | 'workflowId' | 'nodeId' | 'stepId'>

/**
 * The user whose turn it is in the rotation of a node. The turn is stored under the effect's id before anybody acts
 * on it, so asking again for the same effect answers the same user, whoever has gone since; and two effects never
 * share a turn.
 *
 * @param userIds in the order of the rotation, all of them there to be chosen; at least one
 */
export async function takeTurn(effect: TurnTaker, userIds: string[]): Promise<string> {
  const rotationId = derivedId('rotation', effect.workflowId, effect.nodeId, effect.stepId)
  const before = queues.get(rotationId) ?? Promise.resolve()
  const turn = before.then(() => storedTurn(effect._id, rotationId, userIds))
  const settled = turn.then(noop, noop)
  queues.set(rotationId, settled)
  try {
    return await turn
  } finally {
    if (queues.get(rotationId) === settled) queues.delete(rotationId)
  }
}

/** Those of one process take turns in line, so that only processes race for a number. */
const queues = new Map<string, Promise<void>>()
const noop = () => undefined

async function storedTurn(effectId: string, rotationId: string, userIds: string[]): Promise<string> {
  const turns = collectionOf(Turns)
  for (;;) {
    const own = await turns.findOne({ _id: effectId }, { maxTimeMS: 5_000 })
    if (own) return own.userId
    const [last] = await turns
      .find({ rotationId }, { maxTimeMS: 5_000 })
      .sort({ rotationId: -1, number: -1 })
      .limit(1)
      .toArray()
    const turn: Turn = {
      _id: effectId,
      rotationId,
      number: (last?.number ?? 0) + 1,
      userId: following(last?.userId, userIds),
      at: now(),
    }
    const refused = await insertNew(turns, [turn])
    // Refused: another process was faster, with this number or with this very effect.
    if (refused.length === 0) return turn.userId
  }
}

/** The one after the last in line; the first when the last is not in line any more. */
function following(last: string | undefined, userIds: string[]): string {
  const next = userIds[(userIds.indexOf(last ?? '') + 1) % userIds.length]
  if (next === undefined) throw new Error('a rotation needs somebody to choose from')
  return next
}
