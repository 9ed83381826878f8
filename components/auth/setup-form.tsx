'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { authClient } from './auth-client'
import { useIsHydrated } from './use-is-hydrated'

/** Makes the first admin with the one-time token of the setup link, then signs them in. */
export function SetupForm({ token }: { token: string }) {
  const trpc = useTRPC()
  const [isSigningIn, setSigningIn] = useState(false)
  const isHydrated = useIsHydrated()
  const setup = useMutation(trpc.session.setup.mutationOptions({ onError: () => setSigningIn(false) }))
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = String(form.get('password'))
    const person = { name: String(form.get('name')), email: String(form.get('email')).trim(), password }
    setup.mutate(
      { token, ...person },
      {
        onSuccess: async ({ email }) => {
          setSigningIn(true)
          const { error } = await authClient.signIn.email({ email, password })
          window.location.assign(error ? '/sign-in' : '/workflows')
        },
      },
    )
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {setup.error ? <ErrorNotice error={setup.error} /> : null}
      <FormField label="Your name">
        {(control) => <Input {...control} name="name" autoComplete="name" autoFocus required />}
      </FormField>
      <FormField label="Email">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </FormField>
      <FormField label="Password" help="At least 8 characters.">
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={8}
            maxLength={128}
            required
          />
        )}
      </FormField>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        isPending={setup.isPending || isSigningIn}
        disabled={!isHydrated}
      >
        Create admin account
      </Button>
    </form>
  )
}
