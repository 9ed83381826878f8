import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { CurrentUserProvider } from '@/components/shell/current-user'
import { renderWithServer } from '@/components/testing/fake-server'
import type { MailRecord } from '@/server/messages/mail-record'
import { MailList } from './mail-list'
import { MailPage } from './mail-page'

afterEach(() => vi.unstubAllGlobals())

const mail: MailRecord = {
  id: 'e1',
  prospectId: 'p1',
  prospectName: 'Ada Lovelace',
  messageId: 'm1',
  versionId: 'v1',
  runId: 'r1',
  messageIdHeader: '<e1@sender.example>',
  from: 'hello@sender.example',
  to: 'ada@example.com',
  subject: 'Hi Ada',
  html: '<!doctype html><html><head><title>x</title></head><body><a href="https://t.example/r/x/y">go</a></body></html>',
  text: 'go https://t.example/r/x/y.',
  headers: { 'List-Unsubscribe': '<https://t.example/u/z>' },
  state: 'kept',
  error: null,
  createdAt: new Date(),
  sentAt: null,
}

function open(changes: Partial<MailRecord> = {}) {
  const resent: unknown[] = []
  renderWithServer(
    <CurrentUserProvider user={{ id: 'u', email: 'u@example.com', name: 'U', role: 'marketer' }}>
      <MailPage id="e1" />
    </CurrentUserProvider>,
    {
      'outbox.get': () => ({ ...mail, ...changes }),
      'outbox.resend': (input: unknown) => {
        resent.push(input)
      },
    },
  )
  return { resent, user: userEvent.setup() }
}

test('a kept mail can be clicked as the prospect, and runs nothing', async () => {
  open()
  const frame = await screen.findByTitle('The mail')
  expect(frame).toHaveAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox')
  expect(frame).toHaveAttribute('srcdoc', expect.stringContaining('<head><base target="_blank">'))
  expect(screen.getByText(/Its links work: a click counts as the prospect’s/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Send again' })).not.toBeInTheDocument()
})

test('the links of the text version can be clicked too, without the full stop behind them (IF-11)', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('tab', { name: 'Text version' }))
  expect(await screen.findByRole('link', { name: 'https://t.example/r/x/y' })).toHaveAttribute(
    'href',
    'https://t.example/r/x/y',
  )
})

test('the headers are shown', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('tab', { name: 'Headers' }))
  expect(await screen.findByText('<https://t.example/u/z>')).toBeInTheDocument()
  expect(screen.getByText('<e1@sender.example>')).toBeInTheDocument()
})

test('a mail in doubt is sent again only after a question that says what may happen', async () => {
  const { resent, user } = open({ state: 'unknown' })
  await user.click(await screen.findByRole('button', { name: 'Send again' }))
  expect(await screen.findByText(/the prospect gets it twice/)).toBeInTheDocument()
  expect(resent).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Send again' }))
  await waitFor(() => expect(resent).toEqual([{ id: 'e1' }]))
})

test('an empty Outbox says how a mail gets into it', async () => {
  renderWithServer(<MailList search="" prospectId={null} />, {
    'outbox.list': () => ({ items: [], next: null }),
  })
  expect(await screen.findByText('No mail yet')).toBeInTheDocument()
  expect(screen.getByText(/Publish a workflow that sends an email/)).toBeInTheDocument()
})
