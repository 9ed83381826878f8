import { z } from 'zod'
import { fullName } from '../../prospects/name-prospects'
import type { Prospect } from '../../prospects/prospect'

type Cell = string | number | boolean | null

/** What belongs to prospects but is not written in them. */
export type Around = {
  listNames: Map<string, string>
  userEmails: Map<string, string>
  clicks: Map<string, { link_clicks: number; contact_referral_link_clicks: number }>
}

type Column = { header: string; cell: (prospect: Prospect, around: Around) => Cell }

/** Stands between several values in one cell; what imports take by default. */
const separator = ';'

const at = (date: Date | null) => date?.toISOString() ?? null

/** Every column that can be exported, besides custom fields. The two names with underscores are IM-15's. */
export const exportColumns = {
  id: { header: 'ID', cell: ({ _id }) => _id },
  name: { header: 'Name', cell: (prospect) => fullName(prospect) },
  email: { header: 'Email', cell: ({ email }) => email },
  firstName: { header: 'First name', cell: ({ firstName }) => firstName },
  lastName: { header: 'Last name', cell: ({ lastName }) => lastName },
  organization: { header: 'Organization', cell: ({ organization }) => organization },
  phone: { header: 'Phone', cell: ({ phone }) => phone },
  timezone: { header: 'Time zone', cell: ({ timezone }) => timezone },
  score: { header: 'Score', cell: ({ score }) => score },
  leadStatus: { header: 'Lead status', cell: ({ leadStatus }) => leadStatus },
  owner: {
    header: 'Owner',
    cell: ({ ownerId }, { userEmails }) => (ownerId ? (userEmails.get(ownerId) ?? ownerId) : null),
  },
  tags: { header: 'Tags', cell: ({ tags }) => tags.join(separator) },
  lists: {
    header: 'Lists',
    cell: ({ lists }, { listNames }) => lists.flatMap((id) => listNames.get(id) ?? []).join(separator),
  },
  emailConsent: { header: 'Email consent', cell: ({ consent }) => consent.email },
  trackingConsent: { header: 'Tracking consent', cell: ({ consent }) => consent.tracking },
  lastActivity: { header: 'Last activity', cell: ({ lastActivityAt }) => at(lastActivityAt) },
  created: { header: 'Created', cell: ({ createdAt }) => at(createdAt) },
  link_clicks: { header: 'link_clicks', cell: ({ _id }, { clicks }) => clicks.get(_id)?.link_clicks ?? 0 },
  contact_referral_link_clicks: {
    header: 'contact_referral_link_clicks',
    cell: ({ _id }, { clicks }) => clicks.get(_id)?.contact_referral_link_clicks ?? 0,
  },
} satisfies Record<string, Column>

export const exportColumnNames = Object.keys(exportColumns) as [ExportColumnName, ...ExportColumnName[]] // keys of a const object
export type ExportColumnName = keyof typeof exportColumns

export const exportColumnSchema = z.union([
  z.enum(exportColumnNames),
  z
    .string()
    .regex(/^fields\.[a-zA-Z][a-zA-Z0-9_-]{0,63}$/, 'Name a column, or a custom field as “fields.key”'),
])

/** The column of a name that the schema let through. */
export function columnOf(name: string, fieldLabels: Record<string, string>): Column {
  if (!name.startsWith('fields.')) return exportColumns[name as ExportColumnName] // by the schema
  const key = name.slice('fields.'.length)
  return { header: fieldLabels[key] ?? key, cell: ({ fields }) => fields[key] ?? null }
}
