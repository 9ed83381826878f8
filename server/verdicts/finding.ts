/**
 * What a sign is worth: certain ones stand alone, so do probable ones, weak ones need a second. A slight one is no
 * suspicion, but worth a moment's wait for others.
 */
export type Weight = 'certain' | 'probable' | 'weak' | 'slight'

/** One sign that a click may not have been a person's. */
export type Finding = {
  /** Which sign it is; the same one found twice is still one. */
  sign:
    | 'program' // by its user agent
    | 'network' // of a scanner
    | 'honeypot' // the hidden link of the message
    | 'burst' // several links of a message in a moment
    | 'by-hand' // several links of a message faster than anybody clicks
    | 'all-links' // every link of the message within a short time
    | 'delivery' // while the message was being delivered, or right after it
    | 'soon' // within a minute of the delivery
    | 'many-recipients' // one address for several recipients
  weight: Weight
  /** A sentence for people. */
  text: string
}
