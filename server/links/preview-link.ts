import { z } from 'zod'
import { getEnv } from '../env'
import { checkDestination } from '../tracking/check-destination'
import { replacedParameters, trackedUrl } from '../tracking/tracked-url'
import { utmSchema } from './link'

export const previewLinkSchema = z.object({ destination: z.string().max(5000), utm: utmSchema })

/** What a link that is being written would lead to (IR-15), what is wrong with it, and what is worth a note (?8, ?17). */
export function previewLink({ destination, utm }: z.infer<typeof previewLinkSchema>): {
  trackedUrl: string | null
  problem: string | null
  replaced: string[]
  /** It leads to a page of this workspace (?8). */
  isOwnPage: boolean
} {
  const checked = checkDestination(destination)
  if (!checked.ok) return { trackedUrl: null, problem: checked.message, replaced: [], isOwnPage: false }
  return {
    trackedUrl: trackedUrl(checked.destination, utm),
    problem: null,
    replaced: replacedParameters(checked.destination, utm),
    isOwnPage: isOwnPage(checked.destination),
  }
}

/** Like a landing page, but by its type it is a web link, which can satisfy a goal: worth a note, not a refusal (?8). */
function isOwnPage(destination: string): boolean {
  const { baseUrl, trackingUrl } = getEnv()
  return [baseUrl, trackingUrl].includes(new URL(destination).origin)
}
