import { describe, expect, test } from 'vitest'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { checkMergeFields, fillMergeFields, mergeValues } from './fill-merge-fields'

const ada = mergeValues(
  {
    ...emptyProspect,
    email: 'ada@example.com',
    firstName: 'Ada',
    organization: '<b>O&Co</b>',
    fields: { industry: 'construction', note: '{{ email }}{% include "/etc/passwd" %}' },
    tags: ['a', 'b'],
    score: 12,
  },
  'https://t.example/u/1',
)
const nobody = mergeValues(emptyProspect, 'https://t.example/u/2')
const html = (template: string, values = ada) => fillMergeFields(template, values, 'html')

test('values are filled in, and a default stands in for what is missing', () => {
  expect(html("Hi {{ firstName | default: 'there' }}, {{ fields.industry }}")).toBe('Hi Ada, construction')
  expect(html("Hi {{ firstName | default: 'there' }}{{ fields.industry }}", nobody)).toBe('Hi there')
})

test('values are escaped in HTML and plain in a subject', () => {
  expect(html('{{ organization }}')).toBe('&lt;b&gt;O&amp;Co&lt;/b&gt;')
  expect(fillMergeFields('{{ organization }}', ada, 'subject')).toBe('<b>O&Co</b>')
})

test('the raw filter does not get a value past the escaping', () => {
  expect(html('{{ organization | raw }}')).toBe('&lt;b&gt;O&amp;Co&lt;/b&gt;')
})

test('a template in a value is printed as text', () => {
  expect(html('{{ fields.note }}')).toBe('{{ email }}{% include &#34;/etc/passwd&#34; %}')
})

test('a value with line breaks cannot add a header', () => {
  const evil = mergeValues({ ...emptyProspect, firstName: 'Ada\r\nBcc: x@evil.example\u2028y' }, '')
  expect(fillMergeFields('Hi {{ firstName }}', evil, 'subject')).toBe('Hi Ada Bcc: x@evil.example y')
})

test('conditions work as an editor writes them', () => {
  expect(html('{% if score &gt;= 10 and fields.industry == &quot;construction&quot; %}yes{% endif %}')).toBe(
    'yes',
  )
  expect(html("Hi {{&nbsp;firstName&nbsp;| default:&nbsp;'x' }}")).toBe('Hi Ada')
})

describe('what cannot be sent is named when it is saved', () => {
  test.each([
    ['{{ firstName', /not complete/],
    ['{{ firstName | nonsense }}', /nonsense/],
    ['{% if score %}', /not complete/],
    ['{{ firstname }}', /Did you mean {{ firstName }}\?/],
    ['{{ industry }}', /{{ fields\.industry }}/],
    ["{% include '/etc/passwd' %}", /not understood/],
    ["{% render 'x' %}", /not understood/],
    ["{% layout 'x' %}", /not understood/],
    ['{{ constructor }}', /There is no merge field/],
    ['{% for i in (1..100000000) %}x{% endfor %}', /not understood/],
  ])('%s', (template, message) => {
    expect(checkMergeFields(template, 'html')).toMatch(message)
  })

  test('a good template has no problem', () => {
    const template =
      "{% assign name = firstName | default: 'you' %}{{ name }}{% for tag in tags %}{{ tag }}{% endfor %}"
    expect(checkMergeFields(template, 'html')).toBeNull()
    expect(checkMergeFields('Hello {{ firstName }}', 'subject')).toBeNull()
  })
})

test('prototypes are out of reach', () => {
  expect(html('[{{ fields.constructor }}{{ fields.__proto__ }}{{ firstName.constructor }}]')).toBe('[]')
})
