import { configure, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { fillBrowserGaps } from '@/components/editor/testing/fill-browser-gaps'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import { ProspectPicker } from './prospect-picker'

configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 90_000 })
beforeEach(fillBrowserGaps)

type Asked = { search?: string; cursor?: string }
type Answer = { items: object[]; next: string | null }

const person = (id: string, firstName: string) => ({
  id,
  firstName,
  lastName: '',
  email: `${id}@example.com`,
})
const everybody = Array.from({ length: 20 }, (_, index) => person(`p${index}`, `Person ${index}`))
const zoe = person('zoe', 'Zoe')

function Picker() {
  const [value, setValue] = useState<string | null>(null)
  return <ProspectPicker value={value} onValueChange={setValue} />
}

async function open(list: (asked: Asked) => Answer | Promise<Answer>) {
  const user = userEvent.setup()
  renderWithServer(<Picker />, { 'prospects.list': list, 'prospects.get': () => zoe })
  await user.click(screen.getByRole('combobox', { name: 'Prospect' }))
  return user
}

test('who is not among the first is found by typing, on the server, also when the page of a search is short and leads on', async () => {
  const user = await open(({ search, cursor }) => {
    if (!search) return { items: everybody, next: 'more' }
    return cursor ? { items: search === 'zo' ? [zoe] : [], next: null } : { items: [], next: 'further' }
  })
  expect(await screen.findByText('Person 0')).toBeVisible()
  expect(await screen.findByText(/More are found/)).toBeVisible()
  await user.keyboard('zo')
  await user.click(await screen.findByText('Zoe'))
  expect(screen.getByRole('combobox', { name: 'Prospect' })).toHaveTextContent('Zoe')
})

test('it says that it is looking, and that nobody was found only once that is known', async () => {
  let answer: (answer: Answer) => void = () => {}
  const answered = new Promise<Answer>((resolve) => {
    answer = resolve
  })
  const user = await open(({ search }) => (search ? answered : { items: [], next: null }))
  expect(await screen.findByText(/Nobody found/)).toBeVisible()
  await user.keyboard('z')
  expect(screen.getByText('Searching…')).toBeVisible()
  expect(screen.queryByText(/Nobody found/)).not.toBeInTheDocument()
  answer({ items: [], next: null })
  expect(await screen.findByText(/Nobody found/)).toBeVisible()
})

test('a search that fails says why, not that nobody was found', async () => {
  await open(() => {
    throw new Refusal('conflict', 'Not now.')
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('Not now.')
  expect(screen.queryByText(/Nobody found/)).not.toBeInTheDocument()
})

test('opened again, everybody is listed again, and who was chosen stays named', async () => {
  const user = await open(({ search }) => ({ items: search ? [zoe] : everybody, next: null }))
  await user.keyboard('zo')
  await user.click(await screen.findByText('Zoe'))
  await user.click(screen.getByRole('combobox', { name: 'Prospect' }))
  expect(await screen.findByText('Person 0')).toBeVisible()
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Prospect' })).toHaveTextContent('Zoe'))
})
