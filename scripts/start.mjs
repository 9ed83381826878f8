// npm start and npm run dev. Only Node's own modules until the packages are there.
import { resolve } from 'node:path'
import { buildStale } from './build-stale.mjs'
import { checkNode } from './check-node.mjs'
import { installMissing } from './install-missing.mjs'
import { setMode } from './set-mode.mjs'
import { whenNpmIsGone } from './when-npm-is-gone.mjs'

checkNode()
process.chdir(resolve(import.meta.dirname, '..'))
const isDev = process.argv.includes('--dev')
if (!installMissing({ withDevelopment: isDev })) process.exit(1)
if (isDev) process.env.SWITCHYARD_DEV = '1'
setMode()
if (!isDev && !buildStale()) process.exit(1)

whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'))
await import('tsx')
const { start } = await import('../server/supervisor/start.ts')
await start()
