import type { EffectPayload } from '@/workflows/effects'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import type { Preparation } from '../effects/preparation'
import type { StoredEffect } from '../effects/stored-effect'
import { type Lead, Leads } from './lead'
import { leadIdOf } from './lead-id'

/**
 * Before an effect makes a prospect a lead: the lead record, which exists once per prospect. The effect whose record
 * it is goes on to the prospect, however often it has to begin again; any other one changes nothing (?21).
 */
export async function recordLead(effect: StoredEffect): Promise<Preparation<EffectPayload<'lead.convert'>>> {
  const { prospectId, workflowId, runId } = effect
  const lead: Lead = {
    _id: leadIdOf(prospectId),
    prospectId,
    convertedAt: effect.createdAt,
    effectId: effect._id,
    workflowId,
    runId,
  }
  const leads = collectionOf(Leads)
  const [refused] = await insertNew(leads, [lead])
  if (!refused) return {}
  const known = await leads.findOne({ _id: lead._id }, { projection: { effectId: 1 }, maxTimeMS: 5_000 })
  return known?.effectId === effect._id ? {} : alreadyConverted
}

const alreadyConverted: Preparation<EffectPayload<'lead.convert'>> = {
  isNothing: true,
  reason: { code: 'already-converted', message: 'The prospect was a lead already' },
}
