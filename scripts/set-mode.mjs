import { existsSync } from 'node:fs'

/**
 * Reads `.env`, and chooses the mode when nobody has: development with SWITCHYARD_DEV=1, else production.
 * A mode chosen here allows the embedded database; one that somebody set needs ALLOW_EMBEDDED=1 for that.
 */
export function setMode(env = process.env) {
  if (env === process.env && !env.VITEST && existsSync('.env')) process.loadEnvFile('.env')
  // Nothing is told to anybody about who runs Switchyard.
  env.NEXT_TELEMETRY_DISABLED ??= '1'
  if (env.NODE_ENV) return
  env.NODE_ENV = env.SWITCHYARD_DEV === '1' ? 'development' : 'production'
  env.ALLOW_EMBEDDED ??= '1'
}
