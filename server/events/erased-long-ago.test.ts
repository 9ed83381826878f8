import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { createProspect } from '../prospects/create-prospect'
import { eraseProspect, finishErasures } from '../prospects/erase-prospect'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { workUntilIdle } from '../testing/work-until-idle'
import { encodeRecord, readRecords } from '../tracking/journal-record'
import { writeEvents } from '../tracking/write-events'
import { Events } from './stored-event'

useTestDatabase()

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

test.each([
  ['a person', browser],
  ['a scanner', 'canary-bot/1.0'],
])(
  'I6: a click of %s from a journal, replayed when nothing remembers the erased any more, names nobody',
  async (_who, userAgent) => {
    const { id } = await createProspect({ email: 'canary@example.com' })
    const ids = { recipientId: id, messageId: newId(), senderId: null, sharerId: null }
    const click = makeClick({ ids, userAgent, ip: '203.0.113.77', visitorId: 'c'.repeat(24) })
    const kept = encodeRecord(click)
    await eraseProspect(id)
    await finishErasures(new Date(Date.now() + 11 * 60_000))
    for (const _time of [1, 2]) {
      await writeEvents([...readRecords(kept)])
      await workUntilIdle()
    }
    const stored = await collectionOf(Events).find({ _id: click._id }).toArray()
    expect(stored).toMatchObject([{ state: 'planned', prospectId: null, click: { ip: '', visitorId: null } }])
    expect(JSON.stringify(stored)).not.toMatch(new RegExp(`${id}|canary|203\\.0\\.113\\.77`))
    expect(await Prospects.countDocuments()).toBe(0)
  },
)
