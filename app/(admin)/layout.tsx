import { Lock } from 'lucide-react'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Page } from '@/components/shell/page'
import { StudioShell } from '@/components/shell/studio-shell'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '../require-user'

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await requireUser()
  const isCollapsed = (await cookies()).get('sidebar')?.value === 'collapsed'
  return (
    <StudioShell user={user} isInitiallyCollapsed={isCollapsed}>
      {user.role === 'admin' ? children : <OnlyAdmins />}
    </StudioShell>
  )
}

function OnlyAdmins() {
  return (
    <Page>
      <EmptyState icon={<Lock />} title="Only for admins">
        Users and API keys are kept by the admins of this workspace. Ask one of them if you need a change.
      </EmptyState>
    </Page>
  )
}
