'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { authClient } from './auth-client'
import { returnPath } from './return-path'
import { useIsHydrated } from './use-is-hydrated'

/** Email and password; leads back to `next`. */
export function SignInForm({ next, initialEmail = '' }: { next: string | null; initialEmail?: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const isHydrated = useIsHydrated()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setPending(true)
    setProblem(null)
    const form = new FormData(event.currentTarget)
    const email = String(form.get('email')).trim()
    const { error } = await authClient.signIn.email({ email, password: String(form.get('password')) })
    // A full page load, so that everything is asked for again as the new user.
    if (!error) return window.location.assign(returnPath(next))
    setProblem(explainRefusal(error.status))
    setPending(false)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {problem ? <ErrorNotice error={problem} /> : null}
      <FormField label="Email">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={initialEmail}
            autoFocus={!initialEmail}
            required
          />
        )}
      </FormField>
      <FormField label="Password">
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            autoFocus={Boolean(initialEmail)}
            required
          />
        )}
      </FormField>
      <Button type="submit" variant="primary" size="lg" isPending={isPending} disabled={!isHydrated}>
        Sign in
      </Button>
    </form>
  )
}

/** What to do about a refused sign-in, by HTTP status. */
export function explainRefusal(status: number): string {
  if (status === 401 || status === 400)
    return 'Email and password do not belong together. Check both and try again.'
  if (status === 429) return 'Too many tries in a short time. Wait a minute and try again.'
  if (status === 403)
    return 'This address may not sign in from here. Open Switchyard by its own address (BASE_URL).'
  return 'Switchyard did not answer. Check that it is running, then try again.'
}
