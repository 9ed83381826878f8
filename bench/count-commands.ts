import { database } from '@/server/db/connect'

/** What the database was asked so far, by command: `find`, `insert`, `update` … */
export type Commands = Record<string, number>

/** Commands that say something about our own work; the rest is the driver's housekeeping and the bench itself. */
const counted = ['find', 'aggregate', 'count', 'insert', 'update', 'findAndModify', 'delete', 'getMore']

/** A figure that no other work on the machine changes: round trips, by the engine's own account. */
export async function countCommands(): Promise<Commands> {
  const status = await database().command({ serverStatus: 1 })
  return Object.fromEntries(counted.map((name) => [name, Number(status.metrics.commands[name]?.total ?? 0)]))
}

/** What was asked between two counts, for each of so many events. */
export function commandsEach(before: Commands, after: Commands, events: number): Commands {
  const asked = counted.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const)
  const total = asked.reduce((sum, [, count]) => sum + count, 0)
  const each = [['total', total] as const, ...asked.filter(([, count]) => count > 0)]
  return Object.fromEntries(each.map(([name, count]) => [name, Math.round((count / events) * 100) / 100]))
}
