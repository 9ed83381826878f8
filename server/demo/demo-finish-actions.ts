import type { z } from 'zod'
import type { saveFinishActionsSchema } from '../finish-actions/save-finish-actions'
import { demoFunctions } from './demo-functions'
import { demoId } from './demo-id'
import { demoLinks } from './demo-links'
import { demoLists } from './demo-lists'

type Items = z.output<typeof saveFinishActionsSchema>['items']

/** What a click on the banner does: the list, the score, a function, and a call for those who were warm before. */
export const demoFinishActions: { linkId: string; items: Items } = {
  linkId: demoLinks.ad.id,
  items: [
    {
      id: demoId('finish-action', 'list'),
      name: 'Remember who saw it',
      type: 'add-to-list',
      config: { listId: demoLists.readers.id },
      criteria: null,
    },
    {
      id: demoId('finish-action', 'score'),
      name: 'A little warmer',
      type: 'adjust-score',
      config: { by: 5 },
      criteria: null,
    },
    {
      id: demoId('finish-action', 'segment'),
      name: 'How large are they?',
      type: 'run-lambda',
      config: { functionId: demoFunctions.segment.id },
      criteria: null,
    },
    {
      id: demoId('finish-action', 'call'),
      name: 'Call whoever was warm before',
      type: 'create-task',
      config: { title: 'Call {{ firstName }} at {{ organization }}', dueIn: 'P1D' },
      criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 20 }] },
    },
  ],
}
