import type { RouterOutputs } from '@/components/trpc/router-outputs'

export type CustomField = RouterOutputs['fields']['list'][number]

/** What a custom field can hold, in words. */
export const fieldTypes: { value: CustomField['type']; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
  { value: 'choice', label: 'Choice' },
]

export function typeLabel(type: CustomField['type']): string {
  return fieldTypes.find(({ value }) => value === type)?.label ?? type
}

/** A key for a label: `companySize` for “Company size”, `grosseStadte` for “Große Städte”; empty when no letter is left. */
export function keyFor(label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœłđ]/gi, (letter) => plainLetters[letter.toLowerCase()] ?? letter)
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const joined = (words ?? [])
    .map((word, index) => (index ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join('')
  return joined.replace(/^[0-9]+/, '').slice(0, 64)
}

/** Letters that are not a plain letter with a mark. */
const plainLetters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd' }
