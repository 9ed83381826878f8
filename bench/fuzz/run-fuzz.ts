import { connect } from 'node:net'
import { seeded } from '@/chaos/random'
import { type Conversation, makeConversation, type Targets } from './make-conversation'

export type FuzzOptions = {
  port: number
  requests: number
  seed: number
  targets: Targets
  connections?: number
  /** Told now and then how many requests were sent. */
  onProgress?: (sent: number) => void | Promise<void>
}

export type FuzzResult = {
  requests: number
  connections: number
  /** How often each status was answered. */
  statuses: Record<string, number>
  /** Answers of 500 and above, and what was sent before them, cut. */
  broken: string[]
  /**
   * Connections that were never answered in full although everything sent on them was HTTP, and no answer said that it
   * was the last one (`Connection: close`).
   */
  silent: string[]
}

/** Sends seeded requests over raw connections to 127.0.0.1, each connection bounded in time. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const random = seeded(options.seed)
  const result: FuzzResult = { requests: 0, connections: 0, statuses: {}, broken: [], silent: [] }
  const converseOn = async () => {
    while (result.requests < options.requests) {
      const conversation = makeConversation(random, options.targets)
      result.requests += conversation.requests
      result.connections++
      if (result.connections % PROGRESS_EVERY === 0) await options.onProgress?.(result.requests)
      note(result, conversation, await converse(options.port, conversation, result.connections))
    }
  }
  await Promise.all(Array.from({ length: options.connections ?? 32 }, converseOn))
  return result
}

const PROGRESS_EVERY = 500
const WITHIN_MS = 30_000
/** Broken requests wait for the rest of them as long as a slow client may. */
const BROKEN_WITHIN_MS = 150

type Answered = { statuses: number[]; saidClose: boolean }

/** Sends everything at once. @returns the answers that came back */
function converse(port: number, { bytes, answers }: Conversation, number: number): Promise<Answered> {
  return new Promise((resolve) => {
    // Addresses of its own, so that limits by address are met as well as not.
    const localAddress = `127.0.${(number >> 8) & 127}.${1 + (number & 127)}`
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    let received = ''
    const end = () => {
      clearTimeout(late)
      // Without waiting in TIME_WAIT, of which there is room for 28,000.
      socket.resetAndDestroy()
      resolve({ statuses: statusesIn(received), saidClose: /\r\nconnection: close\r\n/i.test(received) })
    }
    const late = setTimeout(end, answers > 0 ? WITHIN_MS : BROKEN_WITHIN_MS)
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      received += text
      if (answers > 0 && statusesIn(received).length >= answers) end()
    })
    socket.once('error', end)
    socket.once('end', end)
    // Not ended: a server may leave requests unanswered whose client has said good-bye.
    socket.write(bytes)
  })
}

/** Statuses of final answers: `100 Continue` is none. */
function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)]
    .map(([, status]) => Number(status))
    .filter((status) => status >= 200)
}

function note(result: FuzzResult, { bytes, answers }: Conversation, { statuses, saidClose }: Answered): void {
  for (const status of statuses) result.statuses[status] = (result.statuses[status] ?? 0) + 1
  const sent = JSON.stringify(bytes.toString('latin1')).slice(0, 2000)
  if (statuses.some((status) => status >= 500)) result.broken.push(`${statuses}: ${sent}`)
  if (statuses.length < answers && !saidClose)
    result.silent.push(`${statuses.length} of ${answers} (${statuses}): ${sent}`)
}
