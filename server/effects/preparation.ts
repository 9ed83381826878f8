import type { EffectReason } from './outcome'

/**
 * What was found out and written down before a prospect is changed. Preparing an effect again, however late or by
 * whomever, leads to the same.
 */
export type Preparation<Payload = Record<string, unknown>> = {
  /** What the payload left open, decided: the effect is applied with this instead. */
  payload?: Payload
  /** There is nothing to change (any more); the effect is done all the same. */
  isNothing?: true
  /** A note on how it was done, for people. */
  reason?: EffectReason
  /** What was decided, kept with the effect. */
  choice?: Record<string, string>
}
