import { z } from 'zod'
import { Links } from './link'
import { findManagedLink } from './update-link'

/** What sent addresses do from then on (?16): go on and count, go on only, or answer “gone”. */
export const afterDeletionSchema = z.enum(['track', 'redirect', 'gone'])

/**
 * Takes a link out of the lists. Nothing that was sent breaks unless `gone` is chosen.
 * @throws AppError 'not-found', or 'unprocessable' for links that stand in an email
 */
export async function removeLink(
  id: string,
  afterDeletion: z.infer<typeof afterDeletionSchema>,
): Promise<void> {
  const link = await findManagedLink(id)
  const now = new Date()
  await Links.updateOne({ _id: link._id }, { $set: { deletedAt: now, updatedAt: now, afterDeletion } })
}
