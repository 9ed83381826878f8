'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Card } from '@/components/ui/card'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'

/** The users whose emails and addresses brought the clicks of this link (IM-9). */
export function LinkSenders({ linkId }: { linkId: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.links.senders.queryOptions({ id: linkId }))
  return (
    <Card
      title="Who brought the visits"
      description="The owner of the prospect who got the email, else whoever published it; and whoever made a personal URL."
    >
      <QueryState query={query}>
        {(senders) =>
          senders.length === 0 ? (
            <p className="text-ink-soft">
              No click came by an email or a personal URL yet. The plain short URL names nobody.
            </p>
          ) : (
            <Table label="Who brought the visits">
              <TableHead>
                <Th>User</Th>
                <Th isNumber>Human clicks</Th>
                <Th isNumber>Unique clicks</Th>
                <Th isNumber>Total clicks</Th>
              </TableHead>
              <TableBody>
                {senders.map(({ sender, clicks }) => (
                  <TableRow key={sender.id}>
                    <Td className="max-w-56 truncate" title={sender.name}>
                      {sender.name}
                    </Td>
                    <Td isNumber>{clicks.human.toLocaleString('en')}</Td>
                    <Td isNumber>{clicks.unique.toLocaleString('en')}</Td>
                    <Td isNumber>{clicks.total.toLocaleString('en')}</Td>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )
        }
      </QueryState>
    </Card>
  )
}
