import { expect, test } from 'vitest'
import { canEditVisually } from './visual-support'

test.each([
  '',
  '<p>a <strong>b</strong><br></p><h2>c</h2><ul><li><p>d</p></li></ul><hr>',
  '<p><a class="button" data-link-id="x" href="https://a.example">x</a></p>',
])('%s is edited visually', (html) => {
  expect(canEditVisually(html)).toBe(true)
})

test.each([
  '<table><tbody><tr><td>x</td></tr></tbody></table>',
  '<p style="color:red">x</p>',
  '<style>p { color: red }</style><p>x</p>',
  '<img src="https://a.example/x.png">',
  '<h4>x</h4>',
])('%s would lose something, so it is edited as HTML', (html) => {
  expect(canEditVisually(html)).toBe(false)
})
