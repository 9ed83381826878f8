import type { IncomingMessage } from 'node:http'

/** The body of a request as text; null when it is longer than `mostBytes`, or breaks off. The rest is not kept. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Not destroyed at the end: there is still an answer to be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes: Buffer = chunk
      size += bytes.length
      if (size > mostBytes) return null
      chunks.push(bytes)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}
