import { Agent, get as httpGet } from 'node:http'
import { signToken } from '@/server/tracking/token'
import type { Random } from './random'
import type { Workspace } from './workspace'

/** What the web process said of a click; `none`: it was killed before it answered. */
export type Answer = 'db' | 'spool' | 'unconfirmed' | 'none'

type Options = {
  workspace: Workspace
  secret: string
  random: Random
  /** Where to click just now. */
  urls: () => string[]
  perSecond: number
}

/**
 * Clicks at a bounded rate, each with a recipient's token, a mark and an address of its own. Every second one is put by
 * until there are so many that a web process packs them; those come at once.
 */
export class ClickLoad {
  readonly answers = new Map<string, Answer>()
  /** Anything but a redirect. */
  readonly others: string[] = []
  readonly #options: Options
  readonly #agent = new Agent({ keepAlive: true, maxSockets: TOGETHER })
  readonly #open = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | null = null

  constructor(options: Options) {
    this.#options = options
  }

  start(): void {
    const { perSecond } = this.#options
    const startedAt = performance.now()
    let due = 0
    let putBy = 0
    // By the clock, not by the timer, which comes late on a busy machine.
    this.#timer = setInterval(() => {
      const now = Math.floor(((performance.now() - startedAt) * perSecond) / 1000)
      for (; due < now; due++)
        if (due % 2 === 0) this.#clickTimes(1)
        else if (++putBy === TOGETHER) {
          this.#clickTimes(putBy)
          putBy = 0
        }
    }, 1000 / perSecond)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer ?? undefined)
    await Promise.all(this.#open)
    this.#agent.destroy()
  }

  /** All to one web process, whichever. */
  #clickTimes(count: number): void {
    const [url] = this.#options.random.shuffled(this.#options.urls())
    for (let n = 0; url && n < count && this.#open.size < OPEN_MOST; n++) {
      const clicking = this.#click(url)
      this.#open.add(clicking)
      void clicking.finally(() => this.#open.delete(clicking))
    }
  }

  #click(url: string): Promise<void> {
    const { workspace, secret, random } = this.#options
    const link = random.pick(workspace.links)
    const number = this.answers.size
    const mark = `click-${number}`
    this.answers.set(mark, 'none')
    const token = signToken({ recipientId: random.pick(workspace.prospectIds) }, link._id, secret)
    const headers = {
      'user-agent':
        'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36',
      referer: `https://mail.example.com/${mark}`,
      'x-forwarded-for': `20.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    }
    return new Promise((resolve) => {
      const request = httpGet(
        `${url}/r/${link.slug}/${token}`,
        { agent: this.#agent, headers, timeout: 30_000 },
        (response) => {
          const said = /rec;desc=(\w+)/.exec(String(response.headers['server-timing']))?.[1]
          if (response.statusCode !== 302) this.others.push(`${mark}: ${response.statusCode}`)
          else this.answers.set(mark, (said ?? 'none') as Answer) // what the web process may say
          response.resume().once('close', resolve)
        },
      )
      request.once('timeout', () => request.destroy())
      request.once('error', () => resolve())
    })
  }
}

const OPEN_MOST = 250
const TOGETHER = 100
