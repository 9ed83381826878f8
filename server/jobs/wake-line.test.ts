import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WakeLine } from './wake-line'

let folder: string
let lines: WakeLine[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-wake-'))
  lines = []
})
afterEach(() => {
  for (const line of lines) line.close()
  rmSync(folder, { recursive: true, force: true })
})

function newLine(heard: string[] = []) {
  const line = new WakeLine(join(folder, 'wake.sock'), (text) => heard.push(text))
  lines.push(line)
  return { line, heard }
}

const connected = (...all: { line: WakeLine }[]) =>
  vi.waitFor(() => expect(all.every(({ line }) => line.isConnected)).toBe(true), 60_000)

test('what one says all others hear, whoever hosts the line', async () => {
  const a = newLine()
  await connected(a)
  const [b, c] = [newLine(), newLine()]
  await connected(b, c)
  a.line.send('from a')
  b.line.send('from b')
  await vi.waitFor(() => {
    expect(a.heard).toEqual(['from b'])
    expect(b.heard).toEqual(['from a'])
    expect(c.heard.toSorted()).toEqual(['from a', 'from b'])
  }, 60_000)
})

test('when the host ends, another takes over and the rest find it', async () => {
  const host = newLine()
  await connected(host)
  const [b, c] = [newLine(), newLine()]
  await connected(b, c)
  host.line.close()
  await vi.waitFor(() => {
    b.line.send('still here')
    expect(c.heard).toContain('still here')
  }, 60_000)
})

test('all that start at once end up on one line', async () => {
  const all = Array.from({ length: 6 }, () => newLine())
  await vi.waitFor(() => {
    for (const [index, { line }] of all.entries()) line.send(`hello from ${index}`)
    for (const [index, { heard }] of all.entries())
      for (const other of all.keys()) if (other !== index) expect(heard).toContain(`hello from ${other}`)
  }, 60_000)
})

test('a socket that a dead process left behind is taken over', async () => {
  writeFileSync(join(folder, 'wake.sock'), '')
  const a = newLine()
  await connected(a)
  const b = newLine()
  await connected(b)
  b.line.send('alive')
  await vi.waitFor(() => expect(a.heard).toEqual(['alive']), 60_000)
})

test('a host whose socket was removed goes to where the others are', async () => {
  const a = newLine()
  await connected(a)
  unlinkSync(join(folder, 'wake.sock'))
  const b = newLine()
  await vi.waitFor(() => {
    b.line.send('over here')
    expect(a.heard).toContain('over here')
  }, 60_000)
})
