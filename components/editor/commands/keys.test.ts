import { expect, test } from 'vitest'
import { commands } from './commands'
import { describeKeys, isPressed } from './keys'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

test('a combination is pressed with Ctrl or Command, and with exactly its other keys', () => {
  expect(isPressed('mod+z', press('z', { ctrlKey: true }))).toBe(true)
  expect(isPressed('mod+z', press('z', { metaKey: true }))).toBe(true)
  expect(isPressed('mod+z', press('z'))).toBe(false)
  expect(isPressed('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
  expect(isPressed('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
  expect(isPressed('delete', press('Delete'))).toBe(true)
  expect(isPressed('delete', press('Delete', { altKey: true }))).toBe(false)
})

test('combinations read as they are printed on the keys', () => {
  expect(describeKeys('mod+shift+z', false)).toBe('Ctrl+Shift+Z')
  expect(describeKeys('mod+shift+z', true)).toBe('⌘⇧Z')
  expect(describeKeys('delete', false)).toBe('Del')
})

test('no two commands share a combination', () => {
  const keys = commands.flatMap((command) => command.keys)
  expect(new Set(keys).size).toBe(keys.length)
})
