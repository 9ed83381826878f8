import type { ClassFigures } from './measure'
import type { Group } from './session'

/** What is promised of the held-out half (7-figures, P10). */
export const goals = [
  { group: 'people', what: 'people recognised', least: 99.5 },
  { group: 'declared programs', what: 'declared programs recognised', least: 99.9 },
  { group: 'bursts and all links', what: 'bursts and all-link scanners recognised', least: 98 },
] as const satisfies { group: Group; what: string; least: number }[]

export type GoalReached = { what: string; least: number; percent: number; isReached: boolean }

export function checkGoals(groups: ClassFigures[]): GoalReached[] {
  return goals.map(({ group, what, least }) => {
    const figures = groups.find((found) => found.group === group)
    const percent = figures?.people?.acted.percent ?? figures?.programs?.recognised.percent ?? 0
    return { what, least, percent, isReached: percent >= least }
  })
}
