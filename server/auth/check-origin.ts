import { canParseUrl } from '@/workflows/can-parse-url'
import { getEnv } from '../env'
import { AppError } from '../errors'

/**
 * Refuses a change asked for by a foreign page (CSRF). The origin must be BASE_URL's, or of the host that was asked.
 * Browsers send `Origin` with every change; a client without one carries no one's cookies by accident.
 * @throws AppError 'forbidden'
 */
export function checkOrigin(headers: Headers): void {
  const origin = headers.get('origin')
  if (origin === null) {
    const site = headers.get('sec-fetch-site')
    if (site === null || site === 'same-origin' || site === 'none') return
    throw foreignOrigin()
  }
  if (!canParseUrl(origin)) throw foreignOrigin()
  const url = new URL(origin)
  if (url.origin !== new URL(getEnv().baseUrl).origin && url.host !== headers.get('host')) {
    throw foreignOrigin()
  }
}

function foreignOrigin(): AppError {
  return new AppError('forbidden', {
    message: 'a change was asked for from a foreign origin',
    userMessage: 'This change did not come from a Switchyard page. Open Switchyard itself and try again.',
  })
}
