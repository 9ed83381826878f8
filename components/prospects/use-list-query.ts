'use client'

import { useMemo } from 'react'
import { useSearchText, useUrlState } from '@/components/shell/use-url-state'
import type { ProspectSort } from '@/server/prospects/list-prospects'
import { type Criteria, completeCriteriaSchema } from '@/workflows/criteria/criteria'

export type ListSort = { sort: ProspectSort; order: 'asc' | 'desc' }

const usual: ListSort = { sort: 'created', order: 'desc' }

/** What the list shows, kept in the address so that it can be shared: search, filter and order. */
export function useListQuery() {
  const { text, setText, search } = useSearchText()
  const [filter, setFilter] = useUrlState('filter')
  const [order, setOrder] = useUrlState('sort')
  const criteria = useMemo(() => readFilter(filter), [filter])
  const sorted = useMemo(() => readSort(order), [order])
  return {
    text,
    setText,
    search,
    criteria,
    sorted,
    setCriteria: (next: Criteria) => setFilter(next ? JSON.stringify(next, withoutIds) : null),
    setSorted: (next: ListSort) =>
      setOrder(next.sort === usual.sort && next.order === usual.order ? null : writeSort(next)),
  }
}

/** Ids of rules are the editor's own, and would only make the address longer. */
function withoutIds(key: string, value: unknown): unknown {
  return key === 'id' ? undefined : value
}

/** Null for no filter, and for one that somebody mangled. */
function readFilter(text: string | null): Criteria {
  if (!text) return null
  try {
    return completeCriteriaSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const sorts = new Set<string>(['created', 'lastActivity', 'score', 'name', 'email'] satisfies ProspectSort[])

function readSort(text: string | null): ListSort {
  const sort = text?.replace(/^-/, '') ?? ''
  if (!sorts.has(sort)) return usual
  return { sort: sort as ProspectSort, order: text?.startsWith('-') ? 'desc' : 'asc' } // one of the set above
}

function writeSort({ sort, order }: ListSort): string {
  return order === 'desc' ? `-${sort}` : sort
}
