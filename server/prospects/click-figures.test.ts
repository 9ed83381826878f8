import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { insertEvents } from '../events/record-event'
import { countSenders } from '../links/count-senders'
import { Links } from '../links/link'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { workUntilIdle } from '../testing/work-until-idle'
import { clickFigures } from './click-figures'

useTestDatabase()

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const devices = ['d0', 'd1', 'stranger'] as const

/** Every prospect of these has a device of their own; the stranger’s is nobody’s. */
const clicks = fc.array(
  fc.record({
    recipient: fc.option(fc.integer({ min: 0, max: 1 })),
    sharer: fc.option(fc.integer({ min: 0, max: 1 })),
    device: fc.constantFrom(...devices, null),
    isProgram: fc.boolean(),
    sender: fc.option(fc.integer({ min: 0, max: 1 })),
  }),
  { minLength: 1, maxLength: 25 },
)
type Drawn = typeof clicks extends fc.Arbitrary<(infer Click)[]> ? Click : never

/** Whose click it is, and whose referral, as docs/decisions/who-clicked.md has it. */
function judge({ recipient, sharer, device, isProgram }: Drawn, strangerIs: number | null) {
  const owner = device === 'stranger' ? strangerIs : device === null ? null : devices.indexOf(device)
  const isPassedOn = recipient !== null && owner !== null && owner !== recipient && !isProgram
  return { who: isPassedOn ? owner : (recipient ?? owner), referrer: isPassedOn ? recipient : sharer }
}

test('I22, IM-15: both figures of every prospect equal a recount of who clicked what', async () => {
  await fc.assert(
    fc.asyncProperty(clicks, async (all) => {
      // A token on the stranger’s device would make it known: that is another test's.
      const drawn = all.filter(({ recipient, device }) => recipient === null || device !== 'stranger')
      await emptyDatabase()
      const link = makeLink({ identity: 'token+cookie' })
      await collectionOf(Links).insertOne(link)
      const people = [
        await insertProspect({ visitorIds: ['d0'] }),
        await insertProspect({ visitorIds: ['d1'] }),
      ].map(({ _id }) => _id)
      const idOf = (index: number | null) => (index === null ? null : (people[index] ?? null))
      await insertEvents(
        drawn.map(({ recipient, sharer, device, isProgram, sender }, second) => ({
          ...makeClick(
            {
              ids:
                recipient === null && sharer === null
                  ? null
                  : {
                      recipientId: idOf(recipient),
                      messageId: null,
                      senderId: sender === null ? null : `${'a'.repeat(23)}${sender}`,
                      sharerId: idOf(sharer),
                    },
              visitorId: device,
              userAgent: isProgram ? 'curl/8.5.0' : firefox,
              ip: `192.0.2.${second}`,
            },
            { id: link._id },
          ),
          at: new Date(Date.parse('2026-03-01T10:00:00Z') + second * 600_000),
        })),
      )
      await workUntilIdle()
      const human = drawn.filter(({ isProgram }) => !isProgram).map((click) => judge(click, null))
      const figures = await clickFigures(people)
      for (const [index, id] of people.entries())
        expect(figures.get(id)).toEqual({
          link_clicks: human.filter(({ who }) => who === index).length,
          contact_referral_link_clicks: human.filter(
            ({ who, referrer }) => who === index || referrer === index,
          ).length,
        })
      expect(
        new Map((await countSenders(link._id)).map(({ sender, clicks }) => [sender.id, clicks])),
      ).toEqual(recountSenders(drawn))
    }),
    { numRuns: 20 },
  )
})

function recountSenders(drawn: Drawn[]) {
  const sent = drawn
    .map((click, index) => ({ ...click, index, ...judge(click, null) }))
    .filter(({ recipient, sharer }) => recipient !== null || sharer !== null)
  return new Map(
    [0, 1].flatMap((number) => {
      const own = sent.filter(({ sender }) => sender === number)
      const human = own.filter(({ isProgram }) => !isProgram)
      const unique = new Set(human.map(({ who, device, index }) => who ?? device ?? `address ${index}`)).size
      const id = `${'a'.repeat(23)}${number}`
      return own.length ? [[id, { total: own.length, human: human.length, unique }] as const] : []
    }),
  )
}

test('who has clicked nothing has nothing', async () => {
  expect(await clickFigures(['f'.repeat(24)])).toEqual(
    new Map([['f'.repeat(24), { link_clicks: 0, contact_referral_link_clicks: 0 }]]),
  )
})
