/** Tuning sessions may be looked at while rules are written; held-out ones only measure. */
export type Half = 'tuning' | 'held-out'

/** What the figures are summed up by. */
export type Group =
  | 'people'
  | 'people and programs'
  | 'declared programs'
  | 'bursts and all links'
  | 'single clicks of programs'
  | 'cannot be told apart'
  | 'opens'

/** One request for a message, as it arrives. */
export type SessionRequest = {
  /** Since the message was handed over for its recipient; negative while it is being handed over. */
  afterMs: number
  by: 'person' | 'program'
  method: 'GET' | 'HEAD'
  /** The number of the link in the message, or what else stands in it. */
  target: number | 'hidden link' | 'open'
  ip: string
  /** Names in lower case. */
  headers: Record<string, string>
  keepsCookies: boolean
}

/** All requests for one message to one recipient, and who made them. */
export type Session = { class: string; group: Group; half: Half; requests: SessionRequest[] }

/** One message to one recipient or several; most messages of the corpus have one. */
export type Mailing = { links: number; sessions: Session[] }
