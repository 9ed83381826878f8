import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { connectedMessageIds } from './connected-messages'

const email = (messageId: string) => ({ id: messageId, type: 'send-email', config: { messageId } })

test('the emails of the sequences before a goal are found, nearest first, through everything in between', () => {
  const document = drawing({
    nodes: ['far', 'tag', 'near', 'goal', 'after'],
    types: { far: 'sequence', near: 'sequence', goal: 'email-link-clicked', after: 'send-email' },
    configs: {
      far: { steps: [email('m1')] },
      near: { steps: [email('m2'), { id: 'w', type: 'wait', config: { for: 'P1D' } }, email('m3')] },
      after: { messageId: 'm4' },
    },
    edges: ['far>tag', 'tag>near', 'near>goal', 'goal>after', 'goal>far'],
  })
  expect(connectedMessageIds(document, 'goal')).toEqual(['m2', 'm3', 'm1'])
})

test('an email node counts too, unset and malformed ones do not', () => {
  const document = drawing({
    nodes: ['one', 'unset', 'odd', 'goal'],
    types: { one: 'send-email', unset: 'send-email', odd: 'sequence' },
    configs: { one: { messageId: 'm1' }, unset: { messageId: '' }, odd: { steps: 'none' } },
    edges: ['one>goal', 'unset>goal', 'odd>goal'],
  })
  expect(connectedMessageIds(document, 'goal')).toEqual(['m1'])
})
