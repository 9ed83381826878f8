import { describe, expect, test } from 'vitest'
import { definitionFor } from '../catalogue'
import { hostKinds } from '../hosts'
import { actionDefinitions, whyWithheld } from './availability'

/** The union of both lists of the requirements (IR-17, IF-5), and the move into a sequence. */
const types = [
  'send-email',
  'add-tags',
  'remove-tags',
  'adjust-score',
  'convert-to-lead',
  'assign-owner',
  'change-field',
  'notify-user',
  'add-to-list',
  'remove-from-list',
  'create-task',
  'fire-webhook',
  'run-lambda',
  'move-to-sequence',
]

const cells = types.flatMap((type) =>
  hostKinds.flatMap((kind) =>
    [false, true].map((areWebhooksOnLinks) => ({
      type,
      kind,
      areWebhooksOnLinks,
      isAvailable: type !== 'fire-webhook' || kind !== 'link' || areWebhooksOnLinks,
    })),
  ),
)

describe('?11, IF-5: the availability matrix', () => {
  test('has a row for every action there is', () => {
    expect(actionDefinitions.map(({ type }) => type).toSorted()).toEqual(types.toSorted())
  })

  test.each(cells)(
    '$type on $kind, webhooks on links $areWebhooksOnLinks: $isAvailable',
    ({ type, kind, areWebhooksOnLinks, isAvailable }) => {
      const reason = whyWithheld(type, kind, { areWebhooksOnLinks })
      expect(reason === null, reason ?? 'available').toBe(isAvailable)
    },
  )

  test('what is withheld says why and who can change it', () => {
    const reason = whyWithheld('fire-webhook', 'link', { areWebhooksOnLinks: false })
    expect(reason).toMatch(/admin/)
  })

  test('goals, waits and sequences are no finish actions, nor is what nobody knows', () => {
    const others = ['enrolled', 'wait', 'sequence', 'decision', 'from-the-future']
    for (const type of others)
      expect(whyWithheld(type, 'form', { areWebhooksOnLinks: true })).toMatch(/not a finish action/)
    expect(definitionFor('from-the-future')).toBeUndefined()
  })
})
