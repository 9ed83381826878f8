import type { Document } from 'mongodb'
import type { Settings } from '../settings/settings'
import { type CountedEvent, windowFrom } from './counted-event'

/** More of one window are all suppressed alike, so only so many beyond its limit are remembered. */
const BEYOND_LIMIT = 100
/** More windows than a key can have open at once, so that events that come late still find theirs. */
const WINDOWS_MOST = 12

/**
 * Counts an event in one atomic update of its key, once: into the window that covers it; else, when one begins so
 * soon that both would be in one window, into that one, because a window never moves once something was decided
 * with it; else into a window that it opens. So windows never overlap, in whatever order events come.
 */
export function countUpdate(event: CountedEvent, settings: Pick<Settings, 'spam'>, now: Date): Document[] {
  const { id, at, channel, host, who, ip } = event
  const own = windowFrom(event, settings)
  const joined = { $cond: [covers(at), '$$this.start', { $ifNull: ['$$value', null] }] }
  const known = { $ifNull: ['$windows', []] }
  return [
    {
      $set: {
        channel: literal(channel),
        host: literal(channel === 'forms' ? null : host),
        who: literal(who),
        ip: literal(ip),
        countedAt: now,
        windows: {
          $let: {
            vars: {
              isCounted: {
                $in: [
                  literal(id),
                  {
                    $reduce: {
                      input: known,
                      initialValue: [],
                      in: { $concatArrays: ['$$value', '$$this.ids'] },
                    },
                  },
                ],
              },
              covering: { $reduce: { input: known, initialValue: null, in: joined } },
              next: {
                $min: {
                  $map: {
                    input: {
                      $filter: {
                        input: known,
                        cond: { $and: [{ $gt: ['$$this.start', at] }, { $lt: ['$$this.start', own.until] }] },
                      },
                    },
                    in: '$$this.start',
                  },
                },
              },
            },
            in: {
              $cond: ['$$isCounted', known, placed({ known, own, id })],
            },
          },
        },
      },
    },
    { $set: { until: { $max: '$windows.until' } } },
  ]
}

/** The windows with the event in the one it belongs to. */
function placed({
  known,
  own,
  id,
}: {
  known: Document
  own: ReturnType<typeof windowFrom>
  id: string
}): Document {
  return {
    $let: {
      vars: { home: { $ifNull: ['$$covering', '$$next'] } },
      in: {
        $cond: [
          { $eq: [{ $ifNull: ['$$home', null] }, null] },
          { $slice: [{ $concatArrays: [known, [literal(own)]] }, -WINDOWS_MOST] },
          {
            $map: {
              input: known,
              in: {
                $cond: [
                  {
                    $and: [
                      { $eq: ['$$this.start', '$$home'] },
                      { $lt: [{ $size: '$$this.ids' }, { $add: ['$$this.limit', BEYOND_LIMIT] }] },
                    ],
                  },
                  { $mergeObjects: ['$$this', { ids: { $concatArrays: ['$$this.ids', [literal(id)]] } }] },
                  '$$this',
                ],
              },
            },
          },
        ],
      },
    },
  }
}

function covers(at: Date): Document {
  return { $and: [{ $lte: ['$$this.start', at] }, { $gt: ['$$this.until', at] }] }
}

/** Text from outside may look like a field path. */
function literal(value: unknown): Document {
  return { $literal: value }
}
