import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { renderWithServer } from '@/components/testing/fake-server'
import type { Role } from '@/server/auth/roles'
import { RunPage } from './run-page'
import type { RunDetails } from './run-step'
import { exampleRun } from './testing/example-run'

afterEach(() => vi.unstubAllGlobals())

type Procedures = Parameters<typeof renderWithServer>[1]

async function open(details: RunDetails, procedures: Procedures = {}, role: Role = 'marketer') {
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role }}>
      <RunPage id="r1" />
    </CurrentUserProvider>,
    { 'runs.get': () => details, ...procedures },
  )
  await screen.findByRole('heading', { name: 'Ada Lovelace in Welcome' })
}

function stepNamed(title: string): HTMLElement {
  const step = screen.getByRole('heading', { name: title, level: 3 }).closest('li')
  if (!step) throw new Error(`no step ${title}`)
  return step
}

test('IR-13: an action that did not run shows the wanted value, the original value, and the value by then', async () => {
  await open(exampleRun())
  const step = stepNamed('Tag hot leads')
  expect(step).toHaveTextContent('Did not run')
  expect(step).toHaveTextContent(
    'The criteria were not met on the original values, so the action did not run.',
  )
  expect(within(step).getByRole('figure', { name: 'Criteria' })).toHaveTextContent(
    'Score is at least 10original value 5not met',
  )
  expect(step).toHaveTextContent('Score was 10 by then')
  expect(within(step).queryByRole('list', { name: 'Effects' })).not.toBeInTheDocument()
})

test('an action that ran shows its effect and that it is done', async () => {
  await open(exampleRun())
  const effects = within(stepNamed('Raise the score')).getByRole('list', { name: 'Effects' })
  expect(effects).toHaveTextContent('Adjusted score by +5')
  expect(effects).toHaveTextContent('Done')
})

test('a run that waits says where and until when, before everything that happened', async () => {
  await open(exampleRun())
  expect(screen.getByRole('region', { name: 'Now' })).toHaveTextContent(/Jan 13, 2026/)
})

test('the values that every condition of the event read can be opened', async () => {
  await open(exampleRun())
  expect(screen.queryByText('Lead status')).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Original values' }))
  expect(screen.getByText('Lead status').parentElement).toHaveTextContent('empty')
})

test('an effect that failed says why and can be retried', async () => {
  const retried = vi.fn()
  await open(exampleRun('dead'), { 'effects.retry': (input: unknown) => retried(input) ?? null })
  expect(stepNamed('Raise the score')).toHaveTextContent('Could not adjust score by +5')
  expect(stepNamed('Raise the score')).toHaveTextContent('The mail server refused it.')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(retried).toHaveBeenCalledExactlyOnceWith({ id: 'effect-0' }))
})

test('an effect that may have happened is done again only after a warning', async () => {
  const retried = vi.fn()
  await open(exampleRun('unknown'), { 'effects.retry': (input: unknown) => retried(input) ?? null })
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('alertdialog')).toHaveTextContent(/may do it twice/)
  expect(retried).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: 'Try again anyway' }))
  await waitFor(() => expect(retried).toHaveBeenCalledOnce())
})

test('a viewer is offered neither retry nor cancel', async () => {
  await open(exampleRun('dead'), {}, 'viewer')
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Cancel run' })).not.toBeInTheDocument()
})

test('cancelling asks first', async () => {
  const cancelled = vi.fn()
  await open(exampleRun(), { 'runs.cancel': (input: unknown) => cancelled(input) ?? null })
  await userEvent.click(screen.getByRole('button', { name: 'Cancel run' }))
  expect(cancelled).not.toHaveBeenCalled()
  const dialog = await screen.findByRole('alertdialog', { name: 'Cancel this run?' })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel run' }))
  await waitFor(() => expect(cancelled).toHaveBeenCalledExactlyOnceWith({ id: 'r1' }))
})
