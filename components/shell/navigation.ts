import {
  Activity,
  Inbox,
  KeyRound,
  Link2,
  type LucideIcon,
  Mail,
  UserCog,
  Users,
  Workflow,
} from 'lucide-react'

export type NavigationEntry = { href: string; label: string; icon: LucideIcon }

export const studioEntries: NavigationEntry[] = [
  { href: '/workflows', label: 'Workflows', icon: Workflow },
  { href: '/prospects', label: 'Prospects', icon: Users },
  { href: '/links', label: 'Links', icon: Link2 },
  { href: '/emails', label: 'Emails', icon: Mail },
  { href: '/runs', label: 'Runs', icon: Activity },
  { href: '/outbox', label: 'Outbox', icon: Inbox },
]

export const adminEntries: NavigationEntry[] = [
  { href: '/settings/users', label: 'Users', icon: UserCog },
  { href: '/settings/api-keys', label: 'API keys', icon: KeyRound },
]
