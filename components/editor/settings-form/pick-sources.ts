import type { FieldInfo, PickSource } from '@/workflows/fields'
import type { NamedReference, References } from '@/workflows/references'

type SourceTexts = {
  /** What one is called, and several are. */
  one: string
  many: string
  /** The screen where they are made; null where there is none. */
  href: string | null
}

const textsBySource: Record<PickSource, SourceTexts> = {
  lists: { one: 'list', many: 'lists', href: '/lists' },
  users: { one: 'user', many: 'users', href: '/settings/users' },
  messages: { one: 'email', many: 'emails', href: '/emails' },
  forms: { one: 'form', many: 'forms', href: null },
  files: { one: 'file', many: 'files', href: null },
  functions: { one: 'function', many: 'functions', href: '/functions' },
}

/** What a pick offers, and how it speaks of it; a field that names no source offers nothing. */
export function pickFrom({ source }: FieldInfo, references: References) {
  const records = source ? recordsOf(source, references) : []
  const texts = source ? textsBySource[source] : { one: 'entry', many: 'entries', href: null }
  return {
    ...texts,
    options: records.map(({ id, name, hint }) => ({ value: id, label: name, ...(hint ? { hint } : {}) })),
    emptyText: records.length
      ? `No ${texts.one} has that name.`
      : `There is no ${texts.one} yet.${texts.href ? ' Create one first.' : ''}`,
  }
}

function recordsOf(source: PickSource, references: References): NamedReference[] {
  if (source !== 'messages') return references[source]
  return references.messages.map(({ id, name, subject }) => ({ id, name, hint: subject }))
}
