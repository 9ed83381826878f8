'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCurrentUser } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { Select } from '@/components/ui/select'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { CreateUserDialog } from './create-user-dialog'
import { roleOptions } from './role-options'

type User = RouterOutputs['users']['list']['items'][number]

/** Everyone with an account, and what they may do. */
export function UsersPage() {
  const trpc = useTRPC()
  const query = useQuery(trpc.users.list.queryOptions())
  const [isCreating, setCreating] = useState(false)
  return (
    <Page>
      <PageHeader
        title="Users"
        description="Viewers read, marketers draw and write, admins also publish and keep users and keys."
        actions={
          <Button variant="primary" onClick={() => setCreating(true)}>
            <UserPlus />
            Add user
          </Button>
        }
      />
      <QueryState query={query}>
        {({ items }) => (
          <Table label="Users">
            <TableHead>
              <Th>Name</Th>
              <Th className="max-md:hidden">Email</Th>
              <Th>Role</Th>
              <Th className="max-md:hidden">Added</Th>
            </TableHead>
            <TableBody>
              {items.map((user) => (
                <UserRow key={user.id} user={user} />
              ))}
            </TableBody>
          </Table>
        )}
      </QueryState>
      <CreateUserDialog isOpen={isCreating} onOpenChange={setCreating} />
    </Page>
  )
}

function UserRow({ user }: { user: User }) {
  const trpc = useTRPC()
  const me = useCurrentUser()
  const queryClient = useQueryClient()
  const setRole = useMutation(
    trpc.users.setRole.mutationOptions({
      onSuccess: (_result, { role }) => {
        toast.success(`${user.name} is now ${role}`)
        return queryClient.invalidateQueries(trpc.users.list.pathFilter())
      },
    }),
  )
  return (
    <TableRow>
      <Td className="max-w-40 md:max-w-56">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium" title={user.name}>
            {user.name}
          </span>
          {user.id === me.id ? <Badge>You</Badge> : null}
        </span>
        <span className="block truncate text-ink-faint text-xs md:hidden">{user.email}</span>
      </Td>
      <Td className="max-w-64 truncate text-ink-soft max-md:hidden" title={user.email}>
        {user.email}
      </Td>
      <Td className="py-1.5">
        <Select
          aria-label={`Role of ${user.name}`}
          className="w-36"
          options={roleOptions}
          value={user.role}
          disabled={setRole.isPending}
          onValueChange={(role) => setRole.mutate({ userId: user.id, role })}
        />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        <TimeAgo at={user.createdAt} />
      </Td>
    </TableRow>
  )
}
