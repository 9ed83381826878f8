import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { joinNames } from '../name-list'

/** The prospect got one of the chosen tags, which it did not have before (IF-13, ?22). */
export const tagAdded = defineGoal({
  type: 'tag-added',
  title: 'Tag added',
  description: 'Reached when the prospect gets one of the chosen tags, by an action or by hand.',
  icon: 'tags',
  config: z.object({ tags: field.tags('Tags') }),
  initial: { tags: [] },
  summary: ({ tags = [] }) =>
    tags.length
      ? `Gets the tag ${joinNames(
          tags.map((tag) => `“${tag}”`),
          'or',
        )}`
      : 'Choose a tag',
  on: 'tag.added',
  reached: ({ tags }, event) => event.kind === 'tag.added' && tags.includes(event.tag),
  examples: ({ tags }) =>
    tags.map((tag) => ({ label: `Gets the tag “${tag}”`, payload: { kind: 'tag.added' as const, tag } })),
})
