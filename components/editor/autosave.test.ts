import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { createAutosave, type SaveResult } from './autosave'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that answers when told to, and an autosave against it. */
function openDraft() {
  const requests: { names: string[]; revision: number; answer: (result: SaveResult) => Promise<void> }[] = []
  const states: string[] = []
  const autosave = createAutosave({
    revision: 1,
    onState: ({ status }) => states.push(status),
    save: (document, revision) =>
      new Promise((resolve) => {
        requests.push({
          names: document.nodes.map(({ id }) => id),
          revision,
          answer: async (result) => {
            resolve(result)
            await vi.advanceTimersByTimeAsync(0)
          },
        })
      }),
  })
  const draw = (...nodes: string[]) => autosave.changed(drawing({ nodes }))
  return { requests, states, autosave, draw }
}

test('changes in quick succession are saved once, after a pause, as the last of them', async () => {
  const { requests, states, draw } = openDraft()
  draw('a')
  await vi.advanceTimersByTimeAsync(500)
  draw('a', 'b')
  await vi.advanceTimersByTimeAsync(500)
  expect(requests).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(100)
  expect(requests.map(({ names, revision }) => ({ names, revision }))).toEqual([
    { names: ['a', 'b'], revision: 1 },
  ])
  await requests[0]?.answer({ ok: true, revision: 2 })
  expect(states).toEqual(['dirty', 'dirty', 'saving', 'saved'])
})

test('one save at a time: what changes meanwhile follows, on the revision the first one made', async () => {
  const { requests, draw, states } = openDraft()
  draw('a')
  await vi.advanceTimersByTimeAsync(600)
  draw('a', 'b')
  await vi.advanceTimersByTimeAsync(5000)
  expect(requests).toHaveLength(1)
  await requests[0]?.answer({ ok: true, revision: 2 })
  expect(requests[1]).toMatchObject({ names: ['a', 'b'], revision: 2 })
  await requests[1]?.answer({ ok: true, revision: 3 })
  expect(states.at(-1)).toBe('saved')
})

test('while the network fails it tries again, with the newest drawing', async () => {
  const { requests, draw, states } = openDraft()
  draw('a')
  await vi.advanceTimersByTimeAsync(600)
  await requests[0]?.answer({ ok: false, code: 'network', message: 'offline' })
  expect(states.at(-1)).toBe('retrying')
  await vi.advanceTimersByTimeAsync(1000)
  await requests[1]?.answer({ ok: false, code: 'network', message: 'offline' })
  draw('a', 'b')
  await vi.advanceTimersByTimeAsync(2000)
  expect(requests[2]).toMatchObject({ names: ['a', 'b'], revision: 1 })
  await requests[2]?.answer({ ok: true, revision: 2 })
  expect(states.at(-1)).toBe('saved')
})

test('a conflict stops saving, so that nothing of theirs is overwritten, until their draft is loaded', async () => {
  const { requests, draw, states, autosave } = openDraft()
  draw('a')
  await vi.advanceTimersByTimeAsync(600)
  await requests[0]?.answer({ ok: false, code: 'conflict', message: 'changed elsewhere' })
  draw('a', 'b')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toHaveLength(1)
  expect(states.at(-1)).toBe('conflict')
  expect(await autosave.flush()).toBe(false)

  autosave.reset(7)
  draw('c')
  await vi.advanceTimersByTimeAsync(600)
  expect(requests[1]).toMatchObject({ names: ['c'], revision: 7 })
})

test('flush saves at once and says when the server holds everything', async () => {
  const { requests, draw, autosave } = openDraft()
  draw('a')
  const flushed = autosave.flush()
  await requests[0]?.answer({ ok: true, revision: 2 })
  expect(await flushed).toBe(true)
  expect(autosave.revision()).toBe(2)
  expect(await autosave.flush()).toBe(true)
  expect(requests).toHaveLength(1)
})

test('a refused drawing is kept and saved with the next change', async () => {
  const { requests, draw, states } = openDraft()
  draw('a')
  await vi.advanceTimersByTimeAsync(600)
  await requests[0]?.answer({ ok: false, code: 'refused', message: 'too large' })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toHaveLength(1)
  expect(states.at(-1)).toBe('refused')
  draw('b')
  await vi.advanceTimersByTimeAsync(600)
  expect(requests[1]?.names).toEqual(['b'])
})
