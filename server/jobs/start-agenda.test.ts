import { expect, test, vi } from 'vitest'
import { useTestDatabase } from '../testing/database'
import { startAgenda } from './start-agenda'

useTestDatabase()

test('I21: ticks go on in a process whose locks ran out, again and again, before their ticks began', async () => {
  const ran = new Set<string>()
  const agenda = await startAgenda({
    name: 'starved',
    run: async (job) => ran.add(job),
    nudge: () => false,
  })
  try {
    await vi.waitFor(() => expect(ran).toContain('events.plan'), { timeout: 20_000 })
    // Locks carry the time they were made; by this clock they have run out whenever they are looked at.
    const isLate = vi
      .spyOn(Date, 'now')
      .mockImplementation(() => performance.timeOrigin + performance.now() + 60_000)
    await vi.waitFor(() => expect(isLate.mock.calls.length).toBeGreaterThan(200), { timeout: 20_000 })
    isLate.mockRestore()
    ran.clear()
    await vi.waitFor(() => expect([...ran]).toEqual(expect.arrayContaining(['events.plan', 'runs.wake'])), {
      timeout: 20_000,
    })
  } finally {
    await agenda.stop()
  }
})
