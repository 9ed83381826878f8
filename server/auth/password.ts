import { z } from 'zod'

/** better-auth hashes at most 128 characters. */
export const passwordSchema = z
  .string()
  .min(8, 'Choose a password of at least 8 characters')
  .max(128, 'Choose a password of at most 128 characters')
