import { expect, test } from 'vitest'
import { readPastedLinks } from './read-pasted-links'

const [a, b] = ['https://example.com/a', 'https://example.com/b']

test.each([
  [
    'an address a line',
    `${a}\n${b}\n`,
    [
      [a, ''],
      [b, ''],
    ],
  ],
  [
    'a name after a tab',
    `${a}\tSpring, early\n${b}\tAutumn`,
    [
      [a, 'Spring, early'],
      [b, 'Autumn'],
    ],
  ],
  [
    'a name after a comma',
    `${a}, Spring\n${b},Autumn`,
    [
      [a, 'Spring'],
      [b, 'Autumn'],
    ],
  ],
  [
    'semicolons',
    `Spring;${a}\nAutumn;${b}`,
    [
      [a, 'Spring'],
      [b, 'Autumn'],
    ],
  ],
  ['cells of a spreadsheet with titles', `Name\tURL\r\nSpring\t${a}\r\n`, [[a, 'Spring']]],
  [
    'quotes around what holds a comma',
    `"${a}?x=1,2","Spring, ""early"""`,
    [[`${a}?x=1,2`, 'Spring, "early"']],
  ],
  ['lines without anything', `\n\n ${a} \n,\n`, [[a, '']]],
  ['a byte order mark', `\ufeff${a}`, [[a, '']]],
  [
    'what is no address',
    'spring banner\njavascript:alert(1)',
    [
      ['spring banner', ''],
      ['javascript:alert(1)', ''],
    ],
  ],
  ['nothing', ' \n ', []],
])('a pasted list is read: %s', (_what, text, rows) => {
  expect(readPastedLinks(text)).toEqual(rows.map(([destination, name]) => ({ destination, name })))
})
