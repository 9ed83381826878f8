import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * Whom a tracked URL was made for (?19). Ids are 24 hex digits. Without a recipient it is an address to share: it
 * names who shares it, and says nothing about who opens it.
 */
export type TokenIds = {
  recipientId: string | null
  messageId?: string | null
  senderId?: string | null
  sharerId?: string | null
}

/** The ids of a token that was read. */
export type ReadIds = Required<TokenIds>

/** What a token is for when it is not for a link. */
export const UNSUBSCRIBE = 'unsubscribe'
export const OPEN = 'open'

/** A key and its number, which every token carries, so that keys can be exchanged while old tokens live on. */
export type TokenKey = { id: number; key: Buffer }

/**
 * A compact signed token: 35 characters for one id, 16 more for each further one; safe in a path.
 * It is valid for `linkId` only (or for {@link UNSUBSCRIBE}, {@link OPEN}); the ids can be read by whoever holds it.
 *
 * @throws RangeError when an id is not 24 hex digits, or there is neither recipient nor sharer
 */
export function signToken(ids: TokenIds, linkId: string, secret: string): string {
  const [current] = tokenKeys(secret)
  const present = OPTIONAL_IDS.filter((name) => ids[name])
  const { recipientId } = ids
  if (!recipientId && !ids.sharerId) throw new RangeError('a token names a recipient or a sharer')
  const flags = present.reduce(
    (sum, name) => sum | (1 << OPTIONAL_IDS.indexOf(name)),
    recipientId ? 0 : NO_RECIPIENT,
  )
  const payload = Buffer.concat([
    Buffer.of(current.id, flags),
    ...(recipientId ? [idBytes(recipientId)] : []),
    ...present.map((name) => idBytes(ids[name] ?? '')),
  ])
  return Buffer.concat([payload, macOf({ payload, linkId, key: current.key })]).toString('base64url')
}

/** The ids in a token, or null when it was not signed for `linkId` with one of `keys`, or is not spelled as it was. */
export function readToken(text: string, linkId: string, keys: readonly TokenKey[]): ReadIds | null {
  if (text.length > LONGEST_TOKEN) return null
  const bytes = Buffer.from(text, 'base64url')
  // Decoding forgives strange letters and loose bits at the end; a token has one spelling only.
  if (bytes.length < SHORTEST_TOKEN_BYTES || bytes.toString('base64url') !== text) return null
  const payload = bytes.subarray(0, -MAC_BYTES)
  const mac = bytes.subarray(-MAC_BYTES)
  const isSigned = keys.some(
    ({ id, key }) => id === bytes[0] && timingSafeEqual(mac, macOf({ payload, linkId, key })),
  )
  return isSigned ? readIds(payload) : null
}

/** The keys that belong to these secrets, the one to sign with first. Derived once per secret. */
export function tokenKeys(secret: string, ...retired: string[]): [TokenKey, ...TokenKey[]] {
  return [keyOf(secret), ...retired.map(keyOf)]
}

const OPTIONAL_IDS = ['messageId', 'senderId', 'sharerId'] as const
/** The flag behind those of the optional ids. Tokens from before it was thought of have a recipient. */
const NO_RECIPIENT = 1 << OPTIONAL_IDS.length
const ID_BYTES = 12
/** 96 bits. */
const MAC_BYTES = 12
const SHORTEST_TOKEN_BYTES = 2 + ID_BYTES + MAC_BYTES
const LONGEST_TOKEN = Math.ceil(((2 + 4 * ID_BYTES + MAC_BYTES) * 4) / 3)

const keysBySecret = new Map<string, TokenKey>()

function keyOf(secret: string): TokenKey {
  const known = keysBySecret.get(secret)
  if (known) return known
  const derive = (info: string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, '', info, bytes))
  const key = { id: derive('switchyard token key id', 1)[0] ?? 0, key: derive('switchyard token key', 32) }
  keysBySecret.set(secret, key)
  return key
}

function macOf({ payload, linkId, key }: { payload: Buffer; linkId: string; key: Buffer }): Buffer {
  return createHmac('sha256', key).update(payload).update(linkId).digest().subarray(0, MAC_BYTES)
}

/** Whether a token can carry this id. */
export function isTokenId(id: string): boolean {
  return /^[0-9a-f]{24}$/.test(id)
}

function idBytes(id: string): Buffer {
  if (!isTokenId(id)) throw new RangeError('an id in a token must be 24 hex digits')
  return Buffer.from(id, 'hex')
}

function readIds(payload: Buffer): ReadIds | null {
  const flags = payload[1] ?? 0
  const hasRecipient = !(flags & NO_RECIPIENT)
  const names = OPTIONAL_IDS.filter((_, bit) => flags & (1 << bit))
  const order: (keyof ReadIds)[] = hasRecipient ? ['recipientId', ...names] : names
  if (flags >= NO_RECIPIENT << 1 || payload.length !== 2 + ID_BYTES * order.length) return null
  const idOf = (name: keyof ReadIds) => {
    const start = 2 + order.indexOf(name) * ID_BYTES
    return order.includes(name) ? payload.toString('hex', start, start + ID_BYTES) : null
  }
  return {
    recipientId: idOf('recipientId'),
    messageId: idOf('messageId'),
    senderId: idOf('senderId'),
    sharerId: idOf('sharerId'),
  }
}
