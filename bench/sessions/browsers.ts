import { between, type Variation, variant } from './variation'

/** User agents of browsers, with the versions and systems of one half. */
const WINDOWS = 'Windows NT 10.0; Win64; x64'
const MAC = 'Macintosh; Intel Mac OS X 10_15_7'

function chromium(vary: Variation, system: string, more = ''): string {
  const version = vary.half === 'tuning' ? between(vary, 126, 138) : between(vary, 139, 146)
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36${more}`
}

export const chrome = (vary: Variation) =>
  chromium(
    vary,
    variant(vary, [WINDOWS, MAC, 'X11; Linux x86_64'], [WINDOWS, MAC, 'X11; CrOS x86_64 14541.0.0']),
  )

export const edge = (vary: Variation) =>
  chromium(
    vary,
    variant(vary, [WINDOWS, MAC], [WINDOWS, 'X11; Linux x86_64']),
    ` Edg/${vary.half === 'tuning' ? 131 : 142}.0.0.0`,
  )

export const otherChromium = (vary: Variation) =>
  chromium(
    vary,
    WINDOWS,
    variant(
      vary,
      [' OPR/114.0.0.0', ' Vivaldi/7.0.3495.11'],
      [' OPR/122.0.0.0 (Edition Yx GX)', ' YaBrowser/25.2.0.0'],
    ),
  )

export function firefox(vary: Variation): string {
  const version = vary.half === 'tuning' ? between(vary, 128, 137) : between(vary, 138, 145)
  const system = variant(
    vary,
    [WINDOWS, 'X11; Linux x86_64'],
    [MAC.replace('_15_7', '.15'), 'X11; Ubuntu; Linux x86_64'],
  )
  return `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
}

export function safari(vary: Variation): string {
  const version = variant(vary, ['17.4', '17.6', '18.1'], ['16.6', '18.3', '26.0'])
  return `Mozilla/5.0 (${MAC}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Safari/605.1.15`
}

export function iphone(vary: Variation): string {
  const system = variant(vary, ['17_4', '17_6_1', '18_1'], ['16_7_2', '18_5', '18_6'])
  const version = system.split('_').slice(0, 2).join('.')
  const device = variant(vary, ['iPhone; CPU iPhone OS'], ['iPhone; CPU iPhone OS', 'iPad; CPU OS'])
  return `Mozilla/5.0 (${device} ${system} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/604.1`
}

export const androidChrome = (vary: Variation) =>
  chromium(vary, 'Linux; Android 10; K').replace(' Safari', ' Mobile Safari')

export function samsung(vary: Variation): string {
  const version = variant(vary, ['25.0', '26.0'], ['27.0', '28.0'])
  return `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/${version} Chrome/121.0.0.0 Mobile Safari/537.36`
}

const IOS_VIEW =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
const ANDROID_VIEW =
  'Mozilla/5.0 (Linux; Android 14; SM-A146U Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/122.0.6261.88 Mobile Safari/537.36'
const DESKTOP_VIEW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'

/** What apps open inside themselves; a person looks at it. */
export const webView = (vary: Variation) => variant(vary, tuningViews, heldOutViews)

const tuningViews = [
  `${IOS_VIEW} Instagram 334.0.4.32.98 (iPhone13,2; iOS 17_5; de_DE; de; scale=3.00; 1170x2532; 603)`,
  `${ANDROID_VIEW} [FB_IAB/FB4A;FBAV/453.0.0.40.107;]`,
  `${IOS_VIEW} [LinkedInApp]/9.29.7513`,
  `${IOS_VIEW} MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN`,
  `${DESKTOP_VIEW} Teams/1.6.00.4472 Chrome/102.0.5005.167 Electron/19.1.8 Safari/537.36`,
  `${ANDROID_VIEW} GSA/15.3.36.28.arm64`,
  `${IOS_VIEW} [Pinterest/iOS]`,
]
const heldOutViews = [
  `${ANDROID_VIEW} Instagram 341.0.0.45.100 Android (34/14; 480dpi; 1080x2340; samsung; SM-S918B; dm3q; qcom; en_US; 620000000)`,
  `${IOS_VIEW} [FBAN/FBIOS;FBAV/470.1.0.43.103;FBBV/617635371;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBSS/3;FBLC/en_US]`,
  `${ANDROID_VIEW} LinkedInApp/4.1.937`,
  `${ANDROID_VIEW} XWEB/1220133 MMWEBSDK/20240404 MMWEBID/8150 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin NetType/5G`,
  `${DESKTOP_VIEW} Chrome/124.0.6367.207 Electron/30.0.6 Safari/537.36 Slack_SSB/4.38.125`,
  `${ANDROID_VIEW} Line/14.3.0/IAB`,
  `${ANDROID_VIEW} Viber/22.3.0.0`,
  `${IOS_VIEW} Snapchat/12.87.0.40 (like Safari/8618.2.12.10.9, panda)`,
  `${IOS_VIEW} musical_ly_34.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en`,
]

/** The newest of systems that get no updates, phones with a small screen, and consoles. */
export const oldBrowser = (vary: Variation) => variant(vary, tuningOld, heldOutOld)

const tuningOld = [
  'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0',
]
const heldOutOld = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_6) AppleWebKit/601.7.8 (KHTML, like Gecko) Version/9.1.3 Safari/537.86.7',
  'Mozilla/5.0 (Linux; Android 7.0; SM-G930F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/80.0.3987.119 Mobile Safari/537.36',
  'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)',
  'Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; en) Presto/2.5.25 Version/10.54',
  'Mozilla/5.0 (Mobile; Nokia 2780 Flip; rv:84.0) Gecko/84.0 Firefox/84.0 KAIOS/3.1',
]

/** Browsers that show text, which some blind people and some engineers use. */
export const textBrowser = (vary: Variation) =>
  variant(
    vary,
    ['Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/1.1.1', 'w3m/0.5.3+git20230121'],
    [
      'Links (2.28; Linux x86_64; GNU C 12; text)',
      'ELinks/0.13.2 (textmode; Linux 5.15 x86_64; 120x40-2)',
      'Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8',
    ],
  )

/** What scanners pretend to be: browsers, often years old and always on Windows or Linux. */
export function wornAgent(vary: Variation): string {
  if (between(vary, 0, 9) < 4) return chrome(vary)
  const version = variant(
    vary,
    ['64.0.3282.140', '72.0.3626.109', '83.0.4103.61', '97.0.4692.99'],
    ['79.0.3945.79', '88.0.4324.150', '103.0.5060.53', '114.0.0.0'],
  )
  const system = variant(vary, [WINDOWS, 'Windows NT 6.1; WOW64'], [WINDOWS, 'X11; Linux x86_64'])
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`
}
