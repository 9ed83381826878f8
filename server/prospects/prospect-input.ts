import { z } from 'zod'
import { consentSchema, type fieldValueSchema } from '@/workflows/prospect-snapshot'
import { emailSchema } from './email-address'

const line = (label: string) => z.string().trim().max(300, `“${label}” can have at most 300 characters`)

export const tagSchema = z.string().trim().min(1, 'A tag cannot be empty').max(100)

/** Keys of custom fields are stored as they are, so they are kept to plain words. */
export const fieldKeySchema = z
  .string()
  .regex(
    /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/,
    'Name a field with letters, digits, “_” and “-”, starting with a letter',
  )

const customFieldsSchema = z
  .record(
    fieldKeySchema,
    z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]) satisfies typeof fieldValueSchema,
  )
  .refine((fields) => Object.keys(fields).length <= 200, 'A prospect can have at most 200 custom fields')

/** What people and other systems may say of a prospect; every part can be left out. */
export const prospectInputSchema = z.object({
  email: emailSchema.nullable(),
  firstName: line('First name'),
  lastName: line('Last name'),
  organization: line('Organization'),
  phone: line('Phone'),
  timezone: z.string().refine(isTimezone, 'Use a time zone such as Europe/Berlin').nullable(),
  fields: customFieldsSchema,
  tags: z
    .array(tagSchema)
    .max(500)
    .transform((tags) => [...new Set(tags)]),
  score: z.number(),
  ownerId: z.string().nullable(),
  leadStatus: line('Lead status').nullable(),
  consent: consentSchema.partial(),
})

/** Asking takes longer than all other checks of a prospect together, and imports ask a million times for the same. */
const knownTimezones = new Set<string>()

function isTimezone(text: string): boolean {
  if (knownTimezones.has(text)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
  } catch {
    return false
  }
  if (knownTimezones.size < 2_000) knownTimezones.add(text)
  return true
}
