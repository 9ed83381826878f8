import { setTimeout as sleep } from 'node:timers/promises'
import {
  describeExit,
  type ProcessOptions,
  type ReadyMessage,
  type StartedProcess,
  startProcess,
} from './start-process'

export type KeptProcess = {
  /** @throws AppError when it ends before it has ever served: that is for a person to mend, not for a restart */
  ready: Promise<ReadyMessage>
  stop: () => Promise<void>
}

export type Part = ProcessOptions & {
  /** Told when it ends and when it serves again. */
  say: (text: string) => void
  backOff?: BackOff
}

/** The n-th failure in a row waits `firstMs * 2^(n-1)`, at most `mostMs`; `calmMs` of service forgives them all. */
type BackOff = { firstMs: number; mostMs: number; calmMs: number }

const PATIENT: BackOff = { firstMs: 500, mostMs: 30_000, calmMs: 30_000 }

/** Starts a process and starts it again, with growing pauses, whenever it ends unasked. */
export function keepRunning(part: Part): KeptProcess {
  const stopping = new AbortController()
  let current = startProcess(part)
  const ready = current.ready

  const restart = async () => {
    await ready
    const { firstMs, mostMs, calmMs } = part.backOff ?? PATIENT
    for (let failures = 0; !stopping.signal.aborted; ) {
      failures = (await servedMs(current)) >= calmMs ? 1 : failures + 1
      if (stopping.signal.aborted) return
      const pauseMs = Math.min(mostMs, firstMs * 2 ** (failures - 1))
      const exit = await current.exited
      const why = part.explainExit?.(exit) ?? `${describeExit(part.name, exit)}.`
      part.say(`${why} Starting it again in ${pauseMs / 1000} s.`)
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      current = startProcess(part)
      current.ready.then(() => part.say(`${part.name} is running again.`)).catch(() => {})
    }
  }
  // A first failure reaches the caller through `ready`.
  const done = restart().catch(() => {})

  const stop = async () => {
    stopping.abort()
    await current.stop()
    await done
  }
  return { ready, stop }
}

/** How long it served, once it has ended: nothing when it was never ready. */
async function servedMs(started: StartedProcess): Promise<number> {
  const since = await started.ready.then(Date.now, () => undefined)
  await started.exited
  return since === undefined ? 0 : Date.now() - since
}
