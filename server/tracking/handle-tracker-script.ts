import type { IncomingMessage, ServerResponse } from 'node:http'
import { trackerScript } from './tracker-script'

type Asked = { request: IncomingMessage; response: ServerResponse }

/** `GET /t.js`: the tracker script, from memory. Pages look for a newer one after five minutes. */
export async function handleTrackerScript({ request, response }: Asked): Promise<void> {
  request.resume()
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD', 'Cache-Control': 'no-store' })
    response.end()
    return
  }
  const { plain, zipped, etag } = await trackerScript()
  const headers = {
    ETag: etag,
    Vary: 'Accept-Encoding',
    'Cache-Control': 'public, max-age=300',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers)
    response.end()
    return
  }
  const isZipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const body = isZipped ? zipped : plain
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Length': body.length,
    'X-Content-Type-Options': 'nosniff',
    ...(isZipped && { 'Content-Encoding': 'gzip' }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
