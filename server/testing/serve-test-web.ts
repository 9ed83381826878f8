import { type ServedWeb, serveWeb } from '../web/serve-web'

/** Everything that `web` serves but the pages. On a busy machine too, a click that was answered is in the database. */
export function serveTestWeb(): Promise<ServedWeb> {
  return serveWeb({ port: 0, withPages: false, lateMs: 60_000 })
}
