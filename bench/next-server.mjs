// Next in production mode behind node:http, the way the product runs it, with the one route of bench/next-baseline.
import { createServer } from 'node:http'
import { join } from 'node:path'
import next from 'next'

const app = next({ dev: false, dir: join(import.meta.dirname, 'next-baseline') })
await app.prepare()
const handle = app.getRequestHandler()
const server = createServer((request, response) => void handle(request, response))
server.listen(0, '127.0.0.1', () =>
  process.send({ ready: true, url: `http://localhost:${server.address().port}` }),
)
process.once('disconnect', () => process.exit())
