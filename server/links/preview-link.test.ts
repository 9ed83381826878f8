import { expect, test } from 'vitest'
import { getEnv } from '../env'
import { previewLink } from './preview-link'

const noUtm = { source: '', medium: '', campaign: '', term: '', content: '' }

test('IR-15: the Tracked URL is the destination with the UTM parameters at the end', () => {
  const preview = previewLink({ destination: ' https://example.com/a#b', utm: { ...noUtm, source: 'news' } })
  expect(preview).toEqual({
    trackedUrl: 'https://example.com/a?utm_source=news#b',
    problem: null,
    replaced: [],
    isOwnPage: false,
  })
})

test('?17: parameters that give way are named', () => {
  const destination = 'https://example.com/?utm_source=old'
  expect(previewLink({ destination, utm: { ...noUtm, source: 'new' } }).replaced).toEqual(['utm_source'])
})

test('?18: an address that no link may lead to has no Tracked URL, and the reason', () => {
  const preview = previewLink({ destination: 'javascript:alert(1)', utm: noUtm })
  expect(preview).toMatchObject({ trackedUrl: null, problem: expect.stringContaining('https://') })
})

test('?8: a web link to a page of this workspace is worth a note, and no more', () => {
  const { baseUrl } = getEnv()
  const preview = (destination: string) => previewLink({ destination, utm: noUtm })
  expect(preview(`${baseUrl}/f/trial`)).toMatchObject({ isOwnPage: true, problem: null })
  expect(preview('https://example.com/f/trial').isOwnPage).toBe(false)
})
