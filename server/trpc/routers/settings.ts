import { defaultSettings } from '../../settings/settings'
import { changeSettings, changeSettingsSchema, workspaceSettings } from '../../settings/workspace-settings'
import { adminProcedure, router } from '../trpc'

export const settingsRouter = router({
  get: adminProcedure.query(async () => ({ settings: await workspaceSettings(), defaults: defaultSettings })),
  change: adminProcedure.input(changeSettingsSchema).mutation(({ input }) => changeSettings(input)),
})
