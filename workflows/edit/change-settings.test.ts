import { expect, it } from 'vitest'
import { changeSettings } from './change-settings'
import { drawing } from './testing/drawing'

it('sets the re-entry policy and keeps the drawing; the same policy again is no change', () => {
  const before = drawing({ nodes: ['a'] })
  const after = changeSettings(before, { reentry: { mode: 'every', days: 7 } })
  expect(after).toEqual({ ...before, settings: { reentry: { mode: 'every', days: 7 } } })
  expect(before.settings.reentry).toEqual({ mode: 'always' })
  expect(changeSettings(after, { reentry: { mode: 'every', days: 7 } })).toBe(after)
})
