import { type ClickFigures, clickFigures } from './click-figures'
import { findProspect } from './load-prospect'
import { idsOf } from './merge/where-merged'

/**
 * The click figures of one person, together with those who were merged into them.
 * @throws AppError 'not-found'
 */
export async function personFigures(id: string): Promise<ClickFigures> {
  const figures = [...(await clickFigures(idsOf(await findProspect(id)))).values()]
  const sum = (field: keyof ClickFigures) => figures.reduce((total, one) => total + one[field], 0)
  return {
    link_clicks: sum('link_clicks'),
    contact_referral_link_clicks: sum('contact_referral_link_clicks'),
  }
}
