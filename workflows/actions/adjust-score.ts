import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'

export const adjustScore = defineAction({
  type: 'adjust-score',
  title: 'Adjust score',
  description: 'Raises the score of the prospect, or lowers it with a negative number.',
  icon: 'gauge',
  config: z.object({
    by: field.number('Points', { help: 'Negative numbers lower the score.' }),
  }),
  initial: { by: 5 },
  summary: ({ by }) =>
    typeof by === 'number' ? `${by < 0 ? 'Lowers' : 'Raises'} score by ${Math.abs(by)}` : 'Enter the points',
  perform: ({ by }) => [{ kind: 'score.adjust', payload: { by } }],
  writes: () => ['score'],
})
