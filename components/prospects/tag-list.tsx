import { Badge } from '@/components/ui/badge'

/** Tags in a row; what goes beyond `most` is counted and stands in the title. */
export function TagList({
  tags,
  most = Number.POSITIVE_INFINITY,
}: {
  tags: readonly string[]
  most?: number
}) {
  const rest = tags.slice(most)
  return (
    <span className="flex flex-wrap items-center gap-1">
      {tags.slice(0, most).map((tag) => (
        <Badge key={tag} title={tag}>
          <span className="max-w-36 truncate">{tag}</span>
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
