'use client'

import { valueOptions } from '@/workflows/criteria/vocabulary-of'
import type { FieldOption } from '@/workflows/prospect-fields'
import { useSources } from '../../editor-context'

/** What a field can be compared with, by name; null where any value can be entered. */
export function useValueOptions(field: string): FieldOption[] | null {
  return valueOptions(useSources(), field)
}
