import { setFlagsFromString } from 'node:v8'

/** How much the heap of old objects may grow before V8 looks for what can be freed, in percent of what is in use. */
const GROWTH_PERCENT = 30

/**
 * An export makes much garbage and needs little. By itself V8 lets the heap grow to several times of what is in use, on large machines
 * by hundreds of megabytes, before it looks; the time that is saved is little. V8 reads this setting each time it has looked, so
 * that it may be changed while the process runs.
 */
export function keepHeapSmall(isSmall: boolean): void {
  setFlagsFromString(`--heap-growing-percent=${isSmall ? GROWTH_PERCENT : 0}`)
}
