import { laneCount } from '../events/lane-of'
import { log } from '../log'
import { claimLane, type LaneLease } from './claim-lane'
import { holdLane, nameOf } from './hold-lane'
import type { JobName } from './job-name'
import type { LaneWork, PooledKind } from './lane-work'

type LanePoolOptions = {
  /** The worker's name. */
  owner: string
  /** Lanes of one kind worked on at a time; each kind has its own, so that one never holds up another. */
  concurrency: number
  /** Asks for the tick again, because there is more to do. */
  ask: (job: JobName) => void
}

/** The lanes that one worker works on. A tick only hands them out, so that other workers get their turn. */
export class LanePool {
  private readonly options: LanePoolOptions
  private readonly active: Record<PooledKind, Map<number, Promise<void>>> = {
    apply: new Map(),
    call: new Map(),
    bulk: new Map(),
  }
  private readonly taking = new Set<Promise<void>>()
  private isStopping = false

  constructor(options: LanePoolOptions) {
    this.options = options
  }

  /** Claims lanes in which there is something to do, as far as there is room, and starts on them. */
  async take(work: LaneWork): Promise<void> {
    const start = Math.floor(Math.random() * laneCount)
    const taking = this.takeBetween(work, start, laneCount).then(() => this.takeBetween(work, 0, start))
    this.taking.add(taking)
    await taking.finally(() => this.taking.delete(taking))
  }

  /** Waits until the lanes in work have finished what they are at and are given back. */
  async stop(): Promise<void> {
    this.isStopping = true
    await Promise.allSettled(this.taking)
    await this.idle()
  }

  /** Waits until no lane is in work. */
  async idle(): Promise<void> {
    for (;;) {
      const atWork = Object.values(this.active).flatMap((lanes) => [...lanes.values()])
      if (atWork.length === 0) return
      await Promise.all(atWork)
    }
  }

  private async takeBetween(work: LaneWork, from: number, to: number): Promise<void> {
    const { owner, concurrency } = this.options
    const active = this.active[work.kind]
    while (!this.isStopping && active.size < Math.min(work.most ?? concurrency, concurrency)) {
      const lane = await work.nextLane(from)
      if (lane === null || lane >= to) return
      from = lane + 1
      if (active.has(lane)) continue
      const lease = await claimLane({ kind: work.kind, lane, owner })
      if (lease) active.set(lane, this.workOn(work, lease))
    }
  }

  private async workOn(work: LaneWork, lease: LaneLease): Promise<void> {
    let done = 0
    try {
      done = await holdLane(lease, (held) => work.work(held, () => this.isStopping))
    } catch (error) {
      const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      log.warn({ lane: nameOf(lease), cause }, 'a lane was left; it is taken up again')
    } finally {
      this.active[work.kind].delete(lease.lane)
    }
    // What came in after the last look has asked while the lane was held; and other lanes may have found no room.
    if (done > 0 && !this.isStopping && (await this.hasMore(work))) this.options.ask(work.job)
  }

  private async hasMore(work: LaneWork): Promise<boolean> {
    return work.nextLane(0).then(
      (lane) => lane !== null,
      () => false, // the next tick looks anyway
    )
  }
}
