import { derivedId } from '../db/new-id'

/** The one hidden link of the workspace; each mail carries it with a token of its own. */
export const honeypotLinkId = derivedId('link', 'honeypot')
