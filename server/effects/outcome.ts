/** Thrown by an effect handler: not now, try again at `at`. The reason is kept with the effect, for people. */
export class RetryLater extends Error {
  readonly at: Date
  readonly code: string

  constructor(at: Date, reason: string, code = 'retry-later') {
    super(reason)
    this.name = 'RetryLater'
    this.at = at
    this.code = code
  }
}

/**
 * Thrown by a handler that knows itself when to end: such an attempt does not count towards quarantine, which is
 * for effects that end their worker or fail in ways nobody expected.
 */
export class KeepTrying extends RetryLater {
  override name = 'KeepTrying'
}

/** Thrown by an effect handler: trying again cannot help. The effect is quarantined with this reason. */
export class GiveUp extends Error {
  readonly code: string

  constructor(reason: string, code = 'gave-up') {
    super(reason)
    this.name = 'GiveUp'
    this.code = code
  }
}

/** Why an effect is not done, or how it was: a code and a sentence for people. */
export type EffectReason = { code: string; message: string }

/** What a handler for the outside world reports. `unknown` is never done again by itself. */
export type EffectOutcome = { state: 'done' | 'skipped' | 'unknown'; reason?: EffectReason }
