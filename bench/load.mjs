// A load generator in a process of its own: keep-alive connections over raw sockets to 127.0.0.1, bounded in time.
// Told { port, path, connections, seconds, rate? } over IPC, it answers what it counted; without `rate` each
// connection asks again as soon as it has its answer, with it requests start on schedule, late ones at once.
// The clock starts when all connections stand.
import { once } from 'node:events'
import { connect } from 'node:net'

process.on('message', async (job) => process.send(await run(job)))
process.once('disconnect', () => process.exit())

const LONGEST_SECONDS = 60

async function run({ port, path, connections, seconds, rate }) {
  const request = Buffer.from(
    [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'Accept-Language: en-US,en;q=0.9',
      'Accept-Encoding: gzip, deflate, br',
      'Referer: https://mail.example.com/inbox/42',
      '',
      '',
    ].join('\r\n'),
  )
  const counts = { answered: 0, redirects: 0, durable: 0, latencies: [] }
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(port)))
  const startedAt = performance.now()
  const endsAt = startedAt + Math.min(seconds, LONGEST_SECONDS) * 1000
  let scheduled = 0
  /** When the next request may start; null when it is time to stop. */
  const nextAt = () => {
    const now = performance.now()
    if (now >= endsAt) return null
    return rate ? startedAt + (scheduled++ * 1000) / rate : now
  }
  await Promise.all(sockets.map((socket) => converse({ socket, request, nextAt, counts })))
  const elapsed = (performance.now() - startedAt) / 1000
  return summary(counts, elapsed)
}

async function connected(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  return socket
}

/** One connection: a request, its answer, the next request. Latency counts from when a request was due. */
function converse({ socket, request, nextAt, counts }) {
  return new Promise((resolve, reject) => {
    let due = 0
    let received = ''
    const ask = () => {
      const at = nextAt()
      if (at === null) return socket.end()
      due = at
      const wait = at - performance.now()
      if (wait > 0.5) setTimeout(() => socket.write(request), wait)
      else socket.write(request)
    }
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      received = received === '' ? chunk : received + chunk
      if (!isWhole(received)) return
      counts.answered++
      if (received.startsWith('HTTP/1.1 302')) counts.redirects++
      if (received.includes('rec;desc=db')) counts.durable++
      counts.latencies.push(performance.now() - due)
      received = ''
      ask()
    })
    socket.once('error', reject)
    socket.once('close', resolve)
    ask()
  })
}

/** Redirects have no body: their headers end the answer, or an empty last chunk does. */
function isWhole(text) {
  return (
    text.endsWith('\r\n\r\n') && (text.endsWith('0\r\n\r\n') || !/transfer-encoding: chunked/i.test(text))
  )
}

function summary({ answered, redirects, durable, latencies }, elapsed) {
  latencies.sort((a, b) => a - b)
  const percentile = (share) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    answered,
    redirects,
    durable,
    perSecond: answered / elapsed,
    p50: percentile(0.5),
    p99: percentile(0.99),
  }
}
