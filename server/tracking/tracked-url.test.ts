import { describe, expect, test } from 'vitest'
import { replacedParameters, shortUrl, tokenedUrl, trackedUrl } from './tracked-url'

const none = { source: '', medium: '', campaign: '', term: '', content: '' }
const mail = { ...none, source: 'mail', medium: 'email' }

describe('IR-15: the Tracked URL is the destination with the UTM parameters appended to the end', () => {
  test.each([
    ['a page', 'https://a.example/page', 'https://a.example/page?utm_source=mail&utm_medium=email'],
    ['a bare host', 'https://a.example', 'https://a.example?utm_source=mail&utm_medium=email'],
    ['a query', 'https://a.example/?x=1', 'https://a.example/?x=1&utm_source=mail&utm_medium=email'],
    ['an empty query', 'https://a.example/?', 'https://a.example/?utm_source=mail&utm_medium=email'],
    [
      'a query ending in &',
      'https://a.example/?x=1&',
      'https://a.example/?x=1&utm_source=mail&utm_medium=email',
    ],
    ['a fragment', 'https://a.example/#top', 'https://a.example/?utm_source=mail&utm_medium=email#top'],
    [
      '? within a fragment',
      'https://a.example/#/r?x=1',
      'https://a.example/?utm_source=mail&utm_medium=email#/r?x=1',
    ],
    [
      'two question marks',
      'https://a.example/?a=b?c',
      'https://a.example/?a=b?c&utm_source=mail&utm_medium=email',
    ],
    [
      'odd but legal bytes',
      "https://a.example/%7e/ä b;c?q=%e4&r=[1]&&s='",
      "https://a.example/%7e/ä b;c?q=%e4&r=[1]&&s='&utm_source=mail&utm_medium=email",
    ],
    [
      'a broken encoding',
      'https://a.example/?%zz=1',
      'https://a.example/?%zz=1&utm_source=mail&utm_medium=email',
    ],
    [
      'an international host',
      'https://bücher.example/',
      'https://bücher.example/?utm_source=mail&utm_medium=email',
    ],
    ['a port', 'http://a.example:8080/x', 'http://a.example:8080/x?utm_source=mail&utm_medium=email'],
  ])('%s', (_, destination, expected) => {
    expect(trackedUrl(destination, mail)).toBe(expected)
  })

  test('all five, in the order people know, encoded', () => {
    const utm = {
      source: 'news letter',
      medium: 'e&mail',
      campaign: 'späte=Rabatte',
      term: '#1',
      content: 'a/b?c',
    }
    expect(trackedUrl('https://a.example/', utm)).toBe(
      'https://a.example/?utm_source=news%20letter&utm_medium=e%26mail&utm_campaign=sp%C3%A4te%3DRabatte&utm_term=%231&utm_content=a%2Fb%3Fc',
    )
  })

  test.each(['https://a.example?', 'https://a.example/?utm_source=x#y', 'https://ä.example/%'])(
    'without UTM parameters %s stays as it is',
    (destination) => expect(trackedUrl(destination, { ...none, term: '  ' })).toBe(destination),
  )
})

describe('?17: an existing parameter of the same name gives way to the appended one', () => {
  test.each([
    ['?utm_source=old', '?utm_source=mail&utm_medium=email'],
    ['?a=1&utm_source=old&b=2', '?a=1&b=2&utm_source=mail&utm_medium=email'],
    ['?utm_source=1&utm_source=2', '?utm_source=mail&utm_medium=email'],
    ['?utm%5Fsource=old', '?utm_source=mail&utm_medium=email'],
    ['?utm_source', '?utm_source=mail&utm_medium=email'],
    ['?UTM_SOURCE=old', '?UTM_SOURCE=old&utm_source=mail&utm_medium=email'],
    ['?utm_term=kept', '?utm_term=kept&utm_source=mail&utm_medium=email'],
    ['?x=utm_source=old', '?x=utm_source=old&utm_source=mail&utm_medium=email'],
  ])('%s becomes %s', (query, expected) => {
    expect(trackedUrl(`https://a.example/${query}`, mail)).toBe(`https://a.example/${expected}`)
  })

  test('and is named, so that somebody can be warned', () => {
    expect(replacedParameters('https://a.example/?utm_medium=x&utm%5Fsource=y&utm_term=z', mail)).toEqual([
      'utm_source',
      'utm_medium',
    ])
    expect(replacedParameters('https://a.example/#utm_source=x', mail)).toEqual([])
    expect(replacedParameters('https://a.example/?utm_source=x', none)).toEqual([])
  })
})

test('the short and the tokened address stand under the tracking URL', () => {
  const link = { slug: 'spring sale' }
  expect(shortUrl(link, 'https://go.example')).toBe('https://go.example/r/spring%20sale')
  expect(tokenedUrl(link, 'AbC', 'https://go.example')).toBe('https://go.example/r/spring%20sale/AbC')
})
