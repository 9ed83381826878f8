import { connect } from 'node:net'
import { readUriFile } from './uri-file'

/** The address of the database process that serves `dataDir` now, if one does and takes connections. */
export async function findRunningDatabase(dataDir: string): Promise<string | undefined> {
  const uri = readUriFile(dataDir)
  return uri && (await takesConnections(uri)) ? uri : undefined
}

function takesConnections(uri: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(decodeURIComponent(new URL(uri).host))
    const answer = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}
