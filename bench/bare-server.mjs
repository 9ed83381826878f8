// The least that answers a redirect: what everything else is compared with.
import { createServer } from 'node:http'

const server = createServer((_request, response) => {
  response.writeHead(302, {
    Location: 'https://example.com/',
    'Cache-Control': 'no-store',
    'Content-Length': 0,
  })
  response.end()
})
server.listen(0, '127.0.0.1', () =>
  process.send({ ready: true, url: `http://localhost:${server.address().port}` }),
)
process.once('disconnect', () => process.exit())
