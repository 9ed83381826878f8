import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthCard } from '@/components/auth/auth-card'
import { SetupForm } from '@/components/auth/setup-form'
import { Button } from '@/components/ui/button'
import { afterSetup, isSetupOpen } from '@/server/auth/complete-setup'
import { connectDatabase } from '@/server/db/connect'

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }

type SetupPageProps = { searchParams: Promise<{ token?: string | string[] }> }

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams
  if (typeof token !== 'string' || !token)
    return (
      <NoWay
        title="This link is not complete"
        description="Copy the whole setup link, with everything after “token=”, from where Switchyard was started."
      />
    )
  await connectDatabase()
  if (!(await isSetupOpen(token)))
    return <NoWay title="This link does not work any more" description={afterSetup} />
  return (
    <AuthCard title="Welcome" description="Make the first admin account of this workspace.">
      <SetupForm token={token} />
    </AuthCard>
  )
}

function NoWay({ title, description }: { title: string; description: string }) {
  return (
    <AuthCard title={title} description={description}>
      <Button asChild>
        <Link href="/sign-in">To sign-in</Link>
      </Button>
    </AuthCard>
  )
}
