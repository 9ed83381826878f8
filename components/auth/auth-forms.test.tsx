import { screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { renderWithServer } from '@/components/testing/fake-server'
import { TrpcProvider } from '@/components/trpc/trpc-provider'
import { SetupForm } from './setup-form'
import { SignInForm } from './sign-in-form'

test.each<[name: string, form: ReactNode]>([
  ['Sign in', <SignInForm key="sign-in" next={null} />],
  ['Create admin account', <SetupForm key="setup" token="once" />],
])('“%s” waits for the code of its page, so that no password gets into an address', (name, form) => {
  document.body.innerHTML = renderToString(<TrpcProvider>{form}</TrpcProvider>)
  expect(screen.getByRole('button', { name })).toBeDisabled()
  document.body.innerHTML = ''
  renderWithServer(form, {})
  expect(screen.getByRole('button', { name })).toBeEnabled()
})
