import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import type { ImportPreview } from '@/server/bulk-operations/import/preview-import'
import { formatValue } from '@/workflows/format-value'

type Row = ImportPreview['rows'][number]

const outcomes: Record<Row['outcome'], { label: string; tone: BadgeTone }> = {
  created: { label: 'New', tone: 'good' },
  updated: { label: 'Updated', tone: 'info' },
  unchanged: { label: 'Unchanged', tone: 'neutral' },
  skipped: { label: 'Left alone', tone: 'neutral' },
  failed: { label: 'Not imported', tone: 'bad' },
}

/** The first rows as they would be stored, or why they would not. */
export function ImportPreviewTable({ rows, columns }: Pick<ImportPreview, 'rows' | 'columns'>) {
  const nameOf = (key: string) => columns.find(({ target }) => target === `fields.${key}`)?.header ?? key
  if (rows.length === 0) return <p className="text-ink-soft">There is no row below the header.</p>
  return (
    <Table label="First rows">
      <TableHead>
        <Th isNumber>Row</Th>
        <Th>Result</Th>
        <Th>Prospect</Th>
        <Th>Values</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.row}>
            <Td isNumber className="text-ink-faint">
              {row.row}
            </Td>
            <Td>
              <Badge tone={outcomes[row.outcome].tone}>{outcomes[row.outcome].label}</Badge>
            </Td>
            {row.prospect ? <Stored prospect={row.prospect} nameOf={nameOf} /> : <NotStored row={row} />}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function NotStored({ row: { reason, cells } }: { row: Row }) {
  return (
    <>
      <Td className="max-w-56 truncate text-ink-soft">{cells.filter(Boolean).slice(0, 2).join(', ')}</Td>
      <Td className="min-w-56 text-bad">{reason}</Td>
    </>
  )
}

type Prospect = NonNullable<Row['prospect']>
/** What the file calls a custom field. */
type NameOf = (key: string) => string

function Stored({ prospect, nameOf }: { prospect: Prospect; nameOf: NameOf }) {
  const name = `${prospect.firstName} ${prospect.lastName}`.trim()
  return (
    <>
      <Td className="max-w-56">
        <span className="block truncate font-medium">{name || prospect.email || 'Unknown visitor'}</span>
        {name ? <span className="block truncate text-[13px] text-ink-faint">{prospect.email}</span> : null}
      </Td>
      <Td className="min-w-56 max-w-xl text-ink-soft">
        {valuesOf(prospect, nameOf).join(' · ') || 'Nothing else'}
      </Td>
    </>
  )
}

function valuesOf(prospect: Prospect, nameOf: NameOf): string[] {
  const { organization, phone, timezone, score, tags, leadStatus, consent, fields } = prospect
  return [
    organization,
    phone,
    timezone ?? '',
    score ? `Score ${score.toLocaleString('en')}` : '',
    tags.length ? `Tags ${tags.join(', ')}` : '',
    leadStatus ?? '',
    consent.email === 'unknown' ? '' : consent.email,
    ...Object.entries(fields).map(([key, value]) =>
      value === null ? '' : `${nameOf(key)}: ${formatValue(value)}`,
    ),
  ].filter(Boolean)
}
