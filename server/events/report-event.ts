import { z } from 'zod'
import { derivedId, newId } from '../db/new-id'
import { AppError } from '../errors'
import { normaliseEmail } from '../prospects/email-address'
import { Prospects } from '../prospects/prospect'
import { recordEvent } from './record-event'

export const reportEventSchema = z.object({
  /** A name of your own, such as `demo-booked`. */
  type: z.string().trim().min(1, 'Name the type of event').max(200),
  /** Whom it happened to, by one of these. */
  prospect: z
    .object({
      id: z.string().min(1),
      email: z.string().overwrite(normaliseEmail).min(1).max(320),
      /** A session or visitor id that tracked pages know. */
      session: z.string().min(1).max(200),
    })
    .partial()
    .refine(
      ({ id, email, session }) => [id, email, session].filter(Boolean).length === 1,
      'Say whom it happened to by exactly one of “id”, “email” and “session”',
    ),
  properties: z
    .record(z.string(), z.unknown())
    .refine(
      (properties) => JSON.stringify(properties).length <= 20_000,
      'Properties can have at most 20,000 characters',
    )
    .default({}),
  /** When it happened; now when left out. */
  at: z.iso
    .datetime({ offset: true, error: 'Use a time such as 2026-11-21T18:30:00Z' })
    .transform((text) => new Date(text))
    .refine((at) => at.getTime() < Date.now() + 5 * 60_000, 'An event cannot happen in the future')
    .optional(),
  /** An id of your own: reporting the same event again changes nothing. */
  id: z.string().min(1).max(200).optional(),
})

/**
 * Records what a developer's own system saw (`event.received`). A session nobody is known by is kept anonymous.
 * @param reporter keeps the ids of different systems apart
 * @throws AppError 'unprocessable' when there is no such prospect
 */
export async function reportEvent(
  { type, prospect, properties, at, id }: z.output<typeof reportEventSchema>,
  reporter: string,
): Promise<{ id: string; prospectId: string | null }> {
  const found = await findByIdentity(prospect)
  if (!found && !prospect.session) throw unknownIdentity()
  const prospectId = found?._id ?? null
  const eventId = await recordEvent(
    { kind: 'event.received', type, properties },
    {
      prospectId,
      id: id ? derivedId('reported', reporter, id) : newId(),
      ...(at && { at }),
      // Perhaps it becomes known later whose session that was.
      ...(prospect.session && { visit: { visitorId: prospect.session, browser: null, origin: null } }),
    },
  )
  return { id: eventId, prospectId }
}

function findByIdentity({ id, email, session }: z.output<typeof reportEventSchema>['prospect']) {
  const filter = id ? { _id: id } : email ? { email } : { visitorIds: session }
  return Prospects.findOne(filter, { _id: 1 }).lean()
}

function unknownIdentity(): AppError {
  return new AppError('unprocessable', {
    message: 'an event was reported for an unknown prospect',
    userMessage:
      'There is no such prospect. Create the prospect first (POST /prospects), then report the event.',
    details: [{ field: 'prospect', message: 'There is no such prospect' }],
  })
}
