import { z } from 'zod'
import { checkDestination } from '../tracking/check-destination'

const text = (label: string) => z.string().trim().max(200, `“${label}” can have at most 200 characters`)

const destinationSchema = z.string().transform((value, context) => {
  const checked = checkDestination(value)
  if (checked.ok) return checked.destination
  context.addIssue({ code: 'custom', message: checked.message })
  return z.NEVER
})

/** What people may say of a link they make. */
export const linkInputSchema = z.object({
  name: text('Name').min(1, 'Name the link so that you recognise it'),
  destination: destinationSchema,
  utm: z
    .object({
      source: text('UTM source'),
      medium: text('UTM medium'),
      campaign: text('UTM campaign'),
      term: text('UTM term'),
      content: text('UTM content'),
    })
    .partial(),
  identity: z.enum(['token', 'token+cookie']),
  eventType: text('Event type').min(1, 'Enter an event type'),
  eventSource: text('Event source').min(1, 'Enter an event source'),
  properties: z
    .record(z.string().min(1).max(100), z.unknown())
    .refine(
      (properties) => JSON.stringify(properties).length <= 10_000,
      'Properties can have at most 10,000 characters',
    ),
  handover: z.boolean(),
  tags: z
    .array(
      z.string().trim().min(1, 'A tag cannot be empty').max(100, 'A tag can have at most 100 characters'),
    )
    .max(50, 'A link can have at most 50 tags')
    .transform((tags) => [...new Set(tags)]),
  description: z.string().trim().max(2_000, 'Notes can have at most 2,000 characters'),
})
