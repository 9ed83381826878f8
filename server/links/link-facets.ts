import type { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { Links } from './link'
import { listLinksSchema } from './list-links'

export const linkFacetsSchema = listLinksSchema.pick({ tab: true, state: true })

const answered = 200

/** What the links of a tab can be filtered by: their tags, and the hosts they lead to, the most frequent first. */
export async function linkFacets({
  tab,
  state = 'present',
}: z.input<typeof linkFacetsSchema>): Promise<{ tags: string[]; hosts: string[] }> {
  const match = {
    kind: tab ?? { $ne: 'honeypot' as const },
    deletedAt: state === 'deleted' ? { $ne: null } : null,
  }
  const links = collectionOf(Links)
  const [tags, destinations] = await Promise.all([
    links
      .aggregate<Counted>([{ $match: match }, { $unwind: '$tags' }, ...mostFrequent('$tags')], { maxTimeMS })
      .toArray(),
    links
      .aggregate<Counted>(
        [
          { $match: match },
          { $project: { host: { $arrayElemAt: [{ $split: ['$destination', '/'] }, 2] } } },
          ...mostFrequent('$host'),
        ],
        { maxTimeMS },
      )
      .toArray(),
  ])
  return {
    tags: tags.map(({ _id }) => _id),
    hosts: [...new Set(destinations.flatMap(({ _id }) => hostOf(_id) ?? []))],
  }
}

const maxTimeMS = 5_000

type Counted = { _id: string }

function mostFrequent(field: string) {
  return [
    { $group: { _id: field, count: { $sum: 1 } } },
    { $sort: { count: -1 as const, _id: 1 as const } },
    { $limit: answered },
  ]
}

/** `Example.com:8080?x` is on `example.com`; null for what is no host, such as part of a phone number. */
function hostOf(authority: string | null): string | null {
  return /^([^:?#@]+|\[[^\]]+\])/.exec(authority ?? '')?.[1]?.toLowerCase() ?? null
}
