import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'

/** Tags in a row; what goes beyond `most` is counted and stands in the title. */
export function TagList({
  tags,
  most = Number.POSITIVE_INFINITY,
}: {
  tags: readonly string[]
  most?: number
}) {
  const rest = tags.slice(most)
  const isOneLine = Number.isFinite(most)
  return (
    <span className={cn('flex items-center gap-1', isOneLine ? 'flex-nowrap' : 'flex-wrap')}>
      {tags.slice(0, most).map((tag) => (
        <Badge key={tag} title={tag} className="min-w-0">
          <span className={cn('truncate', isOneLine ? 'max-w-24' : 'max-w-40')}>{tag}</span>
        </Badge>
      ))}
      {rest.length ? (
        <span className="text-ink-faint text-xs" title={rest.join(', ')}>
          +{rest.length}
        </span>
      ) : null}
    </span>
  )
}
