import { expect, test } from 'vitest'
import { checkDestination } from './check-destination'

test.each([
  'https://example.com',
  'http://example.com:8080/a/b;c?d=e&f#g',
  'HTTPS://Example.COM/Page',
  'https://bücher.example/straße?q=ü#ä',
  'http://www.cbo.gov/files/03-13-Coverage Estimates.pdf',
  'http://forecast.weather.gov/wwatxtget.php?cwa=sgx&wwa=high wind warning',
  'http://www.marines.mil/Pages/Marineâ€™sfather.aspx#.T2Dk',
  'https://example.com/a@b?c=d@e',
  'https://example.com/%zz',
  'https://example.com/?u=https://other.example/',
  'http://localhost:3000/x',
  'http://192.0.2.1/x',
  'http://[2001:db8::1]:8080/x',
])('?18: %s is taken, byte for byte', (destination) => {
  expect(checkDestination(destination)).toEqual({ ok: true, destination })
})

test('space around an address is dropped', () => {
  expect(checkDestination('  https://example.com/ \n')).toEqual({
    ok: true,
    destination: 'https://example.com/',
  })
})

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  [`https://example.com/${'a'.repeat(2000)}`, 'too-long'],
  ['https://example.com/a\nb', 'control-character'],
  ['java\tscript:alert(1)', 'control-character'],
  ['https://exa\u200bmple.com/', 'control-character'],
  ['https://example.com/\u202Egpj.exe', 'control-character'],
  ['https://example.com/\ud800', 'control-character'],
  ['example.com', 'not-a-url'],
  ['example.com:8080/x', 'not-a-url'],
  ['//example.com/x', 'not-a-url'],
  ['/relative', 'not-a-url'],
  ['https:example.com', 'not-a-url'],
  ['https:/example.com', 'not-a-url'],
  ['https:///example.com', 'not-a-url'],
  ['http:\\\\example.com', 'not-a-url'],
  ['https://example.com\\@evil.example/', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['https://?x', 'not-a-url'],
  ['https://exa mple.com/', 'not-a-url'],
  ['https://example.com:99999/', 'not-a-url'],
  ['https://[::1/', 'not-a-url'],
  ['https://256.256.256.256/', 'not-a-url'],
  ['javascript:alert(1)', 'scheme'],
  ['data:text/html,x', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['ftp://example.com/', 'scheme'],
  ['mailto:ada@example.com', 'scheme'],
  ['tel:+4912345', 'scheme'],
  ['vbscript:x', 'scheme'],
  ['blob:https://example.com/x', 'scheme'],
  ['https://ada@example.com/', 'userinfo'],
  ['https://ada:secret@example.com/', 'userinfo'],
  ['https://example.com@evil.example/', 'userinfo'],
  ['https://{{host}}/', 'host'],
  ['https://a..b/', 'host'],
])('?18: %j is refused: %s', (text, code) => {
  const checked = checkDestination(text)
  expect(checked).toMatchObject({ ok: false, code })
})

test('every refusal says what to do, and shows nothing of the address', () => {
  const checked = checkDestination('https://ada:secret@example.com/')
  expect(checked).toMatchObject({ message: expect.stringMatching(/^Remove the user name and password/) })
})
