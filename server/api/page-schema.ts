import { z } from 'zod'

/** `{ items, next }` of something. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** The id in the address. */
export const idParams = z.object({ id: z.string().min(1).max(100) })
