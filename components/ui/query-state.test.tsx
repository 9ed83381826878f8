import { useQuery } from '@tanstack/react-query'
import { screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Refusal, renderWithServer } from '@/components/testing/fake-server'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { AppErrorCode } from '@/server/errors'
import { QueryState } from './query-state'

afterEach(() => vi.unstubAllGlobals())

function OneLink() {
  const query = useQuery(useTRPC().links.get.queryOptions({ id: 'l1' }))
  return (
    <QueryState query={query} back={{ href: '/links', label: 'To the links' }}>
      {({ name }) => name}
    </QueryState>
  )
}

const refuse = (code: AppErrorCode) =>
  renderWithServer(<OneLink />, {
    'links.get': () => {
      throw new Refusal(code, 'This link does not exist.')
    },
  })

test('what is not there says so and leads back, since trying again would not help', async () => {
  refuse('not-found')
  expect(await screen.findByText('This link does not exist.')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'To the links' })).toHaveAttribute('href', '/links')
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
})

test('every other error can be tried again', async () => {
  refuse('unprocessable')
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeInTheDocument()
})
