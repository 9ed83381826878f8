import { createHmac } from 'node:crypto'
import { getEnv } from '../env'

/** How keys and one-time tokens are stored: keyed with SECRET, so that a dump alone cannot even be guessed against. */
export function hashSecret(purpose: 'api-key' | 'setup' | 'erased', secret: string): string {
  return createHmac('sha256', getEnv().secret).update(`${purpose}\n${secret}`).digest('base64url')
}
