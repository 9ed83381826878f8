'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'

/**
 * A value kept in the address, so that a list can be shared and survives going back.
 * Null or an empty text takes it out of the address. A new value holds at once; Next tells of the address it is in a
 * moment later, and by then somebody may have typed on.
 */
export function useUrlState(name: string): [value: string | null, setValue: (value: string | null) => void] {
  const pathname = usePathname()
  const inAddress = useSearchParams().get(name)
  const [chosen, setChosen] = useState<{ value: string | null; before: (string | null)[] }>()
  const isUnderWay = chosen && chosen.value !== inAddress && chosen.before.includes(inAddress)
  if (chosen && !isUnderWay) setChosen(undefined)
  const setValue = useCallback(
    (next: string | null) => {
      setChosen((last) => ({
        value: next || null,
        before: [...(last?.before ?? [inAddress]), ...(last ? [last.value] : [])],
      }))
      const query = new URLSearchParams(window.location.search)
      if (next) query.set(name, next)
      else query.delete(name)
      const text = query.toString()
      // Next follows the browser's own history calls, without asking the server for the page again.
      window.history.replaceState(null, '', text ? `${pathname}?${text}` : pathname)
    },
    [name, pathname, inAddress],
  )
  return [isUnderWay ? chosen.value : inAddress, setValue]
}

/** What is being typed, and what is searched for: the same a moment later, kept in the address as `q`. */
export function useSearchText(delayMs = 250) {
  const [search, setSearch] = useUrlState('q')
  const [text, setText] = useState(search ?? '')
  useEffect(() => {
    const wanted = text.trim()
    if (wanted === (search ?? '')) return
    const timer = setTimeout(() => setSearch(wanted || null), delayMs)
    return () => clearTimeout(timer)
  }, [text, search, setSearch, delayMs])
  return { text, setText, search: search ?? '' }
}
