import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { GiveUp } from '../effects/outcome'
import { fillMergeFields, mergeValues } from './fill-merge-fields'

/**
 * A text for our own users with the prospect's live values in its merge fields.
 * @throws GiveUp when it cannot be understood
 */
export function fillText(template: string, prospect: ProspectSnapshot, format: 'subject' | 'text'): string {
  try {
    // Leaving is for those who get mails as prospects.
    return fillMergeFields(template, mergeValues(prospect, ''), format).trim()
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new GiveUp(`A merge field cannot be filled in: ${reason}`, 'not-renderable')
  }
}
