import { z } from 'zod'
import { defineAction } from '../define-node'

/** Idempotent: whoever is a lead already stays one, and the effect says so (?21). */
export const convertToLead = defineAction({
  type: 'convert-to-lead',
  title: 'Convert to lead',
  description: 'Makes the prospect a lead. Whoever is one already stays as they are.',
  icon: 'badge-check',
  config: z.object({}),
  initial: {},
  summary: () => 'Makes the prospect a lead',
  perform: () => [{ kind: 'lead.convert', payload: {} }],
  writes: () => ['leadStatus'],
})
