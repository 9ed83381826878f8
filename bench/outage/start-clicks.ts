import { Agent, get as httpGet } from 'node:http'

/** One click and what came of it; `none`: the answer did not say, or there was none. */
export type Click = {
  mark: string
  /** When it was sent, by `performance.now()`, and how long its answer took. */
  at: number
  ms: number
  status: number | null
  said: 'db' | 'spool' | 'unconfirmed' | 'none'
}

/** Clicks on schedule, each with a mark of its own as its user agent, until it is stopped. `all` are those answered. */
export function startClicks({ url, perSecond }: { url: string; perSecond: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const all: Click[] = []
  const open = new Set<Promise<void>>()
  const startedAt = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) * perSecond) / 1000
    while (sent < due) {
      const clicking = click(url, agent, `mark-${sent++}`).then((done) => void all.push(done))
      open.add(clicking)
      void clicking.finally(() => open.delete(clicking))
    }
  }, 5)
  const stop = async () => {
    clearInterval(timer)
    await Promise.all(open)
    agent.destroy()
    return all
  }
  return { all, stop }
}

function click(url: string, agent: Agent, mark: string): Promise<Click> {
  const at = performance.now()
  return new Promise((resolve) => {
    const end = (status: number | null, said: Click['said']) =>
      resolve({ mark, at, ms: performance.now() - at, status, said })
    const request = httpGet(url, { agent, headers: { 'user-agent': mark }, timeout: 30_000 }, (response) => {
      const said = /rec;desc=(db|spool|unconfirmed)/.exec(String(response.headers['server-timing']))?.[1]
      response
        .resume()
        .once('close', () => end(response.statusCode ?? null, (said ?? 'none') as Click['said'])) // one of the three
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => end(null, 'none'))
  })
}
