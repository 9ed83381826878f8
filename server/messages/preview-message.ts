import { z } from 'zod'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { getEnv } from '../env'
import { loadProspect } from '../prospects/load-prospect'
import { findMessage } from './load-message'
import { renderMail } from './render-mail'

export const previewMessageSchema = z.object({ id: z.string(), prospectId: z.string().optional() })

/**
 * The email as this prospect would get it now, or as someone of whom nothing is known. Its links lead straight to
 * their destinations: looking at a preview is no click.
 * @throws AppError 'not-found'
 */
export async function previewMessage({ id, prospectId }: z.infer<typeof previewMessageSchema>) {
  const [message, prospect] = await Promise.all([
    findMessage(id),
    prospectId ? loadProspect(prospectId) : emptyProspect,
  ])
  const addresses = { ofLink: () => null, unsubscribe: `${getEnv().trackingUrl}/u/preview` }
  const { subject, html, text } = renderMail({ message, prospect, addresses })
  return { subject, html, text }
}
