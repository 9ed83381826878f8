import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { StudioShell } from '@/components/shell/studio-shell'
import { requireUser } from '../require-user'

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const user = await requireUser()
  const isCollapsed = (await cookies()).get('sidebar')?.value === 'collapsed'
  return (
    <StudioShell user={user} isInitiallyCollapsed={isCollapsed}>
      {children}
    </StudioShell>
  )
}
