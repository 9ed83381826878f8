import { Badge } from '@/components/ui/badge'
import type { ListedLink } from './listed-link'

/** What the workspace makes links for (IM-2). */
export const autoTypeNames: Record<NonNullable<ListedLink['autoType']>, string> = {
  'campaign-join': 'Campaign Join Link',
}

const states = {
  paused: 'Paused: nobody can join',
  closed: 'Over: nobody can join',
}

/** Says when the page behind a campaign's link takes nobody. */
export function CampaignState({ campaign }: Pick<ListedLink, 'campaign'>) {
  if (!campaign || campaign.state === 'open') return null
  return (
    <Badge tone="warn" className="ml-2">
      {states[campaign.state]}
    </Badge>
  )
}
