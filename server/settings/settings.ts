import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** A whole number in a range, refused in words. */
function whole(least: number, most: number) {
  return z
    .number('Enter a number')
    .int('Enter a whole number')
    .min(least, `Enter ${least.toLocaleString('en')} or more`)
    .max(most, `Enter ${most.toLocaleString('en')} or less`)
}

const seconds = whole(0, 3_600)

/** How many events of one person, address and host may do something within a window (?1, ?3). */
const spamPolicySchema = z.object({
  /** `after`: this many are processed and the next ones are not; `from`: the one with this number is not any more. */
  comparator: z.enum(['after', 'from']),
  limit: whole(1, 1_000),
  windowSeconds: whole(1, 86_400),
})
export type SpamPolicy = z.infer<typeof spamPolicySchema>

/** What an admin can set for the whole workspace. Every field has a default, so an old document stays readable. */
export const settingsSchema = z.object({
  spam: z
    .object({
      /** Redirect links, hosted files and list emails: five are processed, the sixth is not. */
      clicks: spamPolicySchema.default({ comparator: 'after', limit: 5, windowSeconds: 300 }),
      /** Forms: four are processed, the fifth is discarded. */
      forms: spamPolicySchema.default({ comparator: 'from', limit: 5, windowSeconds: 300 }),
    })
    .prefault({}),
  hold: z
    .object({
      /** How long clicks of perhaps no person are held before they do anything. */
      suspectedSeconds: seconds.default(60),
      /**
       * And those that come within a minute of the delivery: 30 is as far as rules look around a click. Off, because
       * people who click at once would wait as well.
       */
      earlySeconds: seconds.default(0),
      /** And all others of people. */
      humanSeconds: seconds.default(0),
    })
    .prefault({}),
  /** Fire Webhook on redirect links (?11). */
  areWebhooksOnLinks: z.boolean().default(false),
  /** How many events of actions may cause each other in a row before the chain is stopped (?22). */
  mostDepth: whole(1, 100).default(10),
  /** Networks of scanners, as CIDR; a click from one of them is certainly not a person's. */
  scannerNetworks: z
    .array(z.union([z.cidrv4(), z.cidrv6()], 'Write a network like 203.0.113.0/24 or 2001:db8::/32'))
    .default([]),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** The one document of the workspace. */
export const storedSettingsSchema = z.object({ _id: z.string(), values: z.unknown() })

export const StoredSettings = defineCollection('settings', storedSettingsSchema)
