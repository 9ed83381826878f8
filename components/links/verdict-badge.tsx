import { Bot, CircleHelp, Hourglass, UserCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Tooltip } from '@/components/ui/tooltip'
import type { Verdict } from '@/server/events/stored-event'

const looks: Record<Verdict, { label: string; tone: BadgeTone; icon: ReactNode }> = {
  human: { label: 'Human', tone: 'good', icon: <UserCheck /> },
  suspected: { label: 'Suspected bot', tone: 'warn', icon: <CircleHelp /> },
  bot: { label: 'Bot', tone: 'neutral', icon: <Bot /> },
  prefetch: { label: 'Prefetch', tone: 'neutral', icon: <Bot /> },
}

type VerdictBadgeProps = { verdict: Verdict | null; reasons?: readonly string[] }

/** Who a click is thought to come from; the reasons stand in a tooltip that can be focused. */
export function VerdictBadge({ verdict, reasons = [] }: VerdictBadgeProps) {
  if (!verdict)
    return (
      <Badge tone="outline">
        <Hourglass />
        Not judged yet
      </Badge>
    )
  const { label, tone, icon } = looks[verdict]
  const badge = (
    <Badge tone={tone}>
      {icon}
      {label}
    </Badge>
  )
  if (reasons.length === 0) return badge
  return (
    <Tooltip content={reasons.map(reasonText).join(' · ')}>
      <button type="button" className="rounded-full focus-ring">
        {badge}
      </button>
    </Tooltip>
  )
}

/** A reason in words, whether it is stored as a sentence or as a code. */
export function reasonText(reason: string): string {
  const words = /\s/.test(reason) ? reason : reason.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
