/** How many calls to one host this process makes at a time, so that a slow one leaves room for the others. */
const MOST_AT_A_TIME = 6

type Waiting = (isFree: boolean) => void

const inUse = new Map<string, { count: number; waiting: Waiting[] }>()

/**
 * Takes a place for one call to a host, and waits a moment for it.
 * @returns what gives it back; null when there was none in time
 */
export async function takeHostSlot(host: string, waitMs: number): Promise<(() => void) | null> {
  const slots = inUse.get(host) ?? { count: 0, waiting: [] }
  inUse.set(host, slots)
  if (slots.count < MOST_AT_A_TIME) {
    slots.count += 1
    return once(() => giveBack(host))
  }
  const isFree = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => {
      slots.waiting = slots.waiting.filter((waiting) => waiting !== take)
      resolve(false)
    }, waitMs)
    const take: Waiting = (free) => {
      clearTimeout(timer)
      resolve(free)
    }
    slots.waiting.push(take)
  })
  return isFree ? once(() => giveBack(host)) : null
}

/** The place goes to whoever waits for it, or is free again. */
function giveBack(host: string): void {
  const slots = inUse.get(host)
  if (!slots) return
  const next = slots.waiting.shift()
  if (next) next(true)
  else slots.count -= 1
  if (slots.count === 0) inUse.delete(host)
}

function once(action: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) action()
    isDone = true
  }
}
