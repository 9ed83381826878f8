import { z } from 'zod'
import { checkDestination } from '../tracking/check-destination'
import { replacedParameters, trackedUrl } from '../tracking/tracked-url'
import { utmSchema } from './link'

export const previewLinkSchema = z.object({ destination: z.string().max(5000), utm: utmSchema })

/** What a link that is being written would lead to (IR-15), what is wrong with it, and which parameters it replaces (?17). */
export function previewLink({ destination, utm }: z.infer<typeof previewLinkSchema>): {
  trackedUrl: string | null
  problem: string | null
  replaced: string[]
} {
  const checked = checkDestination(destination)
  if (!checked.ok) return { trackedUrl: null, problem: checked.message, replaced: [] }
  return {
    trackedUrl: trackedUrl(checked.destination, utm),
    problem: null,
    replaced: replacedParameters(checked.destination, utm),
  }
}
