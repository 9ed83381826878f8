import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { compile } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import { drawing } from '@/workflows/edit/testing/drawing'
import { standardProspectFields } from '@/workflows/prospect-fields'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { Canvas } from '../canvas/canvas'
import { EditorProvider } from '../editor-context'
import { createEditorStore } from '../editor-store'
import { fillBrowserGaps } from '../testing/fill-browser-gaps'
import { sampleReferences } from '../testing/sample-references'
import { Simulator } from './simulator'

afterEach(() => vi.unstubAllGlobals())

const ada = { ...emptyProspect, id: 'p1', firstName: 'Ada', email: 'ada@example.com', score: 5 }

/** The editor with the simulator open, in front of a server that notes what it is asked. */
function openSimulator(document: WorkflowDocument, canvas: ReactNode = null) {
  fillBrowserGaps()
  const store = createEditorStore({ document })
  store.getState().noteProblems(compile(document, sampleReferences))
  const sources = {
    workflowId: 'w1',
    references: sampleReferences,
    tags: ['vip'],
    fields: standardProspectFields,
    loadMessage: async () => ({ subject: '', html: '' }),
  }
  const asked: string[] = []
  const noted = <Answer,>(name: string, answer: Answer) => {
    return () => {
      asked.push(name)
      return answer
    }
  }
  renderWithServer(
    <EditorProvider store={store} sources={sources}>
      {canvas}
      <Simulator />
    </EditorProvider>,
    {
      'prospects.list': noted('prospects.list', { items: [ada], nextCursor: null }),
      'prospects.get': noted('prospects.get', ada),
    },
  )
  act(() => store.getState().show('simulator'))
  return { store, asked, user: userEvent.setup() }
}

type User = ReturnType<typeof userEvent.setup>

const current = () => screen.getByRole('region', { name: 'Current step' })
const happen = (user: User, name: string) =>
  user.click(within(screen.getByRole('region', { name: 'What happens now' })).getByRole('button', { name }))
const press = (user: User, name: string) => user.click(screen.getByRole('button', { name }))

/** Goes through the rest of the steps and says what became of each. */
async function goThrough(user: User): Promise<string[]> {
  const told = [current().textContent ?? '']
  while (!screen.getByRole('button', { name: 'Next step' }).hasAttribute('disabled')) {
    await press(user, 'Next step')
    told.push(current().textContent ?? '')
  }
  return told
}

const race = drawing({
  nodes: ['Start', 'Mails', 'Yes', 'No', 'Bought'],
  types: {
    Start: 'enrolled',
    Mails: 'sequence',
    Yes: 'email-link-clicked',
    No: 'redirect-link-clicked',
    Bought: 'add-tags',
  },
  configs: {
    Mails: {
      steps: [
        { id: 'm', type: 'send-email', config: { messageId: 'm1' } },
        { id: 'w', type: 'wait', config: { for: 'P3D' } },
        { id: 'n', type: 'send-email', config: { messageId: 'm2' } },
      ],
    },
    Yes: { links: [{ messageId: 'm1', linkId: 'a' }] },
    No: { linkIds: ['l1'] },
    Bought: { tags: ['customer'] },
  },
  edges: ['Start>Mails', 'Mails>Yes', 'Mails>No', 'Yes>Bought'],
})

test('KP-3: step by step on the canvas, the first response wins and stops the sequence', async () => {
  const { user, store } = openSimulator(race, <Canvas />)
  const cards = () => [...document.querySelectorAll('[data-simulated]')]
  await press(user, 'Start')
  expect(cards()).toEqual([])
  expect(current()).toHaveTextContent('Nothing has happened yet')
  await happen(user, 'Is enrolled')
  expect(current()).toHaveTextContent('Start')
  expect(store.getState().marks.get('Start')).toEqual({ outcome: 'reached', isCurrent: true })
  expect(cards()).toHaveLength(1)
  await press(user, 'Next step')
  expect(cards()).toHaveLength(2)
  expect(store.getState().marks.get('Mails')).toEqual({ outcome: 'entered', isCurrent: true })
  await press(user, 'Step back')
  expect(store.getState().marks.has('Mails')).toBe(false)
  const sending = await goThrough(user)
  expect(sending.join(' ')).toContain('Sends “Welcome”')
  expect(sending.at(-1)).toContain('A wait began.')

  await happen(user, 'Clicks “Read more” in “Welcome”')
  const told = (await goThrough(user)).join(' ')
  expect(told).toContain('Stopped, because the goal “Yes” was reached.')
  expect(told).toContain('No longer awaited: “Yes” was the first response.')
  expect(current()).toHaveTextContent('Added tag “customer”')
  expect(current()).toHaveTextContent('Tagsempty → becomes customer')
  expect(store.getState().marks.get('No')?.outcome).toBe('withdrawn')

  await happen(user, 'Clicks “Pricing page”')
  expect(screen.getByText('Nothing in this drawing listens to that now.')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Next wait' })).toBeDisabled()
})

const scored = drawing({
  nodes: ['Start', 'Plus', 'Hot', 'Pause', 'Late'],
  types: { Start: 'enrolled', Plus: 'adjust-score', Pause: 'wait' },
  configs: {
    Plus: { by: 5 },
    Hot: {
      tags: ['hot'],
      criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
    },
    Pause: { for: 'P1D' },
    Late: {
      tags: ['late'],
      criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
    },
  },
  edges: ['Start>Plus', 'Plus>Hot', 'Hot>Pause', 'Pause>Late'],
})

test('IR-13, ?6: criteria read the original values; when the clock has moved past a wait they read new ones', async () => {
  const { user, asked } = openSimulator(scored)
  await user.click(screen.getByRole('radio', { name: 'A prospect of yours' }))
  await user.click(screen.getByLabelText('Prospect'))
  await user.click(await screen.findByRole('option', { name: /Ada/ }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Start' })).toBeEnabled())
  await press(user, 'Start')
  await happen(user, 'Is enrolled')
  const told = (await goThrough(user)).join(' ')
  expect(told).toContain('The criteria were not met on the original values, so the action did not run.')
  expect(told).toContain('original value 5not met')
  expect(told).toContain('Score was 10 by then')

  await press(user, '+1 hour')
  expect(screen.queryByText('A wait was over')).not.toBeInTheDocument()
  await press(user, 'Next wait')
  expect(screen.getByRole('heading', { name: 'A wait was over' })).toBeInTheDocument()
  await press(user, 'All steps')
  expect(current()).toHaveTextContent('Added tag “late”')
  const values = screen.getByRole('region', { name: 'The prospect' })
  expect(values).toHaveTextContent('Score5 → becomes 10')

  await press(user, 'Take back')
  expect(screen.queryByRole('heading', { name: 'A wait was over' })).not.toBeInTheDocument()
  expect(new Set(asked)).toEqual(new Set(['prospects.list', 'prospects.get']))
})

test('a simulation of an invented prospect asks the server nothing, and changes no drawing', async () => {
  const { user, store, asked } = openSimulator(scored)
  const fetched = vi.fn()
  vi.stubGlobal('fetch', fetched)
  await user.type(screen.getByLabelText('Score'), '20')
  await press(user, 'Start')
  await happen(user, 'Is enrolled')
  await press(user, '+1 day')
  await press(user, 'Change values by hand')
  await user.type(screen.getByLabelText('Organization'), 'Acme')
  await press(user, 'Change now')
  await press(user, 'Start again')
  await happen(user, 'Is enrolled')
  expect(fetched).not.toHaveBeenCalled()
  expect(asked).toEqual([])
  expect(store.getState().document).toBe(scored)
  expect(store.getState().history.past).toEqual([])
})

test('a drawing that cannot run says what is to be solved', async () => {
  const { store, user } = openSimulator(drawing({ nodes: ['Tag'] }))
  expect(screen.getByText('This drawing cannot run yet.', { exact: false })).toBeInTheDocument()
  expect(screen.getAllByRole('listitem').length).toBeGreaterThan(0)
  await press(user, 'Show the problems')
  expect(store.getState().panel).toBe('problems')
})

test('closing the simulator takes the marks off the canvas; opening it again finds it as it was', async () => {
  const { user, store } = openSimulator(race)
  await press(user, 'Start')
  await happen(user, 'Is enrolled')
  expect(store.getState().marks.size).toBe(1)
  await press(user, 'Close simulator')
  expect(store.getState().marks.size).toBe(0)
  act(() => store.getState().show('simulator'))
  expect(current()).toHaveTextContent('Start')
})

test('with the keyboard alone: opening and starting lead into the simulator, the first Tab to what can be done', async () => {
  const { user } = openSimulator(race)
  await user.tab()
  expect(screen.getByRole('radio', { name: 'An invented prospect' })).toHaveFocus()
  screen.getByRole('button', { name: 'Start' }).focus()
  await user.keyboard('{Enter}')
  await user.tab()
  expect(screen.getByRole('button', { name: '+1 hour' })).toHaveFocus()
})
