import type { IncomingMessage } from 'node:http'

/**
 * The fields of a form that was posted, as `application/x-www-form-urlencoded`; the first of each name.
 * Null when it is longer than any form of ours.
 */
export async function readFormBody(request: IncomingMessage): Promise<Record<string, string> | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > BYTES_MOST) {
      request.resume()
      return null
    }
    chunks.push(chunk)
  }
  const pairs = [...new URLSearchParams(Buffer.concat(chunks).toString())]
  return Object.fromEntries(pairs.reverse())
}

const BYTES_MOST = 10_000
