import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Runs `npm ci` when what is installed is not what package-lock.json says. @returns whether it is now */
export function installMissing({ withDevelopment }) {
  if (isInstalled({ ...readLocks(), withDevelopment })) return true
  console.log('• Installing packages (the first time, and after updates)…')
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (npm.status === 0) return true
  console.error(
    'The packages could not be installed. Check the network connection, then run the command again.',
  )
  return false
}

/** Compares the lock with npm's own record of what it installed, which it writes last. */
export function isInstalled({ wanted, installed, withDevelopment }) {
  if (!installed) return false
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true
    const present = installed.packages[path]
    if (present) return present.version === entry.version
    return entry.optional || entry.devOptional || entry.peer || (entry.dev && !withDevelopment)
  })
}

function readLocks() {
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
  try {
    return { wanted: read('package-lock.json'), installed: read('node_modules/.package-lock.json') }
  } catch {
    return { wanted: read('package-lock.json') }
  }
}
