import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'

/** The score rose to the given one, from below it. */
export const scoreReached = defineGoal({
  type: 'score-reached',
  title: 'Score reached',
  description: 'Reached when the score rises to a number, or past it.',
  icon: 'gauge',
  config: z.object({ score: field.number('Score') }),
  initial: { score: 10 },
  summary: ({ score }) => (score === undefined ? 'Enter a score' : `Score reaches ${score}`),
  on: 'score.changed',
  reached: ({ score }, event) =>
    event.kind === 'score.changed' && event.before < score && event.score >= score,
  examples: ({ score }) => [
    { label: `Score reaches ${score}`, payload: { kind: 'score.changed', before: score - 1, score } },
  ],
})
