import { beforeEach, describe, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { Events, type StoredEvent } from '../events/stored-event'
import { type Mail, Mails } from '../messages/mail'
import { Messages } from '../messages/message'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { honeypotLinkId } from './honeypot-link-id'
import { judgeClicks } from './judge-clicks'
import { reconsider } from './reconsider'

useTestDatabase()

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const settings = { scannerNetworks: ['198.51.100.0/24', '2001:db8::/32'] }
const start = Date.parse('2026-03-01T10:00:00Z')
const [messageId, ada, bob, eve] = [newId(), newId(), newId(), newId()]
const links = ['first', 'second', 'third'].map((name) => ({ name, id: newId() }))
const [first, second, third] = links.map(({ id }) => id)

type Seen = { link?: string | undefined; who?: string | null; ip?: string; agent?: string }

/** Somebody follows a link of the mail so many seconds after ten o'clock. */
async function follow(
  seconds: number,
  { link = first, who = ada, ip = '192.0.2.1', agent = firefox }: Seen = {},
) {
  const ids = who ? { recipientId: who, messageId, senderId: null, sharerId: null } : null
  const event: StoredEvent = {
    ...makeClick({ ids, ip, userAgent: agent }, { id: link ?? '', messageId }),
    at: new Date(start + seconds * 1000),
  }
  await collectionOf(Events).insertOne(event)
  return event
}

const judged = async (...events: StoredEvent[]) => {
  const judgements = await judgeClicks(events, settings)
  return events.map(({ _id }) => judgements.get(_id))
}
const verdictsOf = async (...events: StoredEvent[]) =>
  (await judged(...events)).map((found) => found?.verdict)

/** The planner has taken it out of the inbox with this verdict. */
const planned = ({ _id }: StoredEvent, verdict: 'human' | 'suspected' = 'human') =>
  collectionOf(Events).updateOne({ _id }, { $set: { state: 'planned', verdict } })

beforeEach(async () => {
  await collectionOf(Messages).insertOne({
    _id: messageId,
    name: 'News',
    subject: 'News',
    html: '',
    links: links.map(({ id, name }) => ({
      id,
      label: name,
      destination: 'https://example.com/',
      type: 'url' as const,
    })),
    revision: 1,
    createdAt: new Date(start),
    updatedAt: new Date(start),
  })
})

describe('certain: it does nothing', () => {
  test('KP-10: a declared program', async () => {
    expect(await judged(await follow(0, { agent: 'curl/8.5.0' }))).toMatchObject([
      { verdict: 'bot', weight: 'certain', reasons: [expect.stringMatching(/^Certain: .*curl/)] },
    ])
  })

  test.each(['198.51.100.7', '::ffff:198.51.100.7', '2001:db8:1::9'])(
    'KP-10: any browser in a scanner network, %s',
    async (ip) => {
      expect(await judged(await follow(0, { ip }))).toMatchObject([
        { verdict: 'bot', weight: 'certain', reasons: [expect.stringContaining('network of scanners')] },
      ])
      expect(await verdictsOf(await follow(900, { ip: '198.51.101.7' }))).toEqual(['human'])
    },
  )

  test('the hidden link itself, which does nothing whoever follows it', async () => {
    expect(await judged(await follow(0, { link: honeypotLinkId }))).toMatchObject([
      { verdict: 'suspected', weight: 'certain', reasons: [expect.stringContaining('hidden link')] },
    ])
  })
})

describe('probable: it is held', () => {
  test('two different links of one email within five seconds by one recipient, both of them, and not a moment later', async () => {
    const [a, b] = [await follow(0), await follow(5, { link: second, ip: '203.0.113.9' })]
    expect(await judged(a, b)).toMatchObject([
      {
        verdict: 'suspected',
        weight: 'probable',
        reasons: ['Probable: 2 different links of the email were clicked within 5 seconds.'],
      },
      { verdict: 'suspected', weight: 'probable' },
    ])
    expect(await verdictsOf(await follow(100), await follow(105.001, { link: second }))).toEqual([
      'human',
      'human',
    ])
  })

  test('the same without tokens, from one address; two addresses are two people', async () => {
    const one = [await follow(0, { who: null }), await follow(1, { who: null, link: second })]
    expect(await verdictsOf(...one)).toEqual(['suspected', 'suspected'])
    const two = [
      await follow(100, { who: null }),
      await follow(101, { who: null, link: second, ip: '203.0.113.9' }),
    ]
    expect(await verdictsOf(...two)).toEqual(['human', 'human'])
  })

  test('colleagues behind one address who click different links of their own copies are people', async () => {
    expect(await verdictsOf(await follow(0), await follow(1, { who: bob, link: second }))).toEqual([
      'human',
      'human',
    ])
  })

  test('?2: the same link again and again is no sign of a program', async () => {
    const clicks = await Promise.all([0, 1, 2, 3].map((seconds) => follow(seconds)))
    expect(await verdictsOf(...clicks)).toEqual(['human', 'human', 'human', 'human'])
  })

  test('all links of the email within a minute, though never two within five seconds', async () => {
    const clicks = [await follow(0), await follow(12, { link: second }), await follow(24, { link: third })]
    expect(await judged(...clicks)).toMatchObject(
      clicks.map(() => ({
        weight: 'probable',
        reasons: ['Probable: All 3 links of the email were clicked within a minute.'],
      })),
    )
    const some = [await follow(500), await follow(512, { link: second })]
    expect(await verdictsOf(...some)).toEqual(['human', 'human'])
  })

  test('the hidden link was followed, before or after, for as long as ten minutes', async () => {
    const [before, after] = [await follow(0), await follow(1200)]
    await follow(600, { link: honeypotLinkId })
    expect(await verdictsOf(before, after)).toEqual(['suspected', 'suspected'])
    expect(await verdictsOf(await follow(-0.001), await follow(0, { who: bob, ip: '203.0.113.9' }))).toEqual([
      'human',
      'human',
    ])
  })

  test('an app that is not a browser', async () => {
    expect(await judged(await follow(0, { agent: 'Dalvik/2.1.0 (Linux; U; Android 14)' }))).toMatchObject([
      { verdict: 'suspected', weight: 'probable', reasons: [expect.stringMatching(/^Probable: /)] },
    ])
  })

  test('a preview of a link that was passed on says nothing about the person who clicks another one', async () => {
    await follow(0, { agent: 'WhatsApp/2.23.20.0', link: second })
    expect(await verdictsOf(await follow(1))).toEqual(['human'])
  })
})

describe('signs of the delivery', () => {
  const deliver = (who: string, seconds: number, state: Mail['state'] = 'sent') =>
    collectionOf(Mails).insertOne({
      _id: newId(),
      prospectId: who,
      messageId,
      versionId: '',
      runId: '',
      messageIdHeader: '',
      from: '',
      to: '',
      subject: '',
      html: '',
      text: '',
      headers: {},
      state,
      error: null,
      createdAt: new Date(start + seconds * 1000 - 300),
      sentAt: new Date(start + seconds * 1000),
    })

  test('N5: a click within two seconds of the delivery is a person’s, with the sign beside it, and waits a moment', async () => {
    await deliver(ada, 10)
    expect(await judged(await follow(11.999))).toEqual([
      {
        verdict: 'human',
        weight: 'slight',
        reasons: ['Weak: It came within 2 seconds of the delivery of the email.'],
      },
    ])
    expect(await judged(await follow(12), await follow(69.999))).toEqual(
      [1, 2].map(() => ({
        verdict: 'human',
        weight: 'slight',
        reasons: ['Slight: It came within a minute of the delivery of the email.'],
      })),
    )
    expect(await judged(await follow(70))).toEqual([{ verdict: 'human', weight: 'none', reasons: [] }])
  })

  test('a click while the email is still being delivered is probably a program’s: nobody can have read it', async () => {
    const tooEarly = {
      verdict: 'suspected',
      weight: 'probable',
      reasons: [expect.stringMatching(/^Probable: .*still being delivered/)],
    }
    await deliver(ada, 10)
    expect(await judged(await follow(9.999))).toEqual([tooEarly])
    expect(await judged(await follow(9.699), await follow(10))).toMatchObject([
      { verdict: 'human', reasons: [] },
      { verdict: 'human', weight: 'slight' },
    ])
    await collectionOf(Mails).updateOne({ messageId }, { $set: { state: 'sending', sentAt: null } })
    expect(await judged(await follow(20))).toEqual([tooEarly])
    expect(await judged(await follow(200))).toMatchObject([{ weight: 'none', reasons: [] }])
  })

  test('but not when the same email had been delivered once before', async () => {
    await deliver(ada, 10)
    await deliver(ada, 300)
    expect(await judged(await follow(299.9))).toMatchObject([{ verdict: 'human', weight: 'slight' }])
  })

  test('a mail that only stands in the Outbox was delivered to nobody', async () => {
    await deliver(ada, 10, 'kept')
    expect(await judged(await follow(10.5))).toMatchObject([{ reasons: [] }])
  })

  test('two together are a suspicion', async () => {
    await deliver(ada, 10)
    await follow(9, { who: bob })
    await follow(9, { who: eve })
    expect(await judged(await follow(11))).toMatchObject([
      {
        verdict: 'suspected',
        weight: 'probable',
        reasons: [/^Weak: .*delivery/, /^Weak: .*2 other recipients/].map((text) =>
          expect.stringMatching(text),
        ),
      },
    ])
  })
})

describe('evidence that comes later', () => {
  test('KP-10: a click that was a person’s and acted becomes suspected, with the reason, once', async () => {
    const early = await follow(0)
    expect(await verdictsOf(early)).toEqual(['human'])
    await planned(early)
    const late = await follow(2, { link: second })
    for (let again = 0; again < 2; again++) {
      expect(await verdictsOf(late)).toEqual(['suspected'])
      expect(await collectionOf(Events).findOne({ _id: early._id })).toMatchObject({
        state: 'planned',
        verdict: 'suspected',
        outcome: null,
        reasons: [
          'Probable: 2 different links of the email were clicked within 5 seconds.',
          'It was taken for a person’s click at first; later clicks showed this.',
        ],
      })
    }
  })

  test('the hidden link turns up to ten minutes of clicks around, and nobody else’s', async () => {
    const [own, others] = [await follow(0), await follow(0, { who: bob, ip: '203.0.113.9' })]
    await planned(own)
    await planned(others)
    await judged(await follow(599, { link: honeypotLinkId }))
    const verdicts = await collectionOf(Events)
      .find({ _id: { $in: [own._id, others._id] } })
      .sort({ _id: 1 })
      .toArray()
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['suspected', 'human'])
  })

  test('a later click never makes an earlier verdict lighter', async () => {
    const early = await follow(0, { agent: 'Dalvik/2.1.0 (Linux; U; Android 14)' })
    await planned(early, 'suspected')
    await judged(await follow(2))
    expect(await collectionOf(Events).findOne({ _id: early._id })).toMatchObject({ verdict: 'suspected' })
  })

  test('a held click fires when no more evidence came, and not when a second sign or the hidden link did', async () => {
    const fires = async (event: StoredEvent) => (await reconsider([event], settings)).get(event._id)?.fires
    const app = await follow(0, { agent: 'Dalvik/2.1.0 (Linux; U; Android 14)' })
    expect(await fires(app)).toBe(true)
    const twoLinks = await follow(100)
    await follow(101, { link: second })
    expect(await fires(twoLinks)).toBe(true)
    await follow(102, { link: third })
    expect(await fires(twoLinks), 'a burst, and all links').toBe(false)
    await follow(300, { link: honeypotLinkId, agent: app.click?.userAgent })
    expect(await fires(app), 'the hidden link').toBe(false)
    expect(await fires(await follow(2000)), 'a person’s click that waited').toBe(true)
  })
})

describe('N5: a scanner went through the mail, and then somebody reads it', () => {
  const [scanner, reader] = [{ ip: '198.18.0.1' }, { ip: '203.0.113.9', agent: `${firefox} reader` }]
  const sweep = async () => {
    await follow(0, scanner)
    await follow(4, { ...scanner, link: second })
    await follow(8, { ...scanner, link: third })
    await follow(12, { ...scanner, link: honeypotLinkId })
  }

  test('the reader is a person from five seconds after it', async () => {
    await sweep()
    const [late, early] = [await follow(17.001, reader), await follow(14, reader)]
    expect((await judged(late))[0]).toMatchObject({ verdict: 'suspected' }) // the early one is a link between them
    await collectionOf(Events).deleteOne({ _id: early._id })
    expect(await judged(late)).toEqual([{ verdict: 'human', weight: 'none', reasons: [] }])
  })

  test('the scanner is one for ten minutes with its browser, and for a minute with any at its address', async () => {
    await sweep()
    expect(await verdictsOf(await follow(600, scanner))).toEqual(['suspected'])
    expect(
      await verdictsOf(
        await follow(71, { ...scanner, agent: `${firefox} other` }),
        await follow(300, { ...scanner, agent: `${firefox} third` }),
      ),
    ).toEqual(['suspected', 'human'])
  })

  test('a scanner that changes its address with every link is still one', async () => {
    const clicks = [first, second, third, honeypotLinkId].map((link, n) =>
      follow(n * 4, { link, ip: `198.18.0.${n}`, agent: `${firefox} ${n}` }),
    )
    const [one] = await Promise.all(clicks)
    expect(one && (await reconsider([one], settings)).get(one._id)?.fires).toBe(false)
  })
})

describe('faster than by hand', () => {
  const signs = async (...events: StoredEvent[]) =>
    (await judged(...events)).map((found) => found?.reasons.length)

  test('two different links within half a second, or four within five: kept back', async () => {
    const atOnce = [await follow(0), await follow(0.5, { link: second })]
    expect(await signs(...atOnce)).toEqual([2, 2])
    expect([...(await reconsider(atOnce, settings)).values()].map(({ fires }) => fires)).toEqual([
      false,
      false,
    ])
    const tabs = [await follow(100), await follow(100.501, { link: second })]
    expect(await signs(...tabs)).toEqual([1, 1])
    expect([...(await reconsider(tabs, settings)).values()].map(({ fires }) => fires)).toEqual([true, true])
    await follow(200)
    await follow(201, { link: second })
    await follow(202, { link: newId() })
    expect(await signs(await follow(203, { link: newId() }))).toEqual([2])
  })
})

test('judging the same clicks again gives the same answer', async () => {
  const clicks = [
    await follow(0),
    await follow(1, { link: second }),
    await follow(2, { link: honeypotLinkId }),
    await follow(3, { who: bob }),
  ]
  const once = await judged(...clicks)
  expect(await judged(...clicks)).toEqual(once)
  expect(await judged(...clicks.toReversed())).toEqual(once.toReversed())
})
