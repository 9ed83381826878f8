import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import type { MessageRecord } from '@/server/messages/message-record'
import { EmailPage } from './email-page'

beforeEach(() => {
  // What the text editor and the menus ask of a browser and jsdom does not have.
  Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect ??= () => new DOMRect()
  document.elementFromPoint ??= () => null
  Element.prototype.scrollIntoView ??= () => {}
  Element.prototype.hasPointerCapture ??= () => false
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
})

afterEach(() => vi.unstubAllGlobals())

vi.mock('next/navigation', () => ({
  usePathname: () => '/emails/m1',
  useSearchParams: () => new URLSearchParams(window.location.search),
}))

const stored: MessageRecord = {
  id: 'm1',
  name: 'Welcome',
  subject: 'Hello',
  html: '<p>See <a href="https://a.example/" data-link-id="0123456789abcdef01234567">plans</a></p>',
  links: [
    { id: '0123456789abcdef01234567', label: 'plans', destination: 'https://a.example/', type: 'url' },
    { id: 'b'.repeat(24), label: 'call', destination: 'tel:+49', type: 'phone' },
  ],
  revision: 3,
  createdAt: new Date(),
  updatedAt: new Date(),
}

type Save = { id: string; revision: number; name: string; subject: string; html: string }

function open(save: (input: Save) => unknown = () => stored, role: 'marketer' | 'viewer' = 'marketer') {
  const saves: Save[] = []
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role }}>
      <EmailPage id="m1" />
    </CurrentUserProvider>,
    {
      'messages.get': () => stored,
      'messages.save': (input: Save) => {
        saves.push(input)
        return save(input)
      },
      'messages.preview': () => ({ subject: 'Hello Ada', html: '<p>x</p>', text: 'plain words' }),
      'workflows.references': () => ({ links: [], messages: [], workflows: [], tags: [], fields: [] }),
      'links.list': () => ({ items: [], next: null }),
      'prospects.list': () => ({ items: [], next: null }),
    },
  )
  return { saves, user: userEvent.setup() }
}

const accepted = ({ revision, name, subject, html }: Save) => ({
  ...stored,
  name,
  subject,
  html,
  revision: revision + 1,
})

test('what is written is saved by itself, on the revision it was made on', async () => {
  const { saves, user } = open(accepted)
  const subject = await screen.findByRole('textbox', { name: 'Subject' })
  await user.type(subject, '!')
  await waitFor(() =>
    expect(saves).toMatchObject([{ id: 'm1', revision: 3, subject: 'Hello!', name: 'Welcome' }]),
  )
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Saved'))
  await user.type(subject, '!')
  await waitFor(() => expect(saves.at(-1)).toMatchObject({ revision: 4, subject: 'Hello!!' }))
})

test('links keep their ids through the editor', async () => {
  const { saves, user } = open(accepted)
  const body = await screen.findByRole('textbox', { name: 'Text of the email' })
  expect(within(body).getByText('plans')).toHaveAttribute('data-link-id', '0123456789abcdef01234567')
  await user.click(screen.getByRole('button', { name: 'Line across' }))
  await waitFor(() => expect(saves).toHaveLength(1))
  expect(saves[0]?.html).toContain(
    '<a data-link-id="0123456789abcdef01234567" href="https://a.example/">plans</a>',
  )
})

test('a new link is added with a checked address, and takes over the id that saving gave it', async () => {
  const newId = 'c'.repeat(24)
  const { saves, user } = open((input) => ({
    ...accepted(input),
    html: input.html.replace(
      '<a href="https://new.example"',
      `<a data-link-id="${newId}" href="https://new.example"`,
    ),
  }))
  await user.click(await screen.findByRole('button', { name: 'Add link' }))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('textbox', { name: /Text/ }), 'Look')
  const address = within(dialog).getByRole('textbox', { name: /Address/ })
  await user.type(address, 'javascript:x')
  await user.click(within(dialog).getByRole('button', { name: 'Add link' }))
  expect(address).toHaveAccessibleDescription(/“javascript:” cannot be linked/)
  await user.clear(address)
  await user.type(address, 'new.example')
  await user.click(within(dialog).getByRole('button', { name: 'Add link' }))
  await waitFor(() => expect(saves.at(-1)?.html).toContain('<a href="https://new.example">Look</a>'))
  await waitFor(() => expect(screen.getByText('Look')).toHaveAttribute('data-link-id', newId))
  await user.type(screen.getByRole('textbox', { name: 'Subject' }), '?')
  await user.click(screen.getByRole('button', { name: 'Line across' }))
  await waitFor(() => expect(saves.at(-1)?.html).toContain(newId))
})

test('someone else’s save is said, and their version can be loaded', async () => {
  const { user } = open(() => {
    throw new Refusal('conflict', 'Someone else saved this email')
  })
  await user.type(await screen.findByRole('textbox', { name: 'Subject' }), '!')
  await user.click(await screen.findByRole('button', { name: 'Load their version' }))
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Subject' })).toHaveValue('Hello'))
  expect(screen.getByRole('status')).toHaveTextContent('Saved')
})

test('why an email cannot be saved stands beside it', async () => {
  const { user } = open(() => {
    throw new Refusal('unprocessable', 'Did you mean {{ firstName }}?')
  })
  await user.type(await screen.findByRole('textbox', { name: 'Subject' }), '!')
  expect(await screen.findByRole('alert')).toHaveTextContent('Did you mean {{ firstName }}?')
})

test('the panel lists the links and says which cannot trigger a goal (KP-1, KP-4)', async () => {
  open()
  const panel = (await screen.findByRole('heading', { name: 'Tracked links' })).closest('section')
  const [web, phone] = within(panel as HTMLElement).getAllByRole('listitem')
  expect(within(web as HTMLElement).getByRole('link', { name: 'plans' })).toHaveAttribute(
    'href',
    '/links/0123456789abcdef01234567',
  )
  expect(phone).toHaveTextContent(/tel:\+49A phone number opens on the device/)
})

test('the preview and the text version show the email as a prospect gets it', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('tab', { name: 'Preview' }))
  expect(await screen.findByTitle('Preview of the email')).toHaveAttribute('sandbox', '')
  expect(screen.getByText('Hello Ada')).toBeInTheDocument()
  await user.click(screen.getByRole('tab', { name: 'Text version' }))
  expect(await screen.findByText('plain words')).toBeInTheDocument()
})

test('those who may only look get a preview and nothing to write in', async () => {
  open(accepted, 'viewer')
  expect(await screen.findByTitle('Preview of the email')).toBeInTheDocument()
  expect(screen.queryByRole('textbox', { name: 'Subject' })).not.toBeInTheDocument()
})
