import { z } from 'zod'

/** Headers that belong to the connection or to the signature. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'webhook-id',
  'webhook-signature',
  'webhook-timestamp',
])

const tokenPattern = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/
/** Printable ASCII only: everything else is read differently by different servers, or starts another header. */
const valuePattern = /^[\t\x20-\x7e]*$/

/** Headers of a request, in order. Names are tokens of RFC 9110, and none of those we set ourselves. */
export const headerListSchema = z
  .array(
    z.object({
      name: z
        .string()
        .trim()
        .min(1, { error: 'Name the header, or remove the row', abort: true })
        .regex(tokenPattern, 'A header name has letters, digits and dashes only')
        .refine((name) => !isOwnHeader(name), 'This header is set by Switchyard; remove the row'),
      value: z
        .string()
        .trim()
        .max(4_000, 'A header value can have up to 4,000 characters')
        .regex(valuePattern, 'A header value is one line of plain letters, digits and signs'),
    }),
  )
  .max(30, 'Up to 30 headers can be sent')
  .refine(
    (headers) => new Set(headers.map(({ name }) => name.toLowerCase())).size === headers.length,
    'Each header can stand here once; remove the second one',
  )

function isOwnHeader(name: string): boolean {
  return ownHeaders.has(name.toLowerCase()) || name.toLowerCase().startsWith('proxy-')
}
