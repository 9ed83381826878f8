import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeSocketPath } from './socket-path'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sy-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the socket is in the data folder, where only this user can enter', () => {
  const path = makeSocketPath(folder)
  expect(path).toBe(join(folder, 'run/database.sock'))
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
})

test('a path that would be cut off is replaced by a short one, the same each time and different for each folder', () => {
  const long = join(folder, 'x'.repeat(100))
  const path = makeSocketPath(long, folder)
  expect(Buffer.byteLength(path)).toBeLessThanOrEqual(107)
  expect(dirname(dirname(path))).toBe(folder)
  expect(makeSocketPath(long, folder)).toBe(path)
  expect(makeSocketPath(`${long}y`, folder)).not.toBe(path)
})

test('a folder that others can enter is refused', () => {
  mkdirSync(join(folder, 'run'))
  chmodSync(join(folder, 'run'), 0o755)
  expect(() => makeSocketPath(folder)).toThrow('must be a folder that only you can enter')
})
