import type { Db } from 'mongodb'
import mongoose from 'mongoose'
import { getEnv } from '../env'
import { AppError } from '../errors'
import { log } from '../log'
import { readUriFile } from './embedded/uri-file'

/**
 * Connects the default mongoose connection of this process, once, and answers it.
 * Next's bundle and the code around it share one process, and by way of `globalThis` one connection.
 *
 * @param uri default: MONGODB_URI, or the address the embedded database process left in DATA_DIR
 * @throws AppError 'unavailable' when no database answers within 30 s
 */
export function connectDatabase(uri?: string): Promise<mongoose.Connection> {
  shared.switchyardConnection ??= open(uri).catch((error) => {
    shared.switchyardConnection = undefined
    throw error
  })
  return shared.switchyardConnection
}

/** The driver's own database, for hot paths and guarded updates. Connect first. */
export function database(): Db {
  const db = shared.switchyardMongoose?.connection.db
  if (!db) throw notConnected()
  return db
}

export async function disconnectDatabase(): Promise<void> {
  shared.switchyardConnection = undefined
  await shared.switchyardMongoose?.disconnect()
}

// `globalThis` carries what two module graphs in one process have to share.
const shared = globalThis as typeof globalThis & {
  switchyardConnection?: Promise<mongoose.Connection>
  switchyardMongoose?: typeof mongoose
}

async function open(given?: string): Promise<mongoose.Connection> {
  const uri = given ?? getEnv().mongodbUri ?? (await embeddedUri(getEnv().dataDir))
  shared.switchyardMongoose ??= mongoose
  mongoose.set({
    sanitizeFilter: true,
    strictQuery: true,
    autoIndex: false,
    autoCreate: false,
    maxTimeMS: 20_000,
  })
  try {
    await mongoose.connect(uri, connectOptions(uri))
  } catch (cause) {
    throw unreachable(cause)
  }
  return mongoose.connection
}

/** Acknowledged means durable, always: in the journal here, and on a majority where there are several. */
function connectOptions(uri: string): mongoose.ConnectOptions {
  return {
    ...(hasDatabaseName(uri) ? {} : { dbName: 'switchyard' }),
    serverSelectionTimeoutMS: 30_000,
    ...(/[?&]journal=true/.test(uri) ? {} : { writeConcern: { w: 'majority', journal: true } }),
  }
}

function hasDatabaseName(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/?]+\/[^?]/.test(uri)
}

async function embeddedUri(dataDir: string): Promise<string> {
  const deadline = Date.now() + 30_000
  let told = false
  for (;;) {
    const uri = readUriFile(dataDir)
    if (uri) return uri
    if (Date.now() > deadline) throw notStarted(dataDir)
    if (!told) log.info({ dataDir }, 'waiting for the database; `npm run database` starts it')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function notStarted(dataDir: string): AppError {
  return new AppError('unavailable', {
    message: `no database has been started for ${dataDir}`,
    userMessage: 'No database is running. Start one with `npm run database`, or set MONGODB_URI.',
  })
}

function unreachable(cause: unknown): AppError {
  return new AppError('unavailable', {
    message: `the database does not answer: ${cause instanceof Error ? cause.message : cause}`,
    userMessage: 'The database does not answer. Check that it is running and that MONGODB_URI is right.',
    cause,
  })
}

function notConnected(): AppError {
  return new AppError('unavailable', {
    message: 'database() was called before connectDatabase()',
    userMessage: 'The database is not connected yet. Try again in a moment.',
  })
}
