import { afterEach, expect, test } from 'vitest'
import { useTestDatabase } from '../testing/database'
import { defaultSettings } from './settings'
import { changeSettings, changeSettingsSchema, forgetSettings, workspaceSettings } from './workspace-settings'

useTestDatabase()
afterEach(forgetSettings)

test('?1, ?3: without a word of an admin, the defaults hold', async () => {
  forgetSettings()
  expect(await workspaceSettings()).toEqual(defaultSettings)
  expect(defaultSettings.spam).toEqual({
    clicks: { comparator: 'after', limit: 5, windowSeconds: 300 },
    forms: { comparator: 'from', limit: 5, windowSeconds: 300 },
  })
})

test('a change keeps what it leaves out, through the schema of the door too', async () => {
  await changeSettings(changeSettingsSchema.parse({ mostDepth: 3 }))
  await changeSettings(changeSettingsSchema.parse({ areWebhooksOnLinks: true }))
  expect(await workspaceSettings()).toEqual({ ...defaultSettings, mostDepth: 3, areWebhooksOnLinks: true })
  expect(changeSettingsSchema.parse({})).toEqual({})
})

test.each([
  [{ mostDepth: 0 }, 'mostDepth', 'Enter 1 or more'],
  [{ mostDepth: 1.5 }, 'mostDepth', 'Enter a whole number'],
  [{ scannerNetworks: ['203.0.113.0/24', 'nonsense'] }, 'scannerNetworks.1', /^Write a network like/],
  [
    { spam: { clicks: { comparator: 'after', limit: 5_000, windowSeconds: 300 } } },
    'spam.clicks.limit',
    'Enter 1,000 or less',
  ],
])('%j is refused at its field, in words', (change, field, message) => {
  const issue = changeSettingsSchema.safeParse(change).error?.issues[0]
  expect(issue?.path.join('.')).toBe(field)
  expect(issue?.message).toMatch(message)
})
