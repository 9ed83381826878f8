import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { drawing } from '@/workflows/edit/testing/drawing'
import { stepSchema } from '@/workflows/fields'
import { noReferences } from '@/workflows/references'
import { Inspector } from '../inspector/inspector'
import { openEditor } from '../testing/open-editor'

const stepsSchema = z.array(stepSchema)

/** Opens the settings of the node `n` of a type; `config()` reads what the form has made of it. */
function openSettings(
  type: string,
  config: Record<string, unknown>,
  more: Partial<Parameters<typeof drawing>[0]> = {},
) {
  const document = drawing({
    nodes: ['n', ...(more.nodes ?? [])],
    types: { n: type, ...more.types },
    configs: { n: config, ...more.configs },
    edges: more.edges ?? [],
  })
  const editor = openEditor({ document, part: <Inspector /> })
  act(() => editor.store.getState().inspect('n'))
  return { ...editor, config: () => editor.store.getState().document.nodes[0]?.config }
}

test('number: what is typed is the value; empty and half-typed is no value', async () => {
  const { user, config } = openSettings('adjust-score', { by: 5 })
  const points = screen.getByLabelText('Points')
  await user.clear(points)
  expect(config()).toEqual({})
  await user.type(points, '-12')
  expect(config()).toEqual({ by: -12 })
  expect(points).toHaveValue('-12')
})

test('tags: Enter adds one', async () => {
  const { user, config } = openSettings('add-tags', { tags: [] })
  await user.type(screen.getByLabelText('Tags to add'), 'vip{Enter}hot lead{Enter}')
  expect(config()).toEqual({ tags: ['vip', 'hot lead'] })
})

test('links: several can be chosen from those there are', async () => {
  const { user, config } = openSettings('redirect-link-clicked', { linkIds: [] })
  await user.click(screen.getByLabelText('Tracked links'))
  await user.click(screen.getByRole('option', { name: /Pricing page/ }))
  await user.click(screen.getByRole('option', { name: /Docs/ }))
  expect(config()).toEqual({ linkIds: ['l1', 'l2'] })
})

test('message: one is chosen, and a link leads to its text', async () => {
  const { user, config } = openSettings('send-email', { messageId: '' })
  await user.click(screen.getByLabelText('Email'))
  await user.click(screen.getByRole('option', { name: /Welcome/ }))
  expect(config()).toEqual({ messageId: 'm1' })
  expect(screen.getByRole('link', { name: /Edit this email/ })).toHaveAttribute('href', '/emails/m1')
})

test('message links: emails of the connected sequence come first; a click on a link in the email chooses it (KP-7)', async () => {
  const { user, config } = openSettings(
    'email-link-clicked',
    { links: [] },
    {
      nodes: ['s'],
      types: { s: 'sequence' },
      configs: { s: { steps: [{ id: '1', type: 'send-email', config: { messageId: 'm1' } }] } },
      edges: ['s>n'],
    },
  )
  await user.click(screen.getByRole('button', { name: 'Choose links…' }))
  const emails = screen.getByRole('navigation', { name: 'Emails' })
  expect(
    within(emails)
      .getAllByRole('heading')
      .map(({ textContent }) => textContent),
  ).toEqual(['In the connected sequences', 'Other emails'])
  const email = await screen.findByRole('region', { name: 'Welcome' })
  await user.click(within(email).getByRole('button', { name: 'Read more' }))
  expect(config()).toEqual({ links: [{ messageId: 'm1', linkId: 'a' }] })
  await user.click(within(email).getByRole('button', { name: 'Call us' }))
  expect(config()).toEqual({ links: [{ messageId: 'm1', linkId: 'a' }] })
})

test('message links: without an email the picker says what to do first (KP-5)', async () => {
  const document = drawing({
    nodes: ['n'],
    types: { n: 'email-link-clicked' },
    configs: { n: { links: [] } },
  })
  const references = noReferences
  const { store, user } = openEditor({ document, references, part: <Inspector /> })
  act(() => store.getState().inspect('n'))
  await user.click(screen.getByRole('button', { name: 'Choose links…' }))
  expect(screen.getByText('Write an email first')).toBeInTheDocument()
})

test('prospect field and value: the input follows the type of the field, and an old value of another type goes', async () => {
  const { user, config } = openSettings('change-field', { field: 'organization', value: 'Acme' })
  await user.click(screen.getByLabelText('Field'))
  expect(screen.queryByRole('option', { name: 'Score' })).not.toBeInTheDocument()
  await user.click(screen.getByRole('option', { name: 'Seats' }))
  expect(config()).toEqual({ field: 'fields.seats', value: '' })
  await user.type(screen.getByLabelText('New value'), '25')
  expect(config()).toEqual({ field: 'fields.seats', value: 25 })
  await user.click(screen.getByLabelText('Field'))
  await user.click(screen.getByRole('option', { name: 'On trial' }))
  await user.click(screen.getByLabelText('New value'))
  await user.click(screen.getByRole('option', { name: 'Yes' }))
  expect(config()).toEqual({ field: 'fields.isTrial', value: true })
})

test('sequence: one of this workflow is named by its node alone, one of another with its workflow', async () => {
  const { user, config } = openSettings(
    'move-to-sequence',
    { nodeId: '' },
    { nodes: ['Second'], types: { Second: 'sequence' }, configs: { Second: { steps: [] } } },
  )
  await user.click(screen.getByLabelText('Sequence'))
  await user.click(screen.getByRole('option', { name: /Long tail/ }))
  expect(config()).toEqual({ nodeId: 's9', workflowId: 'w2' })
  await user.click(screen.getByLabelText('Sequence'))
  await user.click(screen.getByRole('option', { name: /Second/ }))
  expect(config()).toEqual({ nodeId: 'Second' })
})

test('wait: amount and unit make an ISO duration', async () => {
  const { user, config } = openSettings('wait', { for: 'P1D' })
  const amount = screen.getByLabelText('Wait')
  await user.clear(amount)
  await user.type(amount, '3')
  expect(config()).toEqual({ for: 'P3D' })
  await user.click(screen.getByLabelText('Unit of “Wait”'))
  await user.click(screen.getByRole('option', { name: 'hours' }))
  expect(config()).toEqual({ for: 'PT3H' })
})

test('wait: until a date, and back to a time', async () => {
  const { user, config } = openSettings('wait', { for: 'P1D' })
  await user.click(screen.getByRole('radio', { name: 'Until a date' }))
  fireEvent.change(screen.getByLabelText('Wait'), { target: { value: '2026-12-24T09:00' } })
  expect(config()).toEqual({ for: { until: '2026-12-24T09:00' } })
  expect(screen.getByText('Waits until Dec 24, 2026, 09:00')).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'For a time' }))
  expect(config()).toEqual({ for: 'P1D' })
})

test('wait: a window beside a time is said in the sentence; its days and hours can be chosen', async () => {
  const { user, config } = openSettings('wait', { for: 'P3D' })
  await user.click(screen.getByLabelText('Go on only in these hours'))
  expect(screen.getByText('Waits 3 days, then until Mon–Fri 09:00–17:00')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Fri', pressed: true }))
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '16:30' } })
  const window = { weekdays: [1, 2, 3, 4], from: '09:00', to: '16:30' }
  expect(config()).toEqual({ for: 'P3D', window })
  await user.click(screen.getByRole('radio', { name: 'In a time window' }))
  expect(config()).toEqual({ for: 'PT0S', window })
  await user.click(screen.getByRole('radio', { name: 'For a time' }))
  expect(config()).toEqual({ for: 'P1D' })
})

test('weighted branches: named, weighed, and shown in percent', async () => {
  const { user, config } = openSettings('split', {
    branches: [
      { id: 'a', name: 'A', weight: 50 },
      { id: 'b', name: 'B', weight: 50 },
    ],
  })
  const weight = screen.getByLabelText('Weight of A')
  await user.clear(weight)
  expect(screen.getByLabelText('Share of B')).toHaveTextContent('100 %')
  await user.type(weight, '150')
  expect(screen.getByLabelText('Share of A')).toHaveTextContent('75 %')
  await user.click(screen.getByRole('button', { name: 'Add branch' }))
  await user.click(screen.getByRole('button', { name: 'Remove B' }))
  expect(config()?.branches).toMatchObject([
    { id: 'a', weight: 150 },
    { name: 'Branch 3', weight: 50 },
  ])
})

test('pick: one record by name', async () => {
  const { user, config } = openSettings('add-to-list', { listId: '' })
  await user.click(screen.getByLabelText('List'))
  await user.click(screen.getByRole('option', { name: 'Customers' }))
  expect(config()).toEqual({ listId: 'list2' })
  expect(screen.queryByRole('link', { name: /Create a list/ })).not.toBeInTheDocument()
})

test('pick: where there is nothing to choose, a link leads to where it is made', async () => {
  const document = drawing({ nodes: ['n'], types: { n: 'add-to-list' }, configs: { n: { listId: '' } } })
  const { store } = openEditor({ document, references: noReferences, part: <Inspector /> })
  act(() => store.getState().inspect('n'))
  expect(screen.getByRole('link', { name: /Create a list/ })).toHaveAttribute('href', '/lists')
})

test('pick many and choice: users in the order chosen, and how', async () => {
  const { user, config } = openSettings('assign-owner', { userIds: [], mode: 'fixed' })
  await user.click(screen.getByLabelText('Users'))
  await user.click(screen.getByRole('option', { name: /Bob/ }))
  await user.click(screen.getByRole('option', { name: /Ada/ }))
  await user.keyboard('{Escape}')
  await user.click(screen.getByLabelText('How'))
  await user.click(screen.getByRole('option', { name: 'Several users in turn' }))
  expect(config()).toEqual({ userIds: ['u2', 'u1'], mode: 'round-robin' })
})

test('duration and a choice that may be left out: emptied they are not there', async () => {
  const { user, config } = openSettings('create-task', { title: 'Call', dueIn: 'P1D', ownerId: 'u1' })
  const due = screen.getByLabelText('Due in')
  await user.clear(due)
  await user.click(screen.getByRole('button', { name: 'Choose none' }))
  expect(config()).toEqual({ title: 'Call' })
  await user.type(due, '4')
  await user.click(screen.getByLabelText('Unit of “Due in”'))
  await user.click(screen.getByRole('option', { name: 'hours' }))
  expect(config()).toEqual({ title: 'Call', dueIn: 'PT4H' })
})

test('long text: lines are kept', async () => {
  const { user, config } = openSettings('notify-user', { userIds: ['u1'], message: '' })
  await user.type(screen.getByLabelText('Message'), 'One{Enter}Two')
  expect(config()).toMatchObject({ message: 'One\nTwo' })
})

test('steps: added, opened, filled in, put in another order, doubled and removed', async () => {
  const { user, config } = openSettings('sequence', { steps: [] })
  const steps = () => stepsSchema.parse(config()?.steps)
  const types = () => steps().map(({ type }) => type)
  await user.click(screen.getByRole('button', { name: 'Add step' }))
  await user.click(screen.getByRole('menuitem', { name: 'Send email' }))
  await user.click(screen.getByLabelText('Email'))
  await user.click(screen.getByRole('option', { name: /Welcome/ }))
  expect(config()?.steps).toMatchObject([{ type: 'send-email', config: { messageId: 'm1' } }])
  await user.click(screen.getByRole('button', { name: 'Add step' }))
  await user.click(screen.getByRole('menuitem', { name: 'Wait' }))
  await user.click(screen.getByRole('button', { name: 'Move step 2 up' }))
  expect(types()).toEqual(['wait', 'send-email'])
  await user.click(screen.getByRole('button', { name: 'More for step 1' }))
  await user.click(screen.getByRole('menuitem', { name: 'Duplicate' }))
  expect(types()).toEqual(['wait', 'wait', 'send-email'])
  await user.click(screen.getByRole('button', { name: 'More for step 3' }))
  await user.click(screen.getByRole('menuitem', { name: 'Remove' }))
  expect(types()).toEqual(['wait', 'wait'])
  expect(new Set(steps().map(({ id }) => id)).size).toBe(2)
})

test('branches: named, with criteria, in order', async () => {
  const { user, config } = openSettings('decision', { branches: [] })
  await user.click(screen.getByRole('button', { name: 'Add branch' }))
  const name = screen.getByLabelText('Name of branch 1')
  await user.clear(name)
  await user.type(name, 'Hot')
  await user.click(screen.getByRole('button', { name: 'Add branch' }))
  await user.click(screen.getByRole('button', { name: 'Move Branch 2 up' }))
  expect(config()?.branches).toMatchObject([{ name: 'Branch 2' }, { name: 'Hot', criteria: null }])
})

test('criteria: from always to a condition and back', async () => {
  const { user, config } = openSettings('add-tags', { tags: ['x'], criteria: null })
  const only = screen.getByRole('group', { name: 'Only if' })
  expect(only).toHaveTextContent('Always')
  await user.click(within(only).getByRole('button', { name: 'Add a condition' }))
  await user.type(screen.getByLabelText('Value'), '10')
  expect(config()?.criteria).toMatchObject({
    combinator: 'and',
    rules: [{ field: 'score', operator: '>=', value: 10 }],
  })
  await user.click(screen.getByRole('button', { name: 'Remove condition' }))
  expect(config()).toEqual({ tags: ['x'], criteria: null })
})

test('a problem leads to its field, into the step that holds it', async () => {
  const { store } = openSettings('sequence', {
    steps: [
      { id: '1', type: 'wait', config: { for: 'P1D' } },
      { id: '2', type: 'send-email', config: { messageId: '' } },
    ],
  })
  act(() => store.getState().inspect('n', 'steps.1.config.messageId'))
  await waitFor(() => expect(screen.getByLabelText('Email')).toHaveFocus())
})

test('to those who may only look, everything is shown and nothing can be changed', async () => {
  const document = drawing({ nodes: ['n'], configs: { n: { tags: ['vip'] } } })
  const { store } = openEditor({ document, isReadOnly: true, part: <Inspector /> })
  act(() => store.getState().inspect('n'))
  expect(screen.getByText('vip')).toBeInTheDocument()
  expect(screen.getByLabelText('Tags to add')).toBeDisabled()
  expect(screen.queryByRole('button', { name: 'Delete' })).not.toBeInTheDocument()
})
