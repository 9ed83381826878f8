import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/auth-card'
import { SetupForm } from '@/components/auth/setup-form'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }

type SetupPageProps = { searchParams: Promise<{ token?: string | string[] }> }

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams
  if (typeof token !== 'string' || !token) return <NoToken />
  return (
    <AuthCard title="Welcome" description="Make the first admin account of this workspace.">
      <SetupForm token={token} />
    </AuthCard>
  )
}

function NoToken() {
  return (
    <AuthCard
      title="This link is not complete"
      description="Copy the whole setup link, with everything after “token=”, from where Switchyard was started."
    >
      <Button asChild>
        <Link href="/sign-in">To sign-in</Link>
      </Button>
    </AuthCard>
  )
}
