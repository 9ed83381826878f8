import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import { TestPanel } from './test-panel'

afterEach(() => vi.unstubAllGlobals())

const draft = {
  name: 'F',
  description: '',
  runtime: 'javascript' as const,
  code: 'export default () => ({})',
  target: '',
  timeoutMs: 1_000,
}
const tried = { ok: true, changes: [], error: null, logs: [], summaries: [], durationMs: 3, at: new Date() }

function open(tryOut: (input: unknown) => unknown) {
  const onProblem = vi.fn()
  renderWithServer(<TestPanel draft={draft} onProblem={onProblem} />, {
    'prospects.list': () => ({ items: [], next: null }),
    'functions.tryOut': tryOut,
  })
  return { onProblem, user: userEvent.setup() }
}

test('IR-17: a test tells what would change and what was printed', async () => {
  const asked: unknown[] = []
  const { user, onProblem } = open((input) => {
    asked.push(input)
    return { ...tried, summaries: ['Added tag “vip”'], logs: ['hello'] }
  })
  await user.click(screen.getByRole('button', { name: /Run/ }))
  expect(await screen.findByText('Added tag “vip”')).toBeVisible()
  expect(screen.getByText('hello')).toBeVisible()
  expect(screen.getByText('It works')).toBeVisible()
  const { code, runtime, target, timeoutMs } = draft
  expect(asked).toEqual([{ code, runtime, target, timeoutMs, prospectId: null }])
  expect(onProblem).toHaveBeenLastCalledWith(null)
})

test('an error stands there with its line, and is handed on to the editor', async () => {
  const error = { code: 'threw', message: 'TypeError: no', line: 7, column: 2 }
  const { user, onProblem } = open(() => ({ ...tried, ok: false, error }))
  await user.click(screen.getByRole('button', { name: /Run/ }))
  expect(await screen.findByText('Line 7: TypeError: no')).toBeVisible()
  await waitFor(() => expect(onProblem).toHaveBeenLastCalledWith({ line: 7, message: 'TypeError: no' }))
})

test('a refusal of the server is shown in the panel', async () => {
  const { user } = open(() => {
    throw new Refusal('forbidden', 'This needs the role “admin”.')
  })
  await user.click(screen.getByRole('button', { name: /Run/ }))
  expect(await screen.findByText('This needs the role “admin”.')).toBeVisible()
})
