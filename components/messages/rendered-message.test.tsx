import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { MessageLinkPicker } from './rendered-message'

const html = `<h1>Hello {{ firstName }}</h1><p onclick="alert(1)">See <a data-link-id="web" href="https://a.example">our <b>plans</b></a>,
<a data-link-id="tel" href="tel:+4930">call us</a> or <a data-link-id="mail" href="mailto:a@b.example">write</a>.</p>
<script>window.hacked = true</script><iframe src="https://evil.example"></iframe><form><input name="x"></form>
<img src="javascript:alert(1)" alt="logo" onerror="alert(1)"><a data-link-id="page" href="https://l.example">Landing</a>`

const links = [
  { id: 'web', label: 'our plans', destination: 'https://a.example/', type: 'url' as const },
  { id: 'tel', label: 'call us', destination: 'tel:+4930', type: 'phone' as const },
  { id: 'mail', label: 'write', destination: 'mailto:a@b.example', type: 'email' as const },
  { id: 'page', label: 'Landing', destination: 'https://l.example/', type: 'landing-page' as const },
]

function show(selectedLinkIds: string[] = []) {
  const onToggle = vi.fn()
  const { container } = render(
    <MessageLinkPicker html={html} links={links} selectedLinkIds={selectedLinkIds} onToggle={onToggle} />,
  )
  return { onToggle, container }
}

test('a click on a link in the email picks it (KP-7)', async () => {
  const { onToggle } = show()
  await userEvent.click(screen.getByRole('button', { name: 'our plans' }))
  expect(onToggle).toHaveBeenCalledExactlyOnceWith('web')
})

test('a link can be picked with the keyboard, in the email and in the list', async () => {
  const { onToggle } = show()
  await userEvent.tab()
  expect(screen.getByRole('button', { name: 'our plans' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  screen.getByRole('checkbox', { name: 'our plans' }).focus()
  await userEvent.keyboard(' ')
  expect(onToggle.mock.calls).toEqual([['web'], ['web']])
})

test('picked links are shown as picked in both places', () => {
  show(['web'])
  expect(screen.getByRole('button', { name: 'our plans' })).toHaveAttribute('aria-pressed', 'true')
  expect(screen.getByRole('checkbox', { name: 'our plans' })).toBeChecked()
  expect(screen.getByText('1 of 4 links selected')).toBeInTheDocument()
})

test.each([
  ['call us', /phone number opens on the device/],
  ['write', /email address opens a mail program/],
  ['Landing', /landing page link is counted but cannot satisfy/],
])('the link “%s” cannot be picked and says why (KP-4, ?8)', async (name, reason) => {
  const { onToggle } = show()
  await userEvent.click(screen.getByRole('button', { name }))
  expect(onToggle).not.toHaveBeenCalled()
  const checkbox = screen.getByRole('checkbox', { name })
  expect(checkbox).toBeDisabled()
  expect(checkbox).toHaveAccessibleDescription(reason)
})

test('nothing in the email can run, load a frame, submit or navigate', () => {
  const { container } = show()
  expect(container.querySelectorAll('script, iframe, form, a, [onclick], [onerror], [src]')).toHaveLength(0)
  expect(screen.getByRole('heading', { name: 'Hello {{ firstName }}' })).toBeInTheDocument()
})

test('an email without links says what to do first (KP-5)', () => {
  render(<MessageLinkPicker html="<p>Hi</p>" links={[]} selectedLinkIds={[]} onToggle={() => {}} />)
  expect(screen.getByText(/add a link, save it, then choose the link here/)).toBeInTheDocument()
})
