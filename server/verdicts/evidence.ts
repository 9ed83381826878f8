/** A click on a link of a message, as evidence about the other clicks on it. */
export type SeenNearby = {
  id: string
  at: Date
  linkId: string
  messageId: string
  /** The recipient of the token it carried, else null. */
  prospectId: string | null
  ip: string
  userAgent: string
}

/** What is known of the time around some clicks. */
export type Evidence = {
  clicks: SeenNearby[]
  /** The tracked links of messages of which many were clicked. */
  linksOf: ReadonlyMap<string, ReadonlySet<string>>
  /** When a message was handed over for a recipient, by {@link deliveryKey}. */
  deliveries: ReadonlyMap<string, Delivery[]>
}

export type Delivery = { from: Date; sentAt: Date }

export function deliveryKey(messageId: string, prospectId: string): string {
  return `${messageId} ${prospectId}`
}

/** Two different links of one message so close together were not read by a person (3-guarantees). */
export const BURST_MS = 5_000
/** All links of a message, each at most this far from the click. */
export const ALL_LINKS_MS = 30_000
/** A program that follows everything comes to the hidden link within this. */
export const HONEYPOT_MS = 10 * 60_000
/** Another browser at the same address is the same visitor for this long: scanners change what they say they are. */
export const SAME_ADDRESS_MS = 60_000
/** Faster after the delivery than anybody opens a mail. */
export const DELIVERY_MS = 2_000
/** Most scanners have come by then, and few people have. */
export const SOON_MS = 60_000
/** Two different links so close together, or this many within a burst: nobody clicks like that. */
export const BY_HAND_MS = 500
export const BY_HAND_LINKS = 4
export const MANY_RECIPIENTS_MS = 30_000
