import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isPublicAddress } from '../net/is-public-address'
import type { NetworkPolicy } from '../net/network-policy'
import { callWebhook } from './call-webhook'

/** Listens on every address of this machine; whoever gets through is counted. */
let canary: { port: number; hits: string[] }
const servers: Server[] = []

async function listen(handle: RequestListener, host?: string): Promise<number> {
  const server = createServer(handle)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return (server.address() as AddressInfo).port // it listens on a port
}

beforeEach(async () => {
  const hits: string[] = []
  const port = await listen((request, response) => {
    hits.push(request.url ?? '')
    response.end('caught')
  })
  canary = { port, hits }
})

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

const post = (url: string) => ({ url, method: 'POST', headers: {}, body: '{}' })

/** The rule of a new installation; names are looked up in a table in place of the network's. */
function strict(names: Record<string, string[]> = {}): NetworkPolicy {
  return {
    isAllowed: isPublicAddress,
    resolve: async (hostname) => {
      const addresses = names[hostname.toLowerCase()] ?? names['*']
      if (!addresses) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' })
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  }
}

const open: NetworkPolicy = {
  isAllowed: () => true,
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
}

describe('SSRF: no address of a private network is called, however it is written', () => {
  const literals = [
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://127.0.1:PORT/',
    'http://127.255.255.254:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0x7f.1:PORT/',
    'http://0x7f.0.0.0x1:PORT/',
    'http://017700000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0177.0.0.01:PORT/',
    'http://00000177.0.0.1:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://%31%32%37.0.0.1:PORT/',
    'http://１２７.０.０.１:PORT/',
    'http://127。0。0。1:PORT/',
    'http://①②⑦.0.0.1:PORT/',
    'http://0:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0.1.2.3:PORT/',
    'http://10.0.0.1:PORT/',
    'http://10.255.255.255:PORT/',
    'http://167772161:PORT/',
    'http://0xa000001:PORT/',
    'http://012.0.0.1:PORT/',
    'http://172.16.0.1:PORT/',
    'http://172.31.255.255:PORT/',
    'http://192.168.0.1:PORT/',
    'http://0xc0a80001:PORT/',
    'http://3232235521:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/latest/meta-data/',
    'http://2852039166/latest/meta-data/',
    'http://0251.0376.0251.0376/latest/meta-data/',
    'http://168.63.129.16/machine',
    'http://100.64.0.1:PORT/',
    'http://100.100.100.200/latest/meta-data/',
    'http://192.0.0.192/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]:PORT/',
    'http://[0:0:0:0:0:0:0:1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[::ffff:169.254.169.254]/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://[::7f00:1]:PORT/',
    'http://[::ffff:0:127.0.0.1]:PORT/',
    'http://[64:ff9b::127.0.0.1]:PORT/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[64:ff9b:1::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://[2001:0:0:0:0:0:80ff:fffe]/',
    'http://[fe80::1]:PORT/',
    'http://[febf::1]:PORT/',
    'http://[fec0::1]:PORT/',
    'http://[fc00::1]:PORT/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[fdff::1]:PORT/',
    'http://[ff02::1]:PORT/',
    'http://[2001:db8::1]/',
    'http://[100::1]/',
    'http://[5f00::1]/',
    'http://user:pass@127.0.0.1:PORT/',
    'http://example.com@127.0.0.1:PORT/',
    'http://127.0.0.1:PORT#@example.com/',
    'http://127.0.0.1:PORT\\@example.com/',
    'https://127.0.0.1:PORT/',
  ]

  test.each(literals)('%s', async (literal) => {
    // Were a name asked for after all, it would lead to the canary.
    const answer = await callWebhook(post(literal.replace('PORT', String(canary.port))), strict())
    expect(answer).toMatchObject({
      result: 'refused',
      message: expect.stringMatching(/private network|web address/),
    })
    expect(canary.hits).toEqual([])
  })

  test.each([
    ['localhost', ['127.0.0.1']],
    ['localhost', ['::1']],
    ['LOCALHOST', ['127.0.0.1']],
    ['localhost.', ['127.0.0.1']],
    ['localtest.me', ['127.0.0.1']],
    ['127.0.0.1.nip.io', ['127.0.0.1']],
    ['metadata.google.internal', ['169.254.169.254']],
    ['mapped.example', ['::ffff:127.0.0.1']],
    ['private.example', ['10.1.2.3']],
    ['mixed.example', ['93.184.216.34', '127.0.0.1']],
    ['mixed-six.example', ['2606:2800:220:1::1', '::1']],
    ['nonsense.example', ['not an address']],
  ])('a name is judged by all its addresses: %s to %j', async (name, addresses) => {
    const answer = await callWebhook(post(`http://${name}:${canary.port}/`), strict({ '*': addresses }))
    expect(answer.result).toBe('refused')
    expect(canary.hits).toEqual([])
  })

  test.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1:1/',
    'ftp://example.com/',
    'javascript:alert(1)',
    'nothing',
    '',
  ])('not a web address: %s', async (url) => {
    expect(await callWebhook(post(url), strict())).toMatchObject({ result: 'refused' })
  })

  test('DNS rebinding: the address that was checked is the one that is called', async () => {
    const hits: string[] = []
    const port = await listen((_request, response) => {
      hits.push('good')
      response.end()
    }, '127.0.0.2')
    const evil = await new Promise<number>((resolve) => {
      const server = createServer((_request, response) => {
        hits.push('evil')
        response.end()
      })
      servers.push(server)
      server.listen(port, '127.0.0.1', () => resolve(port))
    })
    // Stands for the public internet: 127.0.0.2 may be called. Each time it is asked, the name leads elsewhere.
    let asked = 0
    const rebinding: NetworkPolicy = {
      isAllowed: (address) => address === '127.0.0.2',
      resolve: async () => [{ address: asked++ % 2 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    }
    const answers = []
    for (let call = 0; call < 6; call++)
      answers.push((await callWebhook(post(`http://rebind.example:${evil}/`), rebinding)).result)
    expect(answers).toEqual(['answered', 'refused', 'answered', 'refused', 'answered', 'refused'])
    expect(hits).toEqual(['good', 'good', 'good'])
  })

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is reported, never followed', async (status) => {
    const port = await listen((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${canary.port}/` }).end()
    })
    expect(await callWebhook(post(`http://a.example:${port}/`), open)).toMatchObject({
      result: 'answered',
      status,
    })
    expect(canary.hits).toEqual([])
  })

  test.each(['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111', '8.8.8.8'])(
    'the public internet is: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
})

describe('one call', () => {
  test('sends method, headers and body, and tells what came back', async () => {
    const got: Record<string, unknown> = {}
    const port = await listen(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      Object.assign(got, {
        method: request.method,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      })
      response.writeHead(201, { 'retry-after': '7' }).end('thanks')
    })
    const answer = await callWebhook(
      { url: `http://a.example:${port}/x?y=1`, method: 'PUT', headers: { 'x-mine': 'yes' }, body: 'héllo' },
      open,
    )
    expect(answer).toMatchObject({ result: 'answered', status: 201, text: 'thanks', retryAfter: '7' })
    expect(got).toMatchObject({
      method: 'PUT',
      body: 'héllo',
      headers: { 'x-mine': 'yes', host: `a.example:${port}` },
    })
  })

  test('of an endless answer the first 64 KiB are kept, and the rest is not waited for', async () => {
    const port = await listen((_request, response) => {
      const flood = () => {
        while (response.write('x'.repeat(10_000)));
      }
      response.on('drain', flood)
      flood()
    })
    const answer = await callWebhook(post(`http://a.example:${port}/`), open)
    expect(answer).toMatchObject({ result: 'answered', status: 200 })
    expect(answer.result === 'answered' && answer.text.length).toBe(64 * 1024)
  })

  test('a server that never answers is given up in time', async () => {
    const port = await listen(() => {})
    const answer = await callWebhook(post(`http://a.example:${port}/`), open, 300)
    expect(answer).toMatchObject({ result: 'no-answer', message: 'No answer within 0.3 seconds' })
    expect(answer.durationMs).toBeLessThan(3_000)
  })

  test('an answer whose body never ends counts by its status', async () => {
    const port = await listen((_request, response) => {
      response.writeHead(200)
      response.write('begun')
    })
    const answer = await callWebhook(post(`http://a.example:${port}/`), open, 300)
    expect(answer).toMatchObject({ result: 'answered', status: 200, text: 'begun' })
  })

  test('a closed port, an unknown name and a broken connection are told apart', async () => {
    const port = await listen((request) => request.socket.destroy())
    const closed = await listen(() => {})
    const server = servers.pop()
    await new Promise((resolve) => server?.close(resolve))
    expect(await callWebhook(post(`http://a.example:${closed}/`), open)).toMatchObject({
      message: expect.stringMatching(/refuses/),
    })
    expect(await callWebhook(post('http://nowhere.example/'), strict())).toMatchObject({
      message: expect.stringMatching(/not known/),
    })
    expect(await callWebhook(post(`http://a.example:${port}/`), open)).toMatchObject({
      message: expect.stringMatching(/broke off/),
    })
  })
})
