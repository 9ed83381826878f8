'use client'

import { useQuery } from '@tanstack/react-query'
import { BookOpen, KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { Page } from '@/components/shell/page'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { CreateApiKeyDialog } from './create-api-key-dialog'
import { RevokeApiKeyButton } from './revoke-api-key-button'
import { scopeLabel } from './scope-options'

type ApiKey = RouterOutputs['apiKeys']['list']['items'][number]

/** The keys of the REST API. */
export function ApiKeysPage() {
  const trpc = useTRPC()
  const query = useQuery(trpc.apiKeys.list.queryOptions())
  const [isCreating, setCreating] = useState(false)
  const createButton = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus />
      Create API key
    </Button>
  )
  return (
    <Page>
      <PageHeader
        title="API keys"
        description="For programs that use the REST API."
        actions={
          <>
            <Button asChild>
              <a href="/api/v1/docs">
                <BookOpen />
                API reference
              </a>
            </Button>
            {createButton}
          </>
        }
      />
      <QueryState query={query}>
        {({ items }) =>
          items.length ? (
            <ApiKeyTable keys={items} />
          ) : (
            <EmptyState icon={<KeyRound />} title="No API keys yet" action={createButton}>
              A key lets another program add prospects, make links, enrol people and read runs.
            </EmptyState>
          )
        }
      </QueryState>
      <CreateApiKeyDialog isOpen={isCreating} onOpenChange={setCreating} />
    </Page>
  )
}

function ApiKeyTable({ keys }: { keys: ApiKey[] }) {
  return (
    <Table label="API keys">
      <TableHead>
        <Th>Name</Th>
        <Th className="max-md:hidden">Key</Th>
        <Th>May</Th>
        <Th className="max-md:hidden">Created</Th>
        <Th className="max-md:hidden">Last used</Th>
        <Th>
          <span className="sr-only">Revoke</span>
        </Th>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <Td className="max-w-36 truncate font-medium md:max-w-56" title={key.name}>
              {key.name}
            </Td>
            <Td className="whitespace-nowrap font-mono text-[13px] text-ink-soft max-md:hidden">
              {key.start}…
            </Td>
            <Td>
              <Badge tone="outline">{scopeLabel(key.scope)}</Badge>
            </Td>
            <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
              <TimeAgo at={key.createdAt} />
            </Td>
            <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
              {key.lastUsedAt ? (
                <TimeAgo at={key.lastUsedAt} />
              ) : (
                <span className="text-ink-faint">Never</span>
              )}
            </Td>
            <Td className="py-1.5 text-right">
              <RevokeApiKeyButton id={key.id} name={key.name} />
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
