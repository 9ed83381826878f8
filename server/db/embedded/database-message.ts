/** What the database process tells its parent. */
export type DatabaseMessage =
  /** It serves its folder at this address. */
  | { ready: true; uri: string }
  /** Another process serves that folder already, at this address; this one ends. */
  | { inUse: true; uri: string }
  /** It cannot run; the text says what to do. */
  | { failed: string }
