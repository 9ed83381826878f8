import { seeded } from '../../chaos/random'
import { openClasses } from './opens'
import { peopleClasses } from './people'
import { mixedClasses } from './people-and-programs'
import { declaredClasses, scannerClasses } from './programs'
import type { Half, Mailing } from './session'

/** Every class of sessions, in the order in which they are reported. */
export const sessionClasses = new Map([
  ...peopleClasses,
  ...mixedClasses,
  ...declaredClasses,
  ...scannerClasses,
  ...openClasses,
])

type Wanted = {
  half: Half
  seed: number
  /** At least this many sessions of every class. */
  perClass: number
}

/** The same seed makes the same mailings. A class does not change when another one is added. */
export function makeMailings({ half, seed, perClass }: Wanted): Mailing[] {
  return [...sessionClasses].flatMap(([name, make]) => {
    const random = seeded(seedOf(`${half} ${name}`) ^ seed)
    const mailings: Mailing[] = []
    for (let count = 0; count < perClass; ) {
      const mailing = make({ random, half })
      mailings.push(mailing)
      count += mailing.sessions.length
    }
    return mailings
  })
}

/** FNV-1a */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
