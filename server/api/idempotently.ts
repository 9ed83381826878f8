import { createHash } from 'node:crypto'
import { z } from 'zod'
import { seal, unseal } from '../auth/seal'
import { collectionOf } from '../db/collection-of'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { AppError } from '../errors'
import { type IdempotencyRecord, IdempotencyRecords } from './idempotency-record'
import { InvalidRequest } from './invalid-request'

const answerSchema = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
})
export type StoredAnswer = z.infer<typeof answerSchema>

type Keyed = { key: string; keyId: string; request: string; work: () => Promise<StoredAnswer> }

/** Long enough for every retry of a client; then a key may be used anew. */
const keptMs = 24 * 60 * 60_000
/** A request that has not answered by then was cut off; the next one with its key does the work. */
const abandonedAfterMs = 60_000

/**
 * Does the work once per `Idempotency-Key` and API key: who asks again gets the same answer. A failure of ours is
 * forgotten, so that it can be tried again.
 * @throws AppError 'conflict' while the first request is being worked on, 'unprocessable' when the key came with
 * another request
 */
export async function idempotently({ key, keyId, request, work }: Keyed): Promise<StoredAnswer> {
  if (key.length > 255)
    throw new InvalidRequest('invalid-input', 'Use an Idempotency-Key of at most 255 characters.')
  const secret = `idempotency\n${keyId}\n${key}`
  const record: IdempotencyRecord = {
    _id: sha256(secret),
    requestHash: sha256(`${secret}\n${request}`),
    answer: null,
    createdAt: new Date(),
  }
  await sweep()
  const earlier = await claim(record)
  if (earlier) return replay(earlier, record, secret)
  return finish(record, secret, work)
}

/** Takes the key for this request; answers the record of an earlier one instead when there is one. */
async function claim(record: IdempotencyRecord): Promise<IdempotencyRecord | null> {
  try {
    await IdempotencyRecords.create(record)
    return null
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  const abandoned = new Date(record.createdAt.getTime() - abandonedAfterMs)
  const taken = await collectionOf(IdempotencyRecords).updateOne(
    { _id: record._id, requestHash: record.requestHash, answer: null, createdAt: { $lt: abandoned } },
    { $set: { createdAt: record.createdAt } },
    { maxTimeMS: 5000 },
  )
  if (taken.matchedCount) return null
  return IdempotencyRecords.findOne({ _id: record._id }).lean()
}

function replay(
  earlier: IdempotencyRecord,
  { requestHash }: IdempotencyRecord,
  secret: string,
): StoredAnswer {
  if (earlier.requestHash !== requestHash) throw otherRequest()
  const text = earlier.answer === null ? null : unseal(earlier.answer, secret)
  if (text === null) throw stillWorking()
  const answer = answerSchema.parse(JSON.parse(text))
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } }
}

async function finish(
  { _id, createdAt }: IdempotencyRecord,
  secret: string,
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const mine = { _id, createdAt }
  try {
    const answer = await work()
    if (answer.status >= 500) await IdempotencyRecords.deleteOne(mine)
    else await IdempotencyRecords.updateOne(mine, { $set: { answer: seal(JSON.stringify(answer), secret) } })
    return answer
  } catch (error) {
    await IdempotencyRecords.deleteOne(mine)
    throw error
  }
}

let sweptAt = 0

/** Once a minute and process; there are no TTL indexes to rely on. */
async function sweep(now = Date.now()): Promise<void> {
  if (now - sweptAt < 60_000) return
  sweptAt = now
  await collectionOf(IdempotencyRecords).deleteMany(
    { createdAt: { $lt: new Date(now - keptMs) } },
    { maxTimeMS: 5000 },
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function otherRequest(): AppError {
  return new AppError('unprocessable', {
    message: 'an Idempotency-Key came with another request',
    userMessage: 'This Idempotency-Key was used for a different request. Make a new key for each request.',
  })
}

function stillWorking(): AppError {
  return new AppError('conflict', {
    message: 'the first request with this Idempotency-Key is still worked on',
    userMessage:
      'The first request with this Idempotency-Key is still being worked on. Try again in a moment.',
  })
}
