import { setTimeout as pause } from 'node:timers/promises'
import { log } from '../log'
import { hasNewEvents, planLane } from '../runs/plan-lane'
import { claimLanes } from './claim-lanes'
import { holdLane } from './hold-lane'
import { joinPlanners, leavePlanners, shareOfLanes } from './share-of-lanes'
import { takePart } from './take-part'

/** Rounds do not begin closer together, so that under load what has gathered goes together, at less cost for each. */
const GATHER_MS = 40
/** How often it looks by itself: events of other machines wake nobody here. */
const LOOK_MS = 100
/** How long it goes on looking after the last event, so that the next one finds the lanes held. */
const LINGER_MS = 1_000

/**
 * The planning of one worker: while it takes part, it holds its share of the lanes for as long as something is to be
 * planned, and plans what is new in all of them together. Idle, it costs nothing until it is nudged.
 */
export class Planner {
  readonly #owner: string
  #running: Promise<void> | null = null
  #isStopping = false
  #isNudged = false
  #lastLookAt = 0
  #lastEventAt = 0
  #wake: () => void = () => {}

  constructor(owner: string) {
    this.#owner = owner
  }

  /** Has it look for new events, now or right after what it is at. */
  nudge(): void {
    this.#isNudged = true
    this.#wake()
    if (!this.#isStopping) this.#running ??= this.#run().finally(() => this.#rest())
  }

  /** Finishes what it is at and gives the lanes back. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#wake()
    await this.#running
  }

  #rest(): void {
    this.#running = null
    if (this.#isNudged && !this.#isStopping) this.nudge()
  }

  async #run(): Promise<void> {
    this.#isNudged = false
    try {
      if (!(await hasNewEvents())) return
      if (await takePart(this.#owner)) await this.#plan()
      else await pause(LOOK_MS)
    } catch (error) {
      const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      log.warn({ cause }, 'planning was interrupted; it is taken up again')
      this.#isNudged = false // the next look is soon enough
    }
  }

  async #plan(): Promise<void> {
    try {
      this.#lastEventAt = performance.now()
      while (!this.#isStopping && this.#isBusy()) {
        await this.#takeTurn()
        await joinPlanners(this.#owner)
      }
    } finally {
      await leavePlanners(this.#owner).catch(() => {}) // it ends by itself
    }
  }

  #isBusy(): boolean {
    return performance.now() - this.#lastEventAt < LINGER_MS
  }

  async #takeTurn(): Promise<void> {
    const lanes = await shareOfLanes()
    const lease = lanes.length ? await claimLanes({ kind: 'plan', lanes, owner: this.#owner }) : null
    if (!lease) {
      await pause(LOOK_MS)
      if (await hasNewEvents()) this.#lastEventAt = performance.now()
      return
    }
    const done = await holdLane(lease, (held) =>
      planLane(held, { isStopping: () => this.#isStopping, waitForMore: () => this.#waitForMore() }),
    )
    if (done > 0) this.#lastEventAt = performance.now()
  }

  /** Until it is nudged, or has waited long enough to look by itself. */
  async #waitForMore(): Promise<boolean> {
    if (!this.#isNudged) await this.#nudged()
    const early = this.#lastLookAt + GATHER_MS - performance.now()
    if (early > 0) await pause(early)
    this.#isNudged = false
    this.#lastLookAt = performance.now()
    return !this.#isStopping
  }

  #nudged(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
