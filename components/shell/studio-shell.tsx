'use client'

import { Menu, PanelLeft } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { NotificationBell } from '@/components/notifications/notification-bell'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { Sheet } from '@/components/ui/sheet'
import type { CurrentUser } from '@/server/auth/current-user'
import { CurrentUserProvider } from './current-user'
import { SideNavigation } from './side-navigation'
import { ThemeSwitch } from './theme-switch'
import { UserMenu } from './user-menu'
import { Mark, Wordmark } from './wordmark'

type StudioShellProps = {
  user: CurrentUser
  /** How the side was left the last time, from the cookie `sidebar`. */
  isInitiallyCollapsed: boolean
  children: ReactNode
}

/**
 * What stands around every screen: the navigation beside it, above it on narrow screens.
 * The screen gets all the rest; screens that are pages put `Page` around themselves.
 */
export function StudioShell({ user, isInitiallyCollapsed, children }: StudioShellProps) {
  return (
    <CurrentUserProvider user={user}>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-surface px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="flex h-dvh flex-col md:flex-row">
        <TopBar />
        <SideBar isInitiallyCollapsed={isInitiallyCollapsed} />
        <main id="content" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
          {children}
        </main>
      </div>
    </CurrentUserProvider>
  )
}

function SideBar({ isInitiallyCollapsed }: { isInitiallyCollapsed: boolean }) {
  const [isCollapsed, setCollapsed] = useState(isInitiallyCollapsed)
  const toggle = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
    document.cookie = `sidebar=${isCollapsed ? 'open' : 'collapsed'};path=/;max-age=31536000;samesite=lax`
    setCollapsed(!isCollapsed)
  }
  return (
    <aside
      className={cn(
        'hidden shrink-0 flex-col border-r bg-surface p-3 transition-[width] md:flex',
        isCollapsed ? 'w-14.5' : 'w-54',
      )}
    >
      <div
        className={cn('mb-5 flex h-9 items-center', isCollapsed ? 'justify-center' : 'justify-between pl-2')}
      >
        {isCollapsed ? null : (
          <Link href="/workflows" className="rounded-sm focus-ring">
            <Wordmark />
          </Link>
        )}
        <IconButton
          label={isCollapsed ? 'Show navigation' : 'Collapse navigation'}
          size="sm"
          tooltipSide="right"
          aria-expanded={!isCollapsed}
          onClick={toggle}
        >
          {isCollapsed ? <Mark /> : <PanelLeft />}
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <SideNavigation isCollapsed={isCollapsed} />
      </div>
      <footer className={cn('mt-3 flex items-center gap-1', isCollapsed && 'flex-col')}>
        <UserMenu isCompact={isCollapsed} />
        <NotificationBell />
        <ThemeSwitch />
      </footer>
    </aside>
  )
}

function TopBar() {
  const [isOpen, setOpen] = useState(false)
  return (
    <header className="flex h-12 shrink-0 items-center justify-between border-b bg-surface px-3 md:hidden">
      <Link href="/workflows" className="rounded-sm focus-ring">
        <Wordmark />
      </Link>
      <div className="flex items-center gap-1">
        <NotificationBell />
        <IconButton label="Open menu" aria-expanded={isOpen} onClick={() => setOpen(true)}>
          <Menu />
        </IconButton>
      </div>
      <Sheet isOpen={isOpen} onOpenChange={setOpen} title="Menu" className="w-72">
        <div className="flex min-h-full flex-col justify-between gap-6">
          <SideNavigation onNavigate={() => setOpen(false)} />
          <div className="flex items-center gap-1 border-t pt-3">
            <UserMenu />
            <ThemeSwitch />
          </div>
        </div>
      </Sheet>
    </header>
  )
}
