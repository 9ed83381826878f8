import { createHmac } from 'node:crypto'
import { getEnv } from '../env'

type Purpose = 'api-key' | 'setup' | 'erased' | 'forgotten'

/** How keys and one-time tokens are stored: keyed with SECRET, so that a dump alone cannot even be guessed against. */
export function hashSecret(purpose: Purpose, secret: string, key = getEnv().secret): string {
  return createHmac('sha256', key).update(`${purpose}\n${secret}`).digest('base64url')
}

/** Every hash that it may have been stored as: with SECRET first, then with those it had before. */
export function hashesOfSecret(purpose: Purpose, secret: string): string[] {
  const { secret: current, retiredSecrets } = getEnv()
  return [current, ...retiredSecrets].map((key) => hashSecret(purpose, secret, key))
}
