import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import { previewLink } from '@/server/links/preview-link'
import { CreateLinkDialog } from './create-link-dialog'

afterEach(() => vi.unstubAllGlobals())

type Created = {
  name: string
  destination: string
  utm: Record<string, string>
  identity: string
  kind: string
}

function open(kind: 'redirect' | 'custom', create: (input: Created) => unknown = () => ({})) {
  const onOpenChange = vi.fn()
  renderWithServer(<CreateLinkDialog kind={kind} isOpen onOpenChange={onOpenChange} />, {
    'links.preview': previewLink,
    'links.create': create,
  })
  return onOpenChange
}

const field = (name: RegExp) => screen.getByLabelText(name)

async function fill(name: RegExp, text: string) {
  await userEvent.click(field(name))
  await userEvent.paste(text)
}

test('IR-11, IR-15: the Tracked URL follows destination and UTM parameters while they are typed', async () => {
  open('redirect')
  await fill(/Destination URL/, 'https://example.com/plans#top')
  await fill(/utm_source/, 'news')
  expect(await screen.findByText('https://example.com/plans?utm_source=news#top')).toBeInTheDocument()
  await fill(/utm_campaign/, 'spring')
  expect(
    await screen.findByText('https://example.com/plans?utm_source=news&utm_campaign=spring#top'),
  ).toBeInTheDocument()
})

test('?17: a parameter of the destination that gives way is named', async () => {
  open('redirect')
  await fill(/Destination URL/, 'https://example.com/?utm_source=old')
  await fill(/utm_source/, 'new')
  expect(await screen.findByText(/already has utm_source/)).toBeInTheDocument()
})

test('?18: an address that no link may lead to says so while it is typed', async () => {
  open('redirect')
  await fill(/Destination URL/, 'ftp://example.com')
  expect(await screen.findByText(/starts with https:\/\//)).toBeInTheDocument()
})

test.each([
  ['redirect', 'token+cookie', 'Create link'],
  ['custom', 'token', 'OK'],
] as const)(
  '?10, IM-6: a %s link begins with its own way of recognising people',
  async (kind, identity, ok) => {
    const created: Created[] = []
    const onOpenChange = open(kind, (input) => {
      created.push(input)
      return { id: 'l1', name: input.name, shortUrl: 'https://go.example/r/x' }
    })
    await fill(/^Name/, 'Plans')
    await fill(/Destination URL/, 'https://example.com')
    await userEvent.click(screen.getByRole('button', { name: ok }))
    await waitFor(() => expect(onOpenChange).toHaveBeenCalledWith(false))
    expect(created).toEqual([
      expect.objectContaining({ kind, identity, name: 'Plans', eventSource: `${kind}-link`, properties: {} }),
    ])
  },
)

test('TR-2: event source, type and properties, tags, notes and the ending can be given when a link is made', async () => {
  const created: Created[] = []
  open('redirect', (input) => {
    created.push(input)
    return { id: 'l1', name: input.name, shortUrl: 'https://go.example/r/x' }
  })
  await fill(/^Name/, 'Plans')
  await fill(/Destination URL/, 'https://example.com')
  await userEvent.click(screen.getByText('More options'))
  await fill(/Ending of the short URL/, 'plans')
  await userEvent.clear(field(/Event type/))
  await fill(/Event type/, 'banner-clicked')
  for (const [index, key, value] of [
    [1, 'hall', '7'],
    [2, 'code', '"007"'],
  ] as const) {
    await userEvent.click(screen.getByRole('button', { name: 'Add property' }))
    await fill(new RegExp(`Name of property ${index}`), key)
    await fill(new RegExp(`Value of property ${index}`), value)
  }
  await fill(/^Tags/, 'fair')
  await userEvent.keyboard('{Enter}')
  await fill(/^Notes/, 'Ordered by sales')
  await userEvent.click(screen.getByRole('button', { name: 'Create link' }))
  await waitFor(() => expect(created).toHaveLength(1))
  expect(created[0]).toMatchObject({
    slug: 'plans',
    eventType: 'banner-clicked',
    eventSource: 'redirect-link',
    properties: { hall: 7, code: '007' },
    tags: ['fair'],
    description: 'Ordered by sales',
  })
})

test('TR-2: two properties of one name are refused before anything is sent', async () => {
  const create = vi.fn()
  open('redirect', create)
  await fill(/^Name/, 'Plans')
  await userEvent.click(screen.getByText('More options'))
  for (const index of [1, 2]) {
    await userEvent.click(screen.getByRole('button', { name: 'Add property' }))
    await fill(new RegExp(`Name of property ${index}`), 'hall')
  }
  expect(screen.getByText('“hall” stands there twice. Use each name once.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Create link' }))
  expect(create).not.toHaveBeenCalled()
})

test('what the server refuses is said at the field, and nothing that was typed is lost', async () => {
  const details = [{ field: 'name', message: 'Name the link so that you recognise it' }]
  open('redirect', () => {
    throw new Refusal('invalid-input', 'Name the link so that you recognise it', details)
  })
  await fill(/Destination URL/, 'https://example.com')
  await userEvent.click(screen.getByRole('button', { name: 'Create link' }))
  await waitFor(() => expect(field(/^Name/)).toBeInvalid())
  expect(field(/^Name/)).toHaveAccessibleDescription(/Name the link so that you recognise it/)
  expect(field(/Destination URL/)).toHaveValue('https://example.com')
})
