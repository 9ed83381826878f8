import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fillBrowserGaps } from '@/components/editor/testing/fill-browser-gaps'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import { standardProspectFields } from '@/workflows/prospect-fields'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { noReferences } from '@/workflows/references'
import { ProspectsPage } from './prospects-page'

vi.mock('next/navigation', () => ({
  usePathname: () => '/prospects',
  useRouter: () => ({ push: () => {} }),
  useSearchParams: () => new URLSearchParams(window.location.search),
}))
beforeEach(fillBrowserGaps)
afterEach(() => {
  window.history.replaceState(null, '', '/')
})

const ada = {
  id: 'p1',
  ...emptyProspect,
  firstName: 'Ada',
  email: 'ada@example.com',
  lists: ['l1'],
  score: 12,
  fields: { seats: 40 },
  lastActivityAt: null,
  createdAt: new Date(),
  updatedAt: new Date(),
}

type Answer = { items: (typeof ada)[]; next: string | null }

/** @param pages what the list answers first @param others procedures that answer otherwise */
function open(
  address = '/prospects',
  pages: (Answer | Promise<Answer> | Refusal)[] = [],
  others: Parameters<typeof renderWithServer>[1] = {},
) {
  window.history.replaceState(null, '', address)
  const asked: unknown[] = []
  let prospectColumns: string[] | null = null
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role: 'marketer' }}>
      <ProspectsPage />
    </CurrentUserProvider>,
    {
      'prospects.list': (input: unknown) => {
        asked.push(input)
        const page = pages.shift() ?? { items: [ada], next: null }
        if (page instanceof Refusal) throw page
        return page
      },
      'prospects.count': () => ({ count: 10_000, isMore: true }),
      'workflows.references': () => ({
        ...noReferences,
        lists: [{ id: 'l1', name: 'Newsletter' }],
        tags: [],
        fields: [
          ...standardProspectFields,
          { name: 'fields.seats', label: 'Seats', type: 'number', isWritable: true },
        ],
      }),
      'session.preferences': () => ({ prospectColumns }),
      'session.savePreferences': (input: unknown) => {
        prospectColumns = (input as { prospectColumns: string[] | null }).prospectColumns
        return { prospectColumns }
      },
      ...others,
    },
  )
  return { asked, user: userEvent.setup(), chosen: () => prospectColumns }
}

test('a filter in the address is asked for and said in words, with the names of lists, and can be taken out', async () => {
  const filter = {
    combinator: 'and',
    rules: [
      { field: 'lists', operator: '=', value: 'l1' },
      { field: 'fields.seats', operator: '>', value: 5 },
    ],
  }
  const { asked, user } = open(`/prospects?sort=-score&filter=${encodeURIComponent(JSON.stringify(filter))}`)
  expect(await screen.findByText('Seats is more than 5')).toBeVisible()
  expect(screen.getByText('Lists is “Newsletter”')).toBeVisible()
  expect(await screen.findByRole('link', { name: 'Ada' })).toBeVisible()
  expect(asked.at(-1)).toMatchObject({ criteria: filter, sort: 'score', order: 'desc' })
  await user.click(screen.getByRole('button', { name: 'Remove the condition Lists is “Newsletter”' }))
  expect(JSON.parse(new URLSearchParams(window.location.search).get('filter') ?? '')).toMatchObject({
    rules: [{ field: 'fields.seats' }],
  })
})

test('columns are chosen, kept with the user, and reset', async () => {
  const { user, chosen } = open()
  await screen.findByRole('link', { name: 'Ada' })
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  await user.click(screen.getByRole('checkbox', { name: 'Seats' }))
  await waitFor(() => expect(chosen()).toEqual([...usual, 'fields.seats']))
  expect(await screen.findByRole('columnheader', { name: 'Seats', hidden: true })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Move Seats to the left' }))
  await waitFor(() => expect(chosen()?.at(-2)).toBe('fields.seats'))
  await user.click(screen.getByRole('button', { name: 'Reset' }))
  await waitFor(() => expect(chosen()).toBeNull())
})

test('columns can be chosen once it is known what they are, and a choice that cannot be kept is taken back', async () => {
  let tell: () => void = () => {}
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  const { user } = open('/prospects', [], {
    'session.preferences': () => told.then(() => ({ prospectColumns: ['email'] })),
    'session.savePreferences': () => {
      throw new Refusal('conflict', 'Not now.')
    },
  })
  expect(await screen.findByRole('button', { name: 'Columns' })).toBeDisabled()
  tell()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Columns' })).toBeEnabled())
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  await user.click(screen.getByRole('checkbox', { name: 'Seats' }))
  await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Seats' })).not.toBeChecked())
  expect(screen.getByRole('checkbox', { name: 'Email' })).toBeChecked()
})

test('a choice stands against an answer that was under way when it was made', async () => {
  let answers = 0
  const { user } = open('/prospects', [], {
    'session.preferences': () => {
      answers++
      return { prospectColumns: ['email'] }
    },
  })
  await screen.findByRole('link', { name: 'Ada' })
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  await user.click(screen.getByRole('checkbox', { name: 'Seats' }))
  await waitFor(() => expect(answers).toBe(2))
  await user.click(screen.getByRole('checkbox', { name: 'Tags' }))
  await waitFor(() => expect(answers).toBe(3))
  expect(screen.getByRole('checkbox', { name: 'Seats' })).toBeChecked()
})

const usual = ['email', 'organization', 'tags', 'score', 'lastActivityAt']

test('selecting what is shown offers everybody who matches', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('checkbox', { name: 'Select all that are shown' }))
  expect(screen.getByText('1 selected')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Select all 10,000+ prospects that match' }))
  expect(screen.getByText('All 10,000+ prospects selected')).toBeVisible()
})

test('a search that has found nobody yet says so and goes on by itself', async () => {
  let find: (answer: Answer) => void = () => {}
  const found = new Promise<Answer>((resolve) => {
    find = resolve
  })
  const { asked } = open('/prospects?q=ada', [
    { items: [], next: 'further' },
    { items: [], next: 'still-further' },
    found,
  ])
  expect(await screen.findByText('Nobody found so far')).toBeVisible()
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ cursor: 'still-further' }))
  find({ items: [ada], next: null })
  expect(await screen.findByRole('link', { name: 'Ada' })).toBeVisible()
})

const manyFrom = (first: number) =>
  Array.from({ length: 50 }, (_, index) => ({
    ...ada,
    id: `q${first + index}`,
    firstName: `Q${first + index}`,
  }))

test('a page that is short though more match is filled by itself; a full one waits for “Load more”', async () => {
  const { asked, user } = open('/prospects?q=a', [
    { items: [ada], next: 'further' },
    { items: manyFrom(0), next: 'rest' },
    { items: [], next: null },
  ])
  expect(await screen.findByRole('link', { name: 'Q49' })).toBeVisible()
  const loadMore = screen.getByRole('button', { name: 'Load more' })
  await waitFor(() => expect(loadMore).toBeEnabled())
  expect(asked.at(-1)).toMatchObject({ cursor: 'further' })
  await user.click(loadMore)
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ cursor: 'rest' }))
})

test('when the rest cannot be loaded, it says why and can be tried again', async () => {
  const { user } = open('/prospects?q=a', [
    { items: [ada], next: 'further' },
    new Refusal('conflict', 'Not now.'),
    { items: [], next: null },
  ])
  expect(await screen.findByRole('alert')).toHaveTextContent('Not now.')
  expect(screen.getByRole('link', { name: 'Ada' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
})
