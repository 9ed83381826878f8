import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { getEnv } from '../env'

/**
 * Text that only this workspace can read back (AES-256-GCM, the key derived from SECRET and the purpose).
 * @param purpose who may open it; give what the client knows too, and the database alone opens nothing
 */
export function seal(text: string, purpose: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Reads what `seal` made for the same purpose, with SECRET or an earlier one; null when it is something else. */
export function unseal(sealed: string, purpose: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  const { secret, retiredSecrets } = getEnv()
  for (const key of [secret, ...retiredSecrets]) {
    const text = unsealWith(bytes, keyFor(purpose, key))
    if (text !== null) return text
  }
  return null
}

function unsealWith(bytes: Buffer, key: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

function keyFor(purpose: string, secret = getEnv().secret): Buffer {
  const info = createHash('sha256').update(`switchyard seal\n${purpose}`).digest()
  return Buffer.from(hkdfSync('sha256', secret, '', info, 32))
}
