import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { Role } from '@/server/auth/roles'
import type { FinishAction } from '@/workflows/finish-actions'
import { judgeFinishActions } from '@/workflows/finish-actions/judge-finish-actions'
import type { FinishActionHost } from '@/workflows/hosts'
import { standardProspectFields } from '@/workflows/prospect-fields'
import { noReferences } from '@/workflows/references'
import { FinishActionsTab } from './finish-actions-tab'
import type { LoadedList } from './loaded-list'

afterEach(() => vi.unstubAllGlobals())

const host: FinishActionHost = { kind: 'link', id: 'l1', on: null }
const rules = { areWebhooksOnLinks: false }
const references = { ...noReferences, tags: ['vip'], fields: standardProspectFields }

const atLeastTen: FinishAction['criteria'] = {
  combinator: 'and',
  rules: [{ field: 'score', operator: '>=', value: 10 }],
}
const plus: FinishAction = {
  id: 'a',
  name: 'More score',
  type: 'adjust-score',
  config: { by: 5 },
  criteria: null,
}
const hot: FinishAction = {
  id: 'b',
  name: 'Mark as hot',
  type: 'add-tags',
  config: { tags: ['hot'] },
  criteria: atLeastTen,
}

/** A server that keeps one list, as the real one does. */
function openTab({
  items = [] as FinishAction[],
  role = 'admin' as Role,
  more = {} as Partial<LoadedList>,
} = {}) {
  let list: LoadedList = {
    items,
    version: items.length ? 4 : null,
    publishedAt: items.length ? new Date(Date.now() - 3_600_000) : null,
    publishedBy: items.length ? 'Ada' : null,
    revision: 7,
    isOver: false,
    problems: [],
    warnings: judgeFinishActions(host, items, { references, rules }).warnings,
    rules,
    ...more,
  }
  const save = vi.fn((input: { items: FinishAction[]; revision: number }): unknown => {
    const { problems, warnings } = judgeFinishActions(host, input.items, { references, rules })
    if (problems.length) return { ok: false, problems }
    list = {
      ...list,
      items: input.items,
      version: (list.version ?? 0) + 1,
      revision: list.revision + 1,
      publishedAt: new Date(),
      publishedBy: 'Ada',
      warnings,
    }
    return { ok: true, list }
  })
  const user = userEvent.setup()
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'ada@example.com', name: 'Ada', role }}>
      <FinishActionsTab host={host} />
    </CurrentUserProvider>,
    {
      'finishActions.get': () => list,
      'finishActions.save': save,
      'workflows.references': () => references,
    },
  )
  return { user, save }
}

const rows = async () =>
  within(await screen.findByRole('list', { name: 'Finish Actions' })).getAllByRole('listitem')
const namesOf = (save: ReturnType<typeof openTab>['save']) =>
  save.mock.lastCall?.[0].items.map(({ name }) => name)

describe('adding one', () => {
  test('the name follows the chosen action until somebody gives one', async () => {
    const { user } = openTab()
    await user.click(await screen.findByRole('button', { name: 'Add Finish Action' }))
    const sheet = within(await screen.findByRole('dialog', { name: 'Add Finish Action' }))
    const choose = async (action: RegExp) => {
      await user.click(sheet.getByLabelText(/^Action/))
      await user.click(await screen.findByRole('option', { name: action }))
    }
    await choose(/Add tags/)
    await choose(/Adjust score/)
    expect(sheet.getByLabelText(/^Name/)).toHaveValue('Adjust score')
    await user.clear(sheet.getByLabelText(/^Name/))
    await user.type(sheet.getByLabelText(/^Name/), 'Mine')
    await choose(/Add tags/)
    expect(sheet.getByLabelText(/^Name/)).toHaveValue('Mine')
  })

  test('IF-4: Add Finish Action, a name and what to do, Save Finish Action', async () => {
    const { user, save } = openTab()
    await user.click(await screen.findByRole('button', { name: 'Add Finish Action' }))
    const sheet = within(await screen.findByRole('dialog', { name: 'Add Finish Action' }))
    await user.type(sheet.getByLabelText(/^Name/), 'Mark as hot')
    await user.click(sheet.getByLabelText(/^Action/))
    await user.click(await screen.findByRole('option', { name: /Add tags/ }))
    await user.type(sheet.getByLabelText('Tags to add'), 'hot{Enter}')
    await user.click(sheet.getByRole('button', { name: 'Save Finish Action' }))
    await waitFor(() => expect(save).toHaveBeenCalledOnce())
    expect(save.mock.lastCall?.[0]).toMatchObject({
      revision: 7,
      items: [{ name: 'Mark as hot', type: 'add-tags', config: { tags: ['hot'] }, criteria: null }],
    })
    const [row] = await rows()
    expect(row).toHaveTextContent('1.Mark as hotAdds “hot”Always')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    expect(screen.getByText(/Version 1, published/)).toBeInTheDocument()
  })

  test('what is missing is said beside its field, and nothing is sent', async () => {
    const { user, save } = openTab()
    await user.click(await screen.findByRole('button', { name: 'Add Finish Action' }))
    await user.click(screen.getByRole('button', { name: 'Save Finish Action' }))
    expect(screen.getByText('Enter a name')).toBeInTheDocument()
    expect(screen.getByText('Choose an action', { selector: 'p' })).toBeInTheDocument()
    await user.click(screen.getByLabelText(/^Action/))
    await user.click(await screen.findByRole('option', { name: /Add tags/ }))
    expect(await screen.findByText('Add at least one tag')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Save Finish Action' }))
    expect(save).not.toHaveBeenCalled()
  })

  test('?11: an action that links may not have is greyed and says why', async () => {
    const { user } = openTab()
    await user.click(await screen.findByRole('button', { name: 'Add Finish Action' }))
    await user.click(screen.getByLabelText(/^Action/))
    const webhook = await screen.findByRole('option', { name: /Fire webhook/ })
    expect(webhook).toHaveAttribute('aria-disabled', 'true')
    expect(webhook).toHaveTextContent(/switched off on redirect links/)
  })
})

describe('a list', () => {
  test('shows order, name, what each does and when; and that it is not retroactive', async () => {
    openTab({ items: [plus, hot] })
    const [first, second] = await rows()
    expect(first).toHaveTextContent(/^1\.More score/)
    expect(first).toHaveTextContent('Always')
    expect(second).toHaveTextContent(/^2\.Mark as hotAdds “hot”Only if Score is at least 10/)
    expect(screen.getByText(/not retroactive/)).toBeInTheDocument()
    expect(screen.getByText(/Version 4, published/)).toHaveTextContent('1 hour ago by Ada')
  })

  test('IR-13: warns where one reads what an earlier one writes', async () => {
    openTab({ items: [plus, hot] })
    const [, second] = await rows()
    expect(second).toHaveTextContent(/“More score” changes just before\. The original value is used/)
  })

  test('IF-9: moved by keyboard, live only when the order is saved', async () => {
    const { user, save } = openTab({ items: [plus, hot] })
    await rows()
    screen.getByRole('button', { name: 'Move Mark as hot up' }).focus()
    await user.keyboard('{Enter}')
    expect((await rows())[0]).toHaveTextContent(/^1\.Mark as hot/)
    expect(save).not.toHaveBeenCalled()
    expect(screen.getByText('This order is not live yet.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Save order' }))
    await waitFor(() => expect(namesOf(save)).toEqual(['Mark as hot', 'More score']))
    expect(await screen.findByText(/Version 5, published/)).toBeInTheDocument()
  })

  test('edit keeps the id and the rest', async () => {
    const { user, save } = openTab({ items: [plus, hot] })
    await rows()
    await user.click(screen.getByRole('button', { name: 'Edit More score' }))
    const sheet = within(await screen.findByRole('dialog'))
    await user.clear(sheet.getByLabelText('Points'))
    await user.type(sheet.getByLabelText('Points'), '20')
    await user.click(sheet.getByRole('button', { name: 'Save Finish Action' }))
    await waitFor(() => expect(save).toHaveBeenCalledOnce())
    expect(save.mock.lastCall?.[0].items).toEqual([{ ...plus, config: { by: 20 } }, hot])
  })

  test('duplicate puts a copy behind it; delete asks first', async () => {
    const { user, save } = openTab({ items: [plus] })
    await rows()
    await user.click(screen.getByRole('button', { name: 'More about More score' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate' }))
    await waitFor(() => expect(namesOf(save)).toEqual(['More score', 'More score (copy)']))
    await user.click(await screen.findByRole('button', { name: 'More about More score (copy)' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }))
    await user.click(await screen.findByRole('button', { name: 'Delete Finish Action' }))
    await waitFor(() => expect(namesOf(save)).toEqual(['More score']))
  })

  test('who saves after somebody else is told, and can load theirs', async () => {
    const { user, save } = openTab({ items: [plus] })
    save.mockImplementation(() => {
      throw new Refusal('conflict', 'Someone else changed these finish actions meanwhile.')
    })
    await rows()
    await user.click(screen.getByRole('button', { name: 'More about More score' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate' }))
    expect(await screen.findByText(/Someone else changed these/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Load their version' })).toBeInTheDocument()
  })
})

test('whoever may not publish reads the list and is told whom to ask', async () => {
  openTab({ items: [plus], role: 'marketer' })
  await rows()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
  expect(screen.getByText(/needs the role “admin”/)).toBeInTheDocument()
})
