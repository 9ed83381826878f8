import { z } from 'zod'

const detailsSchema = z.array(z.object({ field: z.string(), message: z.string() }))

/**
 * The messages of a refused form by field name; empty when the refusal is not about fields.
 * `error.data.details` is what the server says of every field that is wrong.
 */
export function fieldErrors(error: unknown): Partial<Record<string, string>> {
  const data = error && typeof error === 'object' && 'data' in error ? error.data : null
  const details = data && typeof data === 'object' && 'details' in data ? data.details : null
  const parsed = detailsSchema.safeParse(details)
  if (!parsed.success) return {}
  return Object.fromEntries(parsed.data.reverse().map(({ field, message }) => [field, message]))
}

/** The message to show above a form: null when there is none or every part of it stands at a field. */
export function formError(error: { message: string } | null, shownFields: readonly string[]): string | null {
  if (!error) return null
  const wrong = Object.keys(fieldErrors(error))
  const isAllShown = wrong.length > 0 && wrong.every((field) => shownFields.includes(field))
  return isAllShown ? null : error.message
}
