'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus, TableProperties } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { CreateFieldDialog } from './create-field-dialog'
import { FieldMenu } from './field-menu'
import { type CustomField, typeLabel } from './field-types'

/** The workspace's own fields of prospects. */
export function FieldsPage() {
  const trpc = useTRPC()
  const query = useQuery(trpc.fields.list.queryOptions())
  const [isCreating, setCreating] = useState(false)
  const createButton = useCanEdit() ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus />
      Create field
    </Button>
  ) : null
  return (
    <Page>
      <PageHeader
        title="Custom fields"
        description="What you know of prospects beside their names: for forms, columns, conditions and actions."
        actions={createButton}
      />
      <QueryState query={query}>
        {(fields) =>
          fields.length ? (
            <FieldTable fields={fields} />
          ) : (
            <EmptyState icon={<TableProperties />} title="No custom fields yet" action={createButton}>
              Fields such as industry or plan. An import and the REST API make them too, as soon as they bring
              a value.
            </EmptyState>
          )
        }
      </QueryState>
      <CreateFieldDialog isOpen={isCreating} onOpenChange={setCreating} />
    </Page>
  )
}

function FieldTable({ fields }: { fields: CustomField[] }) {
  const canEdit = useCanEdit()
  return (
    <Table label="Custom fields">
      <TableHead>
        <Th>Label</Th>
        <Th className="max-md:hidden">Key</Th>
        <Th>Type</Th>
        <Th className="max-lg:hidden">Options</Th>
        <Th className="w-12">
          <span className="sr-only">Actions</span>
        </Th>
      </TableHead>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={field.key}>
            <Td className="max-w-44 md:max-w-64">
              <span className="flex items-center gap-2">
                <span className="truncate font-medium" title={field.label}>
                  {field.label}
                </span>
                {field.isArchived ? <Badge>Archived</Badge> : null}
              </span>
            </Td>
            <Td className="max-w-48 truncate font-mono text-[13px] text-ink-soft max-md:hidden">
              {field.key}
            </Td>
            <Td className="whitespace-nowrap text-ink-soft">{typeLabel(field.type)}</Td>
            <Td className="max-w-64 truncate text-ink-soft max-lg:hidden" title={field.options.join(', ')}>
              {field.options.join(', ')}
            </Td>
            <Td className="w-12 py-1 pr-2 text-right">{canEdit ? <FieldMenu field={field} /> : null}</Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
