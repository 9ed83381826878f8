'use client'

import { LogOut } from 'lucide-react'
import { toast } from 'sonner'
import { authClient } from '@/components/auth/auth-client'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu'
import { useCurrentUser } from './current-user'

/** Who is signed in, and the way out. */
export function UserMenu({ isCompact = false }: { isCompact?: boolean }) {
  const { name, email, role } = useCurrentUser()
  return (
    <DropdownMenu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          {...(isCompact ? { 'aria-label': `Account of ${name}` } : { title: `Account of ${name}` })}
          className={cn(
            'flex min-w-0 items-center gap-2 rounded-md p-1 text-left focus-ring hover:bg-sunken',
            !isCompact && 'flex-1',
          )}
        >
          <span
            aria-hidden
            className="flex size-6.5 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-[11px] text-accent-ink uppercase"
          >
            {initials(name || email)}
          </span>
          {isCompact ? null : <span className="truncate text-[13px]">{name || email}</span>}
        </button>
      }
    >
      <MenuLabel>
        <span className="block truncate text-ink" title={email}>
          {email}
        </span>
        <span className="capitalize">{role}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  )
}

/** Leaves by a full page load, so that nothing of this session stays in memory. */
async function signOut() {
  const { error } = await authClient.signOut()
  if (error) toast.error('You could not be signed out. Check your connection and try again.')
  else window.location.assign('/sign-in')
}

function initials(name: string): string {
  const [first = '', second = ''] = name.split(/[\s@.]+/)
  return `${first.slice(0, 1)}${second.slice(0, 1)}`
}
