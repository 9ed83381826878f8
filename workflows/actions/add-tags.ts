import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'

export const addTags = defineAction({
  type: 'add-tags',
  title: 'Add tags',
  description: 'Adds tags to the prospect. Tags that are there already stay.',
  icon: 'tag',
  config: z.object({ tags: field.tags('Tags to add') }),
  initial: { tags: [] },
  summary: ({ tags = [] }) =>
    tags.length ? `Adds ${tags.map((tag) => `“${tag}”`).join(', ')}` : 'Add at least one tag',
  perform: ({ tags }) => [{ kind: 'tags.add', payload: { tags } }],
  writes: () => ['tags'],
})
