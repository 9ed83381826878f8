import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { type Settings, StoredSettings, settingsSchema } from './settings'

const workspace = 'workspace'
const freshForMs = 1_000

let known: { settings: Settings; readAt: number } | null = null

/** The settings of the workspace; a change reaches every process within a second. */
export async function workspaceSettings(): Promise<Settings> {
  if (known && Date.now() - known.readAt < freshForMs) return known.settings
  const stored = await collectionOf(StoredSettings).findOne({ _id: workspace }, { maxTimeMS: 5_000 })
  const settings = settingsSchema.parse(stored?.values ?? {})
  known = { settings, readAt: Date.now() }
  return settings
}

/** What an admin may change; what is left out stays. Groups are given whole. */
export const changeSettingsSchema = z.object(withoutDefaults(settingsSchema.shape)).partial()

/** Changes the settings of the workspace, and answers them as they are then. */
export async function changeSettings(changes: Partial<Settings>): Promise<Settings> {
  forgetSettings()
  const settings = settingsSchema.parse({ ...(await workspaceSettings()), ...changes })
  await collectionOf(StoredSettings).updateOne(
    { _id: workspace },
    { $set: { values: settings } },
    { upsert: true, maxTimeMS: 5_000 },
  )
  forgetSettings()
  return settings
}

/** Defaults would be filled in for what a change leaves out, and so undo what was set before. */
function withoutDefaults<Shape extends Record<string, WithDefault>>(shape: Shape) {
  const bare = Object.entries(shape).map(([name, schema]) => [name, schema.unwrap()])
  return Object.fromEntries(bare) as { [Name in keyof Shape]: ReturnType<Shape[Name]['unwrap']> } // name by name
}

type WithDefault = z.ZodDefault | z.ZodPrefault

/** Reads them anew the next time. */
export function forgetSettings(): void {
  known = null
}
