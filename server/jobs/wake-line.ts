import { randomBytes } from 'node:crypto'
import { renameSync, statSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { dirname, join } from 'node:path'

const CHECK_MS = 1_000
const RECONNECT_MS = 50

/**
 * A party line between the processes of one machine: each line of text that one sends reaches all others.
 * The first process to come hosts it on a unix socket; when that one ends, another takes over. Lines sent
 * meanwhile are lost, which is allowed: whoever listens also looks by itself.
 */
export class WakeLine {
  private readonly path: string
  private readonly onLine: (line: string) => void
  private readonly guests = new Set<Socket>()
  private server: Server | null = null
  private host: Socket | null = null
  private timer: NodeJS.Timeout | null = null
  private isClosed = false

  /** @param path of the socket, at most 107 bytes, in a folder that exists */
  constructor(path: string, onLine: (line: string) => void) {
    this.path = path
    this.onLine = onLine
    this.join()
  }

  get isConnected(): boolean {
    return this.server !== null || this.host?.readyState === 'open'
  }

  /** Sends to all other processes on the line. */
  send(line: string): void {
    const data = `${line}\n`
    if (this.host?.readyState === 'open') this.host.write(data)
    for (const guest of this.guests) guest.write(data)
  }

  close(): void {
    this.isClosed = true
    if (this.timer) clearTimeout(this.timer)
    this.host?.destroy()
    this.stopHosting()
  }

  private join(): void {
    if (this.isClosed) return
    const socket = createConnection(this.path)
    socket.unref()
    socket.once('connect', () => {
      this.host = socket
      eachLine(socket, this.onLine)
    })
    socket.once('error', () => {}) // 'close' follows
    socket.once('close', () => {
      const wasConnected = this.host === socket
      this.host = null
      if (wasConnected) this.later(() => this.join(), RECONNECT_MS * Math.random())
      else this.takeOver()
    })
  }

  /** Listens under a name of its own, then takes the common name, which is atomic: the last one has it. */
  private takeOver(): void {
    if (this.isClosed) return
    const own = join(dirname(this.path), `w${randomBytes(3).toString('hex')}.sock`)
    const server = createServer((guest) => this.welcome(guest))
    server.unref()
    server.once('error', () => this.later(() => this.join(), CHECK_MS))
    server.listen(own, () => {
      try {
        renameSync(own, this.path)
        this.server = server
        this.keepName(statSync(this.path).ino)
      } catch {
        server.close()
        this.later(() => this.join(), CHECK_MS)
      }
    })
  }

  private welcome(guest: Socket): void {
    guest.unref()
    this.guests.add(guest)
    guest.on('error', () => {}) // 'close' follows
    guest.once('close', () => this.guests.delete(guest))
    eachLine(guest, (line) => {
      this.onLine(line)
      for (const other of this.guests) if (other !== guest) other.write(`${line}\n`)
    })
  }

  /** Two may have taken over at once: whoever lost the name goes to the one that has it. */
  private keepName(inode: number): void {
    this.later(() => {
      if (statSync(this.path, { throwIfNoEntry: false })?.ino === inode) return this.keepName(inode)
      this.stopHosting()
      this.join()
    }, CHECK_MS)
  }

  private stopHosting(): void {
    this.server?.close()
    this.server = null
    for (const guest of this.guests) guest.destroy()
  }

  private later(act: () => void, ms: number): void {
    if (this.isClosed) return
    this.timer = setTimeout(act, ms)
    this.timer.unref()
  }
}

/** Reads lines as they come. Not with `readline`, which throws when the other side goes away. */
function eachLine(socket: Socket, onLine: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8').on('data', (data) => {
    const lines = `${rest}${data}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}
