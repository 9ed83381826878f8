/**
 * Lowers the oldest C library that an ELF64 shared object (a copy in memory, changed in place) will load with.
 *
 * 1. an undefined symbol `__isoc23_x` becomes `x`, which is its own suffix in the string table;
 * 2. version needs above GLIBC_2.`highestMinor` point at the oldest version that the same library is asked for.
 *
 * @returns the versions and symbols that were changed
 * @throws Error when the file is not what it should be; nothing must be loaded then
 */
export function lowerGlibcFloor(
  bytes: Buffer,
  highestMinor: number,
): { versions: string[]; symbols: string[] } {
  const tables = findTables(bytes)
  const needs = readVersionNeeds(bytes, tables)
  const tooNew = needs.filter((need) => need.minor !== undefined && need.minor > highestMinor)
  const versions = tooNew.map((need) => lowerNeed({ bytes, tables, need, needs, highestMinor }))
  const symbols = renameSymbols(bytes, tables, new Set(tooNew.map((need) => need.index)))
  return { versions, symbols }
}

type Section = { type: number; offset: number; size: number; link: number; count: number }
type Tables = { symbols: Section; needs: Section; versions: Section; strings: number }
type VersionNeed = { at: number; library: string; name: string; minor?: number; index: number }

const SECTION_SYMBOLS = 11
const SECTION_VERSION_NEEDS = 0x6ffffffe
const SECTION_VERSIONS = 0x6fffffff
const SYMBOL_SIZE = 24
const RENAMED_PREFIX = '__isoc23_'
/** The same function at both versions; 2.38 only dropped an error wrapper. */
const SAME_AT_OLDER_VERSION = ['fmod', 'fmodf', 'hypot']

function findTables(bytes: Buffer): Tables {
  const isLittleEndianElf64 = bytes.readUInt32BE(0) === 0x7f454c46 && bytes[4] === 2 && bytes[5] === 1
  if (!isLittleEndianElf64) throw new Error('not a little-endian ELF64 file')
  const start = Number(bytes.readBigUInt64LE(0x28))
  const size = bytes.readUInt16LE(0x3a)
  const sections = Array.from({ length: bytes.readUInt16LE(0x3c) }, (_, i) =>
    readSection(bytes, start + i * size),
  )
  const byType = (type: number) => sections.find((section) => section.type === type)
  const symbols = byType(SECTION_SYMBOLS)
  const needs = byType(SECTION_VERSION_NEEDS)
  const versions = byType(SECTION_VERSIONS)
  const strings = symbols && sections[symbols.link]
  if (!symbols || !needs || !versions || !strings) throw new Error('the file has no symbol version tables')
  return { symbols, needs, versions, strings: strings.offset }
}

function readSection(bytes: Buffer, at: number): Section {
  return {
    type: bytes.readUInt32LE(at + 4),
    offset: Number(bytes.readBigUInt64LE(at + 24)),
    size: Number(bytes.readBigUInt64LE(at + 32)),
    link: bytes.readUInt32LE(at + 40),
    count: bytes.readUInt32LE(at + 44),
  }
}

function readVersionNeeds(bytes: Buffer, { needs, strings }: Tables): VersionNeed[] {
  const found: VersionNeed[] = []
  let at = needs.offset
  for (let n = 0; n < needs.count; n++) {
    const library = text(bytes, strings, bytes.readUInt32LE(at + 4))
    let entry = at + bytes.readUInt32LE(at + 8)
    for (let i = 0; i < bytes.readUInt16LE(at + 2); i++) {
      const name = text(bytes, strings, bytes.readUInt32LE(entry + 8))
      const minor = /^GLIBC_2\.(\d+)/.exec(name)?.[1]
      const index = bytes.readUInt16LE(entry + 6)
      found.push({ at: entry, library, name, minor: minor === undefined ? undefined : Number(minor), index })
      entry += bytes.readUInt32LE(entry + 12)
    }
    at += bytes.readUInt32LE(at + 12)
  }
  return found
}

type Lowering = {
  bytes: Buffer
  tables: Tables
  need: VersionNeed
  needs: VersionNeed[]
  highestMinor: number
}

function lowerNeed({ bytes, need, needs, highestMinor }: Lowering): string {
  const older = needs
    .filter(({ library, minor }) => library === need.library && minor !== undefined && minor <= highestMinor)
    .sort((a, b) => (a.minor ?? 0) - (b.minor ?? 0))[0]
  if (!older) throw new Error(`${need.library} is not asked for at any older version`)
  bytes.copy(bytes, need.at, older.at, older.at + 4)
  bytes.copy(bytes, need.at + 8, older.at + 8, older.at + 12)
  return `${need.library}: ${need.name} -> ${older.name}`
}

function renameSymbols(
  bytes: Buffer,
  { symbols, versions, strings }: Tables,
  lowered: Set<number>,
): string[] {
  const changed: string[] = []
  for (let i = 0; i < symbols.size / SYMBOL_SIZE; i++) {
    const at = symbols.offset + i * SYMBOL_SIZE
    const isUndefined = bytes.readUInt16LE(at + 6) === 0
    const version = bytes.readUInt16LE(versions.offset + i * 2) & 0x7fff
    if (!isUndefined || !lowered.has(version)) continue
    const nameAt = bytes.readUInt32LE(at)
    const name = text(bytes, strings, nameAt)
    if (name.startsWith(RENAMED_PREFIX)) bytes.writeUInt32LE(nameAt + RENAMED_PREFIX.length, at)
    else if (!SAME_AT_OLDER_VERSION.includes(name)) throw new Error(`${name} has no known older version`)
    changed.push(name)
  }
  return changed
}

function text(bytes: Buffer, strings: number, at: number): string {
  return bytes.toString('latin1', strings + at, bytes.indexOf(0, strings + at))
}
