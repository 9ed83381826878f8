import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/auth/auth-card'
import { returnPath } from '@/components/auth/return-path'
import { SignInForm } from '@/components/auth/sign-in-form'
import { countUsers } from '@/server/auth/count-users'
import { currentUser } from '@/server/auth/current-user'
import { connectDatabase } from '@/server/db/connect'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams
  const wanted = typeof next === 'string' ? next : null
  if (await currentUser(await headers())) redirect(returnPath(wanted))
  await connectDatabase()
  if ((await countUsers()) === 0) return <NobodyYet />
  return (
    <AuthCard title="Sign in" description="Good to see you.">
      <SignInForm next={wanted} />
    </AuthCard>
  )
}

function NobodyYet() {
  return (
    <AuthCard
      title="Nobody has an account yet"
      description="Open the one-time setup link that was printed where Switchyard was started. It makes the first admin."
    >
      <p className="text-[13px] text-ink-faint">
        No link in sight? Start Switchyard again: it prints a new one as long as there is no account.
      </p>
    </AuthCard>
  )
}
