import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { TrackingPage } from './tracking-page'

afterEach(() => vi.unstubAllGlobals())

const setup = {
  trackingUrl: 'https://links.example.com',
  snippet: '<script async src="https://links.example.com/t.js"></script>',
  hasOwnDomain: true,
  isSecure: true,
  destinations: [{ name: 'Spring sale', url: 'https://shop.example/spring' }],
}

test('IR-6: the tracking domain is shown, checked when asked, and what is wrong is said', async () => {
  renderWithServer(<TrackingPage />, {
    'tracking.setup': () => setup,
    'tracking.checkDomain': () => ({ isReached: false, message: 'It cannot be reached.' }),
  })
  expect(await screen.findByText('https://links.example.com')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Copy snippet' })).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Check domain' }))
  expect(await screen.findByText('It cannot be reached.')).toBeInTheDocument()
  expect(within(screen.getByRole('status')).getByLabelText('Not in order')).toBeInTheDocument()
})

test('IR-7, ?20: a host page and the page a link leads to are both checked', async () => {
  const checked: string[] = []
  renderWithServer(<TrackingPage />, {
    'tracking.setup': () => setup,
    'tracking.checkPage': ({ url }: { url: string }) => {
      checked.push(url)
      return { url, result: 'found', message: 'The script is there.', lastEventAt: null }
    },
  })
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('Address of the page'), 'https://blog.example/')
  await user.click(screen.getByRole('button', { name: 'Check page' }))
  await user.click(screen.getByRole('button', { name: 'Check the page of Spring sale' }))
  expect(await screen.findAllByText('Found. The script is there.')).toHaveLength(2)
  expect(checked).toEqual(['https://blog.example/', 'https://shop.example/spring'])
})

test('a workspace without links says what to do', async () => {
  renderWithServer(<TrackingPage />, { 'tracking.setup': () => ({ ...setup, destinations: [] }) })
  expect(await screen.findByText('There is no link yet. Create one under Links.')).toBeInTheDocument()
})
