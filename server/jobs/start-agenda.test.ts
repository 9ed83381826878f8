import { expect, test, vi } from 'vitest'
import { useTestDatabase } from '../testing/database'
import { runNow } from './run-now'
import { startAgenda } from './start-agenda'
import { closeWakeLine } from './wake-channel'

useTestDatabase()

test('I21: ticks go on in a process whose locks ran out, again and again, before their ticks began', async () => {
  const ran = new Set<string>()
  const agenda = await startAgenda({
    name: 'starved',
    run: async (job) => ran.add(job),
    nudge: () => false,
  })
  try {
    const wakeUntil = (isSo: () => void) =>
      vi.waitFor(
        () => {
          agenda.wake('events.plan')
          agenda.wake('runs.wake')
          isSo()
        },
        { timeout: 60_000 },
      )
    await wakeUntil(() => expect(ran).toContain('events.plan'))
    // Locks carry the time they were made; by this clock they have run out whenever they are looked at.
    const isLate = vi
      .spyOn(Date, 'now')
      .mockImplementation(() => performance.timeOrigin + performance.now() + 60_000)
    await wakeUntil(() => expect(isLate.mock.calls.length).toBeGreaterThan(200))
    isLate.mockRestore()
    ran.clear()
    await wakeUntil(() => expect([...ran]).toEqual(expect.arrayContaining(['events.plan', 'runs.wake'])))
  } finally {
    await agenda.stop()
  }
})

test('a job whose time has not come runs when somebody asks for it', async () => {
  const ran: string[] = []
  const agenda = await startAgenda({
    name: 'asked',
    run: async (job) => ran.push(job),
    nudge: () => false,
  })
  try {
    const sweeps = () => ran.filter((job) => job === 'spam.sweep').length
    await vi.waitFor(() => expect(sweeps()).toBe(1), { timeout: 60_000 })
    await vi.waitFor(
      async () => {
        await runNow('spam.sweep')
        expect(sweeps()).toBeGreaterThan(1)
      },
      { timeout: 60_000 },
    )
  } finally {
    await agenda.stop()
    closeWakeLine()
  }
})
