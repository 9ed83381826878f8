'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import { useIsAdmin } from './current-user'
import { adminEntries, dataEntries, type NavigationEntry, studioEntries } from './navigation'

type SideNavigationProps = {
  /** Only icons; their names stand in tooltips. */
  isCollapsed?: boolean
  onNavigate?: () => void
}

/** The list of screens; the one that is open is marked. */
export function SideNavigation({ isCollapsed = false, onNavigate }: SideNavigationProps) {
  const isAdmin = useIsAdmin()
  return (
    <nav aria-label="Main" className="flex flex-col gap-5">
      <Entries entries={studioEntries} isCollapsed={isCollapsed} onNavigate={onNavigate} />
      <Group title="Data" entries={dataEntries} isCollapsed={isCollapsed} onNavigate={onNavigate} />
      {isAdmin ? (
        <Group title="Admin" entries={adminEntries} isCollapsed={isCollapsed} onNavigate={onNavigate} />
      ) : null}
    </nav>
  )
}

/** Screens that belong together, under a title. */
function Group({ title, isCollapsed, ...entries }: EntriesProps & { title: string }) {
  return (
    <div>
      {isCollapsed ? (
        <div className="mx-2 mb-3 h-px bg-line" />
      ) : (
        <h2 className="mb-1 px-2.5 text-ink-faint text-xs">{title}</h2>
      )}
      <Entries isCollapsed={isCollapsed} {...entries} />
    </div>
  )
}

type EntriesProps = {
  entries: NavigationEntry[]
  isCollapsed: boolean
  onNavigate: (() => void) | undefined
}

function Entries({ entries, isCollapsed, onNavigate }: EntriesProps) {
  const pathname = usePathname()
  return (
    <ul className="flex flex-col gap-0.5">
      {entries.map(({ href, label, icon: Drawn }) => {
        const isOpen = pathname === href || pathname.startsWith(`${href}/`)
        const link = (
          <Link
            href={href}
            onClick={onNavigate}
            aria-current={isOpen ? 'page' : undefined}
            aria-label={isCollapsed ? label : undefined}
            className={cn(
              'flex h-8.5 items-center gap-2.5 rounded-md px-2.5 text-ink-soft transition-colors focus-ring hover:bg-sunken hover:text-ink',
              isOpen &&
                'bg-accent-soft font-medium text-accent-ink hover:bg-accent-soft hover:text-accent-ink',
              isCollapsed && 'justify-center px-0',
            )}
          >
            <Drawn className="size-4 shrink-0" aria-hidden />
            {isCollapsed ? null : label}
          </Link>
        )
        return (
          <li key={href}>
            {isCollapsed ? (
              <Tooltip content={label} side="right">
                {link}
              </Tooltip>
            ) : (
              link
            )}
          </li>
        )
      })}
    </ul>
  )
}
