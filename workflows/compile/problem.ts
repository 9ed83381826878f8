/** One thing wrong with a drawing: where, and what to do about it. */
export type Problem = {
  code:
    | 'no-start'
    | 'unknown-type'
    | 'duplicate-id'
    | 'invalid-config'
    | 'missing-reference'
    | 'list-fills-itself'
    | 'invalid-edge'
    | 'unreachable'
    | 'unconnected'
    | 'cycle'
    | 'loop'
    | 'reads-changed-field'
    | 'not-available'
  nodeId: string | null
  /** Path in the config: `linkIds`, or `steps.0.config.messageId` inside a sequence. */
  field: string | null
  message: string
}
