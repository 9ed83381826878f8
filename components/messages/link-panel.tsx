import { FileText, Globe, type LucideIcon, Mail, Phone } from 'lucide-react'
import Link from 'next/link'
import { Card } from '@/components/ui/card'
import type { MessageReference } from '@/workflows/references'
import { linkTypes } from './link-types'

type EmailLink = MessageReference['links'][number]

const icons: Record<EmailLink['type'], LucideIcon> = {
  url: Globe,
  phone: Phone,
  email: Mail,
  'landing-page': FileText,
}

/** The links of an email as saved: what is tracked, and what cannot trigger a goal (KP-1, KP-4). */
export function LinkPanel({ links }: { links: EmailLink[] }) {
  return (
    <Card title="Tracked links" description="Kept up to date each time the email is saved.">
      {links.length === 0 ? (
        <p className="text-ink-soft">
          None yet. Select some words and press the link button; then a goal can wait for the click.
        </p>
      ) : (
        <ul className="flex flex-col gap-3">
          {links.map((link) => (
            <LinkItem key={link.id} link={link} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function LinkItem({ link: { id, label, destination, type } }: { link: EmailLink }) {
  const { name, cannotTrigger } = linkTypes[type]
  const Icon = icons[type]
  const isTracked = type === 'url' || type === 'landing-page'
  return (
    <li className="flex min-w-0 gap-2.5">
      <Icon className="mt-0.5 size-4 shrink-0 text-ink-faint" aria-label={name} />
      <div className="min-w-0">
        {isTracked ? (
          <Link
            href={`/links/${id}`}
            title="Clicks on this link"
            className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
          >
            {label}
          </Link>
        ) : (
          <span className="block truncate font-medium">{label}</span>
        )}
        <span className="block truncate text-[13px] text-ink-soft" title={destination}>
          {destination}
        </span>
        {cannotTrigger ? <span className="block text-ink-faint text-xs">{cannotTrigger}</span> : null}
      </div>
    </li>
  )
}
