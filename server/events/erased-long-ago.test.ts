import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { insertDurably } from '../db/insert-durably'
import { newId } from '../db/new-id'
import { createProspect } from '../prospects/create-prospect'
import { eraseProspect, finishErasures } from '../prospects/erase-prospect'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { workUntilIdle } from '../testing/work-until-idle'
import { encodeRecord, readRecords } from '../tracking/journal-record'
import { packEvents } from './packed-events'
import { Events, type StoredEvent } from './stored-event'

useTestDatabase()

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const replayed = (events: StoredEvent[]) => insertDurably(Events, events)

test.each([
  ['a person from a journal, replayed', browser, replayed],
  ['a scanner from a journal, replayed', 'canary-bot/1.0', replayed],
  ['a person, unpacked', browser, packEvents],
])(
  'I6: a click of %s when nothing remembers the erased any more, names nobody',
  async (_who, userAgent, comeBack) => {
    const { id } = await createProspect({ email: 'canary@example.com' })
    const ids = { recipientId: id, messageId: newId(), senderId: null, sharerId: null }
    const click = makeClick({ ids, userAgent, ip: '203.0.113.77', visitorId: 'c'.repeat(24) })
    const kept = encodeRecord(click)
    await eraseProspect(id)
    await finishErasures(new Date(Date.now() + 11 * 60_000))
    for (const _time of [1, 2]) {
      await comeBack([...readRecords(kept)])
      await workUntilIdle()
    }
    const stored = await collectionOf(Events).find({ _id: click._id }).toArray()
    expect(stored).toMatchObject([{ state: 'planned', prospectId: null, click: { ip: '', visitorId: null } }])
    expect(JSON.stringify(stored)).not.toMatch(new RegExp(`${id}|canary|203\\.0\\.113\\.77`))
    expect(await Prospects.countDocuments()).toBe(0)
  },
)
