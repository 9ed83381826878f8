import { changeSettings, changeSettingsSchema, workspaceSettings } from '../../settings/workspace-settings'
import { adminProcedure, router } from '../trpc'

export const settingsRouter = router({
  get: adminProcedure.query(() => workspaceSettings()),
  change: adminProcedure.input(changeSettingsSchema).mutation(({ input }) => changeSettings(input)),
})
