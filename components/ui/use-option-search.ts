import { useState } from 'react'
import { useDebounced } from '@/components/shell/use-debounced'
import type { OptionSearch } from './option-list'

type Query = { isFetching: boolean; error: { message: string } | null; hasNextPage?: boolean }

/** Has the server search for options: `text` is what to ask it for, `searchWith(query)` what a combobox takes. */
export function useOptionSearch() {
  const [typed, setTyped] = useState('')
  const text = useDebounced(typed.trim(), 200)
  const searchWith = ({ isFetching, error, hasNextPage = false }: Query): OptionSearch => ({
    onSearch: setTyped,
    isLoading: isFetching || text !== typed.trim(),
    error,
    isMore: hasNextPage,
  })
  return { text, searchWith }
}
