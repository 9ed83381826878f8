import { findRows } from '../db/find-rows'
import { Links } from '../links/link'
import { Messages } from '../messages/message'
import { type Host, Workflows } from './workflow'

export type NamedWorkflow = { id: string; name: string; host: Host | null }

/** The workflows with these ids by name; a finish action list is called after its host, by the name it has now. */
export async function nameWorkflows(ids: string[]): Promise<Map<string, NamedWorkflow>> {
  if (ids.length === 0) return new Map()
  const found = await findRows(Workflows, { _id: { $in: [...new Set(ids)] } }, { name: 1, host: 1 }).toArray()
  const hostNames = await nameHosts(found.flatMap(({ host }) => host ?? []))
  return new Map(
    found.map(({ _id, name, host }) => {
      const hostName = host && hostNames.get(host.id)
      return [_id, { id: _id, name: hostName ? `Finish actions of ${hostName}` : name, host: host ?? null }]
    }),
  )
}

/** The current names of the records that carry these lists, by id. */
async function nameHosts(hosts: Host[]): Promise<Map<string, string>> {
  const idsOf = (kind: Host['kind']) => hosts.flatMap((host) => (host.kind === kind ? host.id : []))
  const [links, messages] = [idsOf('link'), idsOf('message')]
  const found = await Promise.all([
    links.length ? findRows(Links, { _id: { $in: links } }, { name: 1 }).toArray() : [],
    messages.length ? findRows(Messages, { _id: { $in: messages } }, { name: 1 }).toArray() : [],
  ])
  return new Map(found.flat().map(({ _id, name }) => [_id, name]))
}
