export const durationUnits = ['minutes', 'hours', 'days', 'weeks', 'months'] as const
export type DurationUnit = (typeof durationUnits)[number]

export type SimpleDuration = { amount: number; unit: DurationUnit }

const letters: Record<DurationUnit, { before: string; after: string }> = {
  minutes: { before: 'PT', after: 'M' },
  hours: { before: 'PT', after: 'H' },
  days: { before: 'P', after: 'D' },
  weeks: { before: 'P', after: 'W' },
  months: { before: 'P', after: 'M' },
}

/** `P3D` for 3 days, `PT2H` for 2 hours. */
export function toIsoDuration({ amount, unit }: SimpleDuration): string {
  return `${letters[unit].before}${amount}${letters[unit].after}`
}

/** 3 days for `P3D`; null for a duration of several units, or for what is none. */
export function fromIsoDuration(iso: string): SimpleDuration | null {
  for (const unit of durationUnits) {
    const { before, after } = letters[unit]
    const amount =
      iso.startsWith(before) && iso.endsWith(after) ? iso.slice(before.length, -after.length) : ''
    if (/^\d{1,9}$/.test(amount)) return { amount: Number(amount), unit }
  }
  return null
}
