import {
  Activity,
  Inbox,
  KeyRound,
  Link2,
  ListChecks,
  type LucideIcon,
  Mail,
  ShieldAlert,
  SlidersHorizontal,
  SquareCheckBig,
  UserCog,
  Users,
  Workflow,
} from 'lucide-react'

export type NavigationEntry = { href: string; label: string; icon: LucideIcon }

export const studioEntries: NavigationEntry[] = [
  { href: '/workflows', label: 'Workflows', icon: Workflow },
  { href: '/prospects', label: 'Prospects', icon: Users },
  { href: '/lists', label: 'Lists', icon: ListChecks },
  { href: '/tasks', label: 'Tasks', icon: SquareCheckBig },
  { href: '/links', label: 'Links', icon: Link2 },
  { href: '/emails', label: 'Emails', icon: Mail },
  { href: '/runs', label: 'Runs', icon: Activity },
  { href: '/inspector', label: 'Held & suppressed', icon: ShieldAlert },
  { href: '/outbox', label: 'Outbox', icon: Inbox },
]

export const adminEntries: NavigationEntry[] = [
  { href: '/settings/users', label: 'Users', icon: UserCog },
  { href: '/settings/api-keys', label: 'API keys', icon: KeyRound },
  { href: '/settings/rules', label: 'Rules', icon: SlidersHorizontal },
]
