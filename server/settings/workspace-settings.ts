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
export const changeSettingsSchema = settingsSchema.partial()

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

/** Reads them anew the next time. */
export function forgetSettings(): void {
  known = null
}
