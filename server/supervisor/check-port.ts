import { type AddressInfo, createServer } from 'node:net'
import { AppError } from '../errors'

/**
 * Makes sure that nobody listens on a port; 0 asks for any free one.
 * @returns the port
 * @throws AppError 'unavailable' when it is taken or not allowed
 */
export function checkPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portError(port, cause)))
    server.listen(port, () => {
      // A listening TCP server always has an AddressInfo.
      const { port: taken } = server.address() as AddressInfo
      server.close(() => resolve(taken))
    })
  })
}

function portError(port: number, cause: NodeJS.ErrnoException): AppError {
  const userMessage =
    cause.code === 'EADDRINUSE'
      ? `Port ${port} is taken by another program. End that one, or choose another port: PORT=${port + 1} npm start`
      : `Port ${port} cannot be used (${cause.code}). Choose another one: PORT=3000 npm start`
  return new AppError('unavailable', { message: `port ${port}: ${cause.code}`, userMessage, cause })
}
