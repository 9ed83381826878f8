import {
  Activity,
  Cog,
  Inbox,
  KeyRound,
  Layers,
  Link2,
  ListChecks,
  type LucideIcon,
  Mail,
  Radar,
  ShieldAlert,
  SlidersHorizontal,
  SquareCheckBig,
  SquareFunction,
  TableProperties,
  UserCog,
  Users,
  Webhook,
  Workflow,
} from 'lucide-react'

export type NavigationEntry = { href: string; label: string; icon: LucideIcon }

export const studioEntries: NavigationEntry[] = [
  { href: '/workflows', label: 'Workflows', icon: Workflow },
  { href: '/prospects', label: 'Prospects', icon: Users },
  { href: '/lists', label: 'Lists', icon: ListChecks },
  { href: '/tasks', label: 'Tasks', icon: SquareCheckBig },
  { href: '/emails', label: 'Emails', icon: Mail },
  { href: '/functions', label: 'Functions', icon: SquareFunction },
  { href: '/runs', label: 'Runs', icon: Activity },
  { href: '/inspector', label: 'Held & suppressed', icon: ShieldAlert },
  { href: '/outbox', label: 'Outbox', icon: Inbox },
  { href: '/bulk-operations', label: 'Bulk operations', icon: Layers },
  { href: '/webhooks', label: 'Webhooks', icon: Webhook },
]

/** What is collected; called as in IM-5: Data > Links. */
export const dataEntries: NavigationEntry[] = [{ href: '/links', label: 'Links', icon: Link2 }]

export const adminEntries: NavigationEntry[] = [
  { href: '/settings/users', label: 'Users', icon: UserCog },
  { href: '/settings/api-keys', label: 'API keys', icon: KeyRound },
  { href: '/settings/webhooks', label: 'Webhook secret', icon: Webhook },
  { href: '/settings/tracking', label: 'Tracking', icon: Radar },
  { href: '/settings/fields', label: 'Custom fields', icon: TableProperties },
  { href: '/settings/rules', label: 'Rules', icon: SlidersHorizontal },
  { href: '/settings/jobs', label: 'Jobs', icon: Cog },
]
