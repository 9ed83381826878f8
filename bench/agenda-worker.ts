import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import { collectionOf } from '@/server/db/collection-of'
import { connectDatabase, database } from '@/server/db/connect'
import { Prospects } from '@/server/prospects/prospect'

/** What P5 is compared with: one Agenda job per action, which does the same change in its handler, unguarded. */
await connectDatabase()
const agenda = new Agenda({
  backend: new MongoBackend({ mongo: database(), collection: 'benchJobs' }),
  processEvery: 50,
  defaultConcurrency: 50,
  maxConcurrency: 100,
  defaultLockLimit: 100,
})
type Action = { prospectId: string }
agenda.define<Action>('score', async ({ attrs: { data } }) => {
  await collectionOf(Prospects).updateOne({ _id: data.prospectId }, { $inc: { score: 1 } })
})
agenda.define<Action>('tag', async ({ attrs: { data } }) => {
  await collectionOf(Prospects).updateOne({ _id: data.prospectId }, { $addToSet: { tags: 'clicked' } })
})
await agenda.start()
process.send?.({ ready: true })
process.once('SIGTERM', () => process.exit())
