import { describe, expect, test } from 'vitest'
import { judgeUserAgent } from './judge-user-agent'
import { weighFindings } from './weigh-findings'

const judge = (userAgent: string) => {
  const finding = judgeUserAgent(userAgent)
  return weighFindings(finding ? [finding] : [])
}

describe('people are people', () => {
  test.each([
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 5_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Mobile/9B179 Twitter for iPhone',
    'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0 Mobile Safari/537.36 [FBAN/FB4A;FBAV/440]',
    'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; WOW64; Trident/4.0; SLCC2; .NET CLR 2.0.50727; InfoPath.3)',
    'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/122.0 Mobile Safari/537.36 Viber/22.3.0.0',
    'Mozilla/5.0 (compatible; Konqueror/4.4; Linux) KHTML/4.4.5 (like Gecko) Kubuntu',
    'Mozilla/5.0 (PLAYSTATION 3; 4.76)',
    'Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/1.1.1',
    'w3m/0.5.3+git20230121',
    'Opera/9.80 (J2ME/MIDP; Opera Mini/4.1.13572/27.1350; U; tr) Presto/2.8.119 Version/11.10',
    'BlackBerry8520/5.0.0.592 Profile/MIDP-2.1 Configuration/CLDC-1.1 VendorID/168',
  ])('%s', (userAgent) => {
    expect(judge(userAgent)).toMatchObject({ verdict: 'human', reasons: [] })
  })
})

describe('declared programs are bots, with a reason', () => {
  test.each([
    ['', 'no user agent'],
    ['   ', 'no user agent'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'declares a program'],
    ['curl/8.5.0', 'declares a program'],
    ['Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1', 'A script'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/22.1.0', 'A script'],
    ['Mozilla/5.0 (X11) AppleWebKit/534.34 (KHTML, like Gecko) wkhtmltopdf Safari/534.34', 'A script'],
    ['Viber', 'preview'],
    ['python-requests/2.32', 'declares a program'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0 Safari/537.36',
      'declares a program',
    ],
    ['Mozilla/4.0 (compatible; ms-office; MSOffice 16)', 'Microsoft Office'],
    ['Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.5; Pro)', 'Microsoft Office'],
    [
      'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
      'chat program',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Teams/1.6 Microsoft Teams LinkPreview',
      'chat program',
    ],
    ['WhatsApp/2.23.20.0', 'preview'],
    ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'preview'],
    ['Mozilla/5.0 BarracudaCentral', 'security scanner'],
    ['Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.0) LinkCheck by Siteimprove.com', 'link checker'],
    ['W3C-checklink/4.81', 'link checker'],
  ])('%j', (userAgent, reason) => {
    const { verdict, reasons } = judge(userAgent)
    expect(verdict).toBe('bot')
    expect(reasons).toEqual([expect.stringContaining(reason)])
  })
})

describe('an app that fetches without a browser is suspected, and so is what names no browser’s engine', () => {
  test.each([
    'Socialite/7766 CFNetwork/454.12.4 Darwin/10.8.0',
    'Dalvik/1.4.0 (Linux; U; Android 2.3.4; Kindle Fire)',
    'Mozilla/5.00 (Nikto/2.5.0)',
    'Mozilla/5.0 (compatible; Inky Phish Fence)',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0',
  ])('%s', (userAgent) => {
    expect(judge(userAgent)).toMatchObject({
      verdict: 'suspected',
      reasons: [expect.stringContaining('an app')],
    })
  })
})

test('the reason stays short, however long the user agent is', () => {
  expect(judge(`CFNetwork ${'x'.repeat(5000)}`).reasons[0]?.length).toBeLessThan(200)
})
