import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'

export const removeTags = defineAction({
  type: 'remove-tags',
  title: 'Remove tags',
  description: 'Takes tags off the prospect.',
  icon: 'tag-x',
  config: z.object({ tags: field.tags('Tags to remove') }),
  initial: { tags: [] },
  summary: ({ tags = [] }) =>
    tags.length ? `Removes ${tags.map((tag) => `“${tag}”`).join(', ')}` : 'Add at least one tag',
  perform: ({ tags }) => [{ kind: 'tags.remove', payload: { tags } }],
  writes: () => ['tags'],
})
