import type { Document } from 'mongodb'
import { database } from './connect'

export type Capabilities = {
  /** Multi-document transactions: only to be offered to libraries that would use them unasked. */
  transactions: boolean
  changeStreams: boolean
}

let asked: Promise<Capabilities> | undefined

/** What the connected database can do beyond single documents, asked once. No logic of ours may need any of it. */
export function databaseCapabilities(): Promise<Capabilities> {
  asked ??= database()
    .admin()
    .command({ hello: 1 })
    .then(capabilitiesFrom)
    .catch((error) => {
      asked = undefined
      throw error
    })
  return asked
}

/** Reads a server's answer to `hello`. */
export function capabilitiesFrom(hello: Document): Capabilities {
  const isReplicated = typeof hello.setName === 'string' || hello.msg === 'isdbgrid'
  const hasSessions = typeof hello.logicalSessionTimeoutMinutes === 'number'
  return { transactions: isReplicated && hasSessions, changeStreams: isReplicated }
}
