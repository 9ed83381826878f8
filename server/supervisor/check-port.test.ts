import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { checkPort } from './check-port'

test('a taken port is refused with what to do', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  await expect(checkPort(port)).rejects.toMatchObject({
    code: 'unavailable',
    userMessage: `Port ${port} is taken by another program. End that one, or choose another port: PORT=${port + 1} npm start`,
  })
  await new Promise((resolve) => server.close(resolve))
  await expect(checkPort(port)).resolves.toBe(port)
})

test('port 0 becomes a free port', async () => {
  expect(await checkPort(0)).toBeGreaterThan(1023)
})
